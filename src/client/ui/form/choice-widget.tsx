// One of many, several of many, yes or no. Up to seven choices are big buttons, and up to twelve where
// each has its icon; a longer list is searched, and folds up once chosen.
import { useCallback, useEffect, useRef, useState } from 'react';
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
  const choices = useCell(address, choicesPart);
  const { attach, left } = useField(address);
  const many = question.type === 'select_multiple';
  const yesNo = question.type === 'yes_no';
  const options: ChoiceOption[] = yesNo
    ? [{ value: 'yes', label: kit.t('form:yes'), icon: 'yes' }, { value: 'no', label: kit.t('form:no'), icon: 'no' }]
    : choices.map((choice) => ({ value: choice.value, label: choiceWords(kit, question, choice), icon: choice.icon }));
  const change = (chosen: readonly string[]) => {
    const before = toChosen(kit.engine.value(address));
    const next: FieldValue = yesNo ? chosen[0] === 'yes' : many ? withoutNone(before, chosen) : (chosen[0] ?? null);
    kit.engine.set(address, next);
  };
  const shared = { address, options, many, onChange: change, onBlur: left, disabled: question.readonly === true || question.calculation !== undefined };
  const loose = !many && !shared.disabled;
  const few = options.length <= (options.every((option) => option.icon !== undefined) ? ICON_BUTTONS : BIG_BUTTONS);
  return (
    <div ref={() => attach({ focus: () => focusFirst(id) })}>
      {!few ? <ChoiceList {...shared} /> : loose ? <Loose {...shared} side={yesNo} /> : <Bound {...shared} />}
    </div>
  );
}

interface BoundProps {
  readonly address: string;
  readonly options: readonly ChoiceOption[];
  readonly many: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onBlur: () => void;
  readonly disabled: boolean;
}

/** One of a few: the browser's own radios tell the engine, and a tap renders nothing but what it shows or hides. */
function Loose({ address, options, onChange, onBlur, side }: BoundProps & { readonly side: boolean }) {
  const { engine } = useKit();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const listen = useCallback((box: HTMLDivElement | null) => {
    const tapped = (event: Event) => {
      if (event.target instanceof HTMLInputElement) latest.current([event.target.value]);
    };
    // The radio's own click ends here: React would set every radio of the group anew for it.
    const clicked = (event: Event) => {
      if (event.target instanceof HTMLInputElement) event.stopPropagation();
    };
    box?.addEventListener('change', tapped);
    box?.addEventListener('click', clicked);
    return () => {
      box?.removeEventListener('change', tapped);
      box?.removeEventListener('click', clicked);
    };
  }, []);
  return <div ref={listen}><ChoiceButtons loose chosen={toChosen(engine.value(address))} options={options} side={side} onBlur={onBlur} /></div>;
}

/** Follows the engine: one tap may untick another ("none of these"), or the answer is worked out. */
function Bound({ address, ...rest }: BoundProps) {
  const value = useCell(address, valuePart);
  return <ChoiceButtons {...rest} chosen={toChosen(value)} />;
}

function ChoiceList({ address, onChange, options, many, disabled, onBlur }: BoundProps) {
  const { t } = useKit();
  const chosen = toChosen(useCell(address, valuePart));
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
