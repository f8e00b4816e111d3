// One of many, several of many, yes or no. Up to seven choices are big buttons, and up to twelve where
// each has its icon; a longer list is searched, and folds up once chosen.
import { useState } from 'react';
import type { FieldValue } from '#shared/record/change.ts';
import { toChosen } from '#shared/form/expression-value.ts';
import { Button } from '../button.tsx';
import { ChoiceButtons, type ChoiceOption } from '../choice-buttons.tsx';
import { SearchField } from '../field.tsx';
import { choicesPart, choiceWords, useCell, useField, useKit, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';

const BIG_BUTTONS = 7;
const ICON_BUTTONS = 12;
const LIST_SHOWN = 12;

export function ChoiceWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <Choices question={question} row={row} frame={frame} />}
    </QuestionFrame>
  );
}

function Choices({ question, frame }: WidgetProps & { readonly frame: Frame }) {
  const kit = useKit();
  const { address, id } = frame;
  const value = useCell(address, valuePart);
  const choices = useCell(address, choicesPart);
  const { attach, left, changed } = useField(address);
  const many = question.type === 'select_multiple';
  const yesNo = question.type === 'yes_no';
  const options: ChoiceOption[] = yesNo
    ? [{ value: 'yes', label: kit.t('form:yes'), icon: 'yes' }, { value: 'no', label: kit.t('form:no'), icon: 'no' }]
    : choices.map((choice) => ({ value: choice.value, label: choiceWords(kit, question, choice), icon: choice.icon }));
  const change = (chosen: readonly string[]) => {
    const next: FieldValue = yesNo ? chosen[0] === 'yes' : many ? withoutNone(toChosen(value ?? null), chosen) : (chosen[0] ?? null);
    kit.engine.set(address, next);
    changed(next);
  };
  const common = {
    chosen: toChosen(value ?? null),
    onChange: change,
    many,
    disabled: question.readonly === true,
    onBlur: left,
  };
  return (
    <div ref={() => attach({ focus: () => focusFirst(id) })}>
      {options.length <= (options.every((option) => option.icon !== undefined) ? ICON_BUTTONS : BIG_BUTTONS) ? <ChoiceButtons {...common} options={options} side={yesNo} /> : <ChoiceList {...common} options={options} />}
    </div>
  );
}

interface ChoiceListProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly options: readonly ChoiceOption[];
  readonly many: boolean;
  readonly disabled: boolean;
  readonly onBlur: () => void;
}

function ChoiceList({ chosen, onChange, options, many, disabled, onBlur }: ChoiceListProps) {
  const { t } = useKit();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(chosen.length === 0 || many);
  if (!open) {
    return (
      <div className="stack stack--tight">
        <ChoiceButtons chosen={chosen} onChange={() => undefined} options={options.filter((option) => chosen.includes(option.value))} disabled={disabled} />
        {disabled ? null : <Button icon="edit" onClick={() => setOpen(true)}>{t('form:list.change')}</Button>}
      </div>
    );
  }
  const wanted = fold(query);
  const found = options.filter((option) => wanted === '' || fold(option.label).includes(wanted));
  const shown = many && wanted === '' ? found : found.slice(0, LIST_SHOWN);
  return (
    <div className="stack stack--tight">
      <SearchField label={t('form:list.search')} value={query} onChange={setQuery} />
      <ChoiceButtons
        chosen={chosen}
        onChange={(next) => {
          onChange(next);
          if (!many) {
            setOpen(false);
            setQuery('');
          }
        }}
        options={shown}
        many={many}
        disabled={disabled}
        onBlur={onBlur}
      />
      <p className="soft" aria-live="polite">
        {found.length === 0 ? t('form:list.nothing') : found.length > shown.length ? t('form:list.more', { count: found.length - shown.length }) : ''}
      </p>
    </div>
  );
}

/** "None of these" and the others exclude one another: the last tap decides. */
function withoutNone(before: readonly string[], next: readonly string[]): string[] {
  if (!next.includes('none')) return [...next];
  return before.includes('none') ? next.filter((value) => value !== 'none') : ['none'];
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

function focusFirst(id: string): void {
  const inputs = [...(document.getElementById(id)?.querySelectorAll('input') ?? [])];
  (inputs.find((input) => input.checked) ?? inputs[0])?.focus();
}
