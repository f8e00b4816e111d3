// Rows of a repeat as cards: the family's members. One card is open at a time; a removed one leaves a
// line by which it can be brought back, for as long as the form is open.
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { get, useFormState } from 'react-hook-form';
import type { FormNode, Question, Repeat } from '#shared/form/definition.ts';
import type { FormEngine, Row } from '#shared/form/engine.ts';
import { isEmpty } from '#shared/form/expression-value.ts';
import { addressOf } from '#shared/form/plan.ts';
import { Button } from '../button.tsx';
import { FieldError } from '../field.tsx';
import { focusInside } from './focus-address.ts';
import { StateChip } from '../state-chip.tsx';
import { answerText } from './format-answer.ts';
import { rowsPart, useCell, useKit, useShownProblem, useWords, type FormKit } from './form-kit.ts';
import './repeat-widget.css';

/** How many answers stand under the name on a folded card. */
const SHOWN = 3;

export interface RepeatWidgetProps {
  readonly repeat: Repeat;
  /** Draws the questions of one row. */
  readonly fields: (row: string) => ReactNode;
}

export function RepeatWidget({ repeat, fields }: RepeatWidgetProps) {
  const { engine, newRowId, openRows, idOf, t } = useKit();
  const rows = useCell(repeat.name, rowsPart);
  const label = useWords(repeat, 'label', undefined) ?? repeat.name;
  const hint = useWords(repeat, 'hint', undefined);
  const error = useShownProblem(repeat.name);
  const open = useSyncExternalStore(openRows.subscribe, () => openRows.get(repeat.name));
  const present = rows.filter((row) => !row.removed);
  const full = repeat.max !== undefined && present.length >= repeat.max;
  const id = idOf(repeat.name);
  return (
    <div className="repeat" id={id} tabIndex={-1}>
      <div className="row row--between">
        <h2>{label}</h2>
        <span className="soft">{t('form:rows.count', { count: present.length })}</span>
      </div>
      {hint === undefined ? null : <p className="soft">{hint}</p>}
      <FieldError id={id} error={error} />
      {rows.map((row) => (
        <RowCard key={row.id} repeat={repeat} fields={fields} row={row} number={present.indexOf(row) + 1} open={open === row.id} onOpen={(yes) => openRows.set(repeat.name, yes ? row.id : undefined)} />
      ))}
      {full ? null : (
        <Button
          icon="plus"
          wide
          big
          onClick={() => {
            const row = newRowId();
            engine.addRow(repeat.name, row);
            openRows.set(repeat.name, row);
            requestAnimationFrame(() => focusInside(idOf(`${repeat.name}.${row}`)));
          }}
        >
          {present.length === 0 ? t('form:rows.addFirst') : t('form:rows.add')}
        </Button>
      )}
    </div>
  );
}

interface RowCardProps extends RepeatWidgetProps {
  readonly row: Row;
  readonly number: number;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

function RowCard({ repeat, fields, row, number, open, onOpen }: RowCardProps) {
  const kit = useKit();
  const { engine, t } = kit;
  const summary = useSummary(kit, repeat, row.id);
  const wrong = useRowFlagged(kit, repeat, row.id);
  const [title = '', ...details] = summary.split('\n');
  const name = title === '' ? t('form:rows.number', { number }) : title;
  if (row.removed) {
    return (
      <div className="row-card row-card--gone">
        <span className="grow">{t('form:rows.removed', { name })}</span>
        <Button icon="undo" onClick={() => engine.restoreRow(repeat.name, row.id)}>{t('form:rows.restore')}</Button>
      </div>
    );
  }
  return (
    <div id={kit.idOf(`${repeat.name}.${row.id}`)} className={`row-card${open ? ' row-card--open' : ''}`}>
      <div className="row-card__head">
        <div className="grow">
          <h3>{name}</h3>
          {open || details.length === 0 ? null : <p className="soft">{details.join(' · ')}</p>}
        </div>
        {wrong && !open ? <StateChip state="mend" /> : null}
      </div>
      {open ? <div className="row-card__fields">{fields(row.id)}</div> : null}
      <div className="row-card__actions">
        {open
          ? <Button look="primary" icon="check" onClick={() => onOpen(false)}>{t('form:rows.close')}</Button>
          : <Button icon="edit" aria-label={t('form:rows.editOf', { name })} onClick={() => onOpen(true)}>{t('form:rows.edit')}</Button>}
        <Button
          look="plain"
          icon="trash"
          aria-label={t('form:rows.removeOf', { name })}
          onClick={() => {
            onOpen(false);
            engine.removeRow(repeat.name, row.id);
          }}
        >
          {t('form:rows.remove')}
        </Button>
      </div>
    </div>
  );
}

/** First answers of the row, one per line: a string, so that an unchanged card is not rendered again. */
function useSummary(kit: FormKit, repeat: Repeat, row: string): string {
  const { engine } = kit;
  return useSyncExternalStore(useRowSubscription(engine, repeat, row), () => rowSummary(kit, repeat, row).join('\n'));
}

export function rowSummary(kit: FormKit, repeat: Repeat, row: string): string[] {
  const { engine } = kit;
  const lines: string[] = [];
  for (const question of questionsIn(repeat.children)) {
    if (lines.length > SHOWN) break;
    const planned = engine.plan.nodeOf.get(question);
    if (planned === undefined) continue;
    const state = engine.state(addressOf(planned, row));
    if (!state.relevant || isEmpty(state.value)) continue;
    const text = answerText(kit, question, state.value);
    if (text !== undefined) lines.push(question.type === 'yes_no' && state.value === false ? '' : text);
  }
  return lines.filter((line, index) => index === 0 || line !== '');
}

function questionsIn(nodes: readonly FormNode[]): Question[] {
  return nodes.flatMap((node) => (node.type === 'group' ? questionsIn(node.children) : node.type === 'repeat' || node.type === 'note' || node.type === 'image' ? [] : [node]));
}

/** Hears of every answer of one row and of nothing else. */
function useRowSubscription(engine: FormEngine, repeat: Repeat, row: string): (listener: () => void) => () => void {
  return useCallback((listener) => {
    const stops = (engine.plan.rowNodes.get(repeat.name) ?? []).map((node) => engine.subscribe(addressOf(node, row), listener));
    return () => {
      for (const stop of stops) stop();
    };
  }, [engine, repeat, row]);
}

/** A folded card must say that something in it needs mending. */
function useRowFlagged({ control, engine }: FormKit, repeat: Repeat, row: string): boolean {
  const { errors } = useFormState({ control, name: repeat.name });
  const flagged = get(errors, `${repeat.name}.${row}`) as object | undefined;
  const wrong = useSyncExternalStore(useRowSubscription(engine, repeat, row), () => hasProblem(engine, repeat, row));
  return flagged !== undefined && wrong;
}

function hasProblem(engine: FormEngine, repeat: Repeat, row: string): boolean {
  return (engine.plan.rowNodes.get(repeat.name) ?? []).some((node) => engine.state(addressOf(node, row)).problem !== undefined);
}
