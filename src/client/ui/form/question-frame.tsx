// Label, hint, problem and read-aloud around a widget, the same for every kind of question.
import type { ReactNode } from 'react';
import type { Question } from '#shared/form/definition.ts';
import { Field, FieldSet } from '../field.tsx';
import { choicesPart, choiceWords, requiredPart, useAddress, useCell, useKit, useShownProblem, useWords } from './form-kit.ts';
import { ReadAloud } from './read-aloud.tsx';

export interface WidgetProps {
  readonly question: Question;
  /** Row of the repeat it stands in. */
  readonly row: string | undefined;
}

export interface FrameProps extends WidgetProps {
  /** Several inputs make one answer. */
  readonly set?: boolean;
  readonly children: (frame: Frame) => ReactNode;
}

export interface Frame {
  readonly address: string;
  readonly id: string;
  readonly error: string | undefined;
  readonly describedBy: string | undefined;
  readonly required: boolean;
}

export function QuestionFrame({ question, row, set = false, children }: FrameProps) {
  const kit = useKit();
  const address = useAddress(question, row);
  const label = useWords(question, 'label', row) ?? question.name;
  const hint = useWords(question, 'hint', row);
  const required = useCell(address, requiredPart);
  const choices = useCell(address, choicesPart);
  const error = useShownProblem(address);
  const id = kit.idOf(address);
  const spoken = () => [label, hint ?? '', ...(choices.length <= 12 ? choices.map((choice) => choiceWords(kit, question, choice)) : [])];
  const Frame = set ? FieldSet : Field;
  const describedBy = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <Frame id={id} label={label} hint={hint} error={error} required={required} question beside={<ReadAloud words={spoken} />}>
      {children({ address, id, error, describedBy: describedBy === '' ? undefined : describedBy, required })}
    </Frame>
  );
}
