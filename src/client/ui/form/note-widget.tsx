// Words to read out, and values the form works out itself.
import { Icon } from '../icon.tsx';
import { answerText } from './format-answer.ts';
import { useAddress, useCell, useKit, useWords, valuePart } from './form-kit.ts';
import type { WidgetProps } from './question-frame.tsx';
import { ReadAloud } from './read-aloud.tsx';
import './note-widget.css';

export function NoteWidget({ question, row }: WidgetProps) {
  const { idOf } = useKit();
  const label = useWords(question, 'label', row) ?? '';
  const hint = useWords(question, 'hint', row);
  return (
    <div className="note" id={idOf(useAddress(question, row))} tabIndex={-1}>
      <Icon name="info" />
      <div className="grow">
        <p>{label}</p>
        {hint === undefined ? null : <p className="soft">{hint}</p>}
      </div>
      <ReadAloud words={() => [label, hint ?? '']} />
    </div>
  );
}

export function CalculateWidget({ question, row }: WidgetProps) {
  const kit = useKit();
  const address = useAddress(question, row);
  const label = useWords(question, 'label', row) ?? question.name;
  const value = useCell(address, valuePart);
  return (
    <p className="calculated">
      <span className="soft">{label}</span> <output className="strong">{answerText(kit, question, value) ?? '–'}</output>
    </p>
  );
}
