// Questions that are answered by choosing a person or a record: `colleague`, the key of any list of the
// office (a bed), the type of any file (by its number). What is kept is the id; what is read is the name.
// `block`: a block of her district, by its code. And `time`: the clock on the wall; and papers, as a photo or a PDF.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toText } from '#shared/form/expression-value.ts';
import { levelOf } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { ChoiceButtons, type ChoiceOption } from '#client/ui/choice-buttons.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { useCell, useField, useKit, valuePart, type Appearances } from '#client/ui/form/form-kit.ts';
import { paperAppearance } from '#client/ui/form/paper-widget.tsx';
import { QuestionFrame, type Frame, type WidgetProps } from '#client/ui/form/question-frame.tsx';
import { useLists, useWorks } from '../practice.ts';

/** More than these are searched. */
const BUTTONS = 7;
const SHOWN = 12;

export function useAppearances(): Appearances {
  const { t, i18n } = useTranslation(['cases', 'paper']);
  const { session, store } = useDehri();
  const lists = useLists();
  const works = useWorks();
  const { person, colleagues, places: known } = session.profile();
  const { version } = store;
  return useMemo(() => {
    const persons = [{ value: person.id, label: t('cases:me', { name: person.name }) }, ...Object.entries(colleagues).filter(([id]) => id !== person.id).map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))];
    const blocks = known.filter(([code]) => levelOf(code) === 'block').map(([value, hi, en]) => ({ value, label: i18n.language === 'hi' ? hi : en })).sort((a, b) => a.label.localeCompare(b.label));
    return { ...paperAppearance(t), ...Object.fromEntries([
      ['colleague', picked(persons, persons)],
      ['block', picked(blocks, blocks)],
      ['time', TIME],
      ...works.map(({ work, context, say }) => {
        const files = store.ofType(work.recordType).map((record): ChoiceOption => {
          const { title, detail } = work.masked(record, context);
          return { value: record.id, label: title, detail: say(detail), icon: work.icon };
        });
        return [work.recordType, picked(files, files)] as const;
      }),
      ...lists.map(({ list, context, say }) => {
        const all = store.ofType(list.recordType);
        const options = (records: typeof all): ChoiceOption[] => records.map((record) => {
          const { title, detail } = list.card(record, context);
          return { value: record.id, label: say(title), detail: say(detail), icon: list.icon };
        });
        return [list.key, picked(options(all.filter((record) => list.offered?.(record, context) !== false)), options(all))] as const;
      }),
    ]) };
    // `version` stands for the records.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [t, i18n.language, person, colleagues, known, lists, works, store, version]);
}

const TIME: Appearances[string] = {
  Widget: ({ question, row }) => <QuestionFrame question={question} row={row}>{(frame) => <Clock frame={frame} />}</QuestionFrame>,
  text: (value) => value,
};

/** The browser's own clock; it gives `14:30`. */
function Clock({ frame: { address, id, error, describedBy, required } }: { readonly frame: Frame }) {
  const { engine } = useKit();
  const { attach, left } = useField(address);
  return <input ref={attach} id={id} className="input" type="time" defaultValue={toText(engine.value(address))} aria-invalid={error !== undefined} aria-describedby={describedBy} aria-required={required} onInput={(event) => engine.set(address, event.currentTarget.value)} onBlur={left} />;
}

/** @param known those that may have been chosen before, for their names. */
function picked(options: readonly ChoiceOption[], known: readonly ChoiceOption[]): Appearances[string] {
  const Widget = ({ question, row }: WidgetProps) => (
    <QuestionFrame question={question} row={row} set>{(frame) => <Pick frame={frame} options={options} known={known} />}</QuestionFrame>
  );
  return { Widget, text: (value) => known.find((one) => one.value === value)?.label ?? value };
}

function Pick({ frame: { address, id }, options, known }: { readonly frame: Frame; readonly options: readonly ChoiceOption[]; readonly known: readonly ChoiceOption[] }) {
  const { engine } = useKit();
  const { t } = useTranslation(['cases', 'form']);
  const { attach, left } = useField(address);
  const value = toText(useCell(address, valuePart));
  const [query, setQuery] = useState('');
  // What was chosen earlier stays to be seen, though it may not be offered any more.
  const all = value === '' || options.some((one) => one.value === value) ? options : [...known.filter((one) => one.value === value), ...options];
  const wanted = query.trim().toLowerCase();
  const found = all.filter(({ label, value: own }) => own === value || label.toLowerCase().includes(wanted));
  return (
    <div className="stack stack--tight" ref={() => attach({ focus: () => document.getElementById(id)?.querySelector('input')?.focus() })}>
      {all.length <= BUTTONS ? null : <SearchField label={t('form:list.search')} value={query} onChange={setQuery} />}
      {all.length === 0 ? <p className="soft">{t('cases:nobodyToChoose')}</p> : <ChoiceButtons options={found.slice(0, all.length <= BUTTONS ? BUTTONS : SHOWN)} chosen={value === '' ? [] : [value]} onChange={([chosen]) => engine.set(address, chosen ?? null)} onBlur={left} />}
      {found.length > SHOWN ? <p className="soft">{t('form:list.more', { count: found.length - SHOWN })}</p> : null}
    </div>
  );
}
