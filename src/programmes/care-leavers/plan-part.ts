// Her plan in the eight domains (dossier B2), and the courses and schemes she was linked with.
import type { CaseContext, CaseLine } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { domain as domains } from './forms/choices.ts';
import { linkage as linkageForm } from './forms/linkage.ts';
import { plan as planForm } from './forms/plan.ts';
import { DOMAINS, type Domain } from './lists.ts';
import { openChoice } from './phrases.ts';
import { rowsOf, type RowReader } from './values.ts';

/** The last score written in a domain: that of the step with the latest day. */
export function scoreOf(values: Values, domain: Domain): number | undefined {
  const scored = rowsOf(values, 'plan').filter((row) => row.text('domain') === domain && typeof row.value('score') === 'number')
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)).at(-1)?.value('score');
  return typeof scored === 'number' ? scored : undefined;
}

/** How she stands in each of the eight, also where nothing was said yet. */
export function planFacts({ values }: DehriRecord): readonly Fact[] {
  return DOMAINS.map((domain) => {
    const score = scoreOf(values, domain);
    return { label: { key: `choice.domain.${domain}` }, value: score === undefined ? { key: 'plan.noScore' } : { key: 'plan.score', values: { score } } };
  });
}

/** Open steps by due day, then those that are done. */
export function planLines({ values }: DehriRecord, { today }: CaseContext): readonly CaseLine[] {
  return stepsInOrder(values).map((row): CaseLine => ({
    row: row.path, icon: domains.find(({ value }) => value === row.text('domain'))?.icon ?? 'file',
    title: row.text('step') || row.text('goal'),
    detail: { key: row.text('doneDay') === '' ? 'plan.due' : 'plan.done', values: { domain: domainOf(row), owner: { key: `choice.owner.${row.text('owner') || 'worker'}` }, day: row.text('doneDay') || row.text('dueDay') } },
    state: stateOfStep(row, today), forms: [planForm.id],
  }));
}

export function stepsInOrder(values: Values): readonly RowReader[] {
  const rows = [...rowsOf(values, 'plan')].sort((a, b) => (a.text('dueDay') < b.text('dueDay') ? -1 : 1));
  return [...rows.filter((row) => row.text('doneDay') === ''), ...rows.filter((row) => row.text('doneDay') !== '')];
}

export function domainOf(row: RowReader): Phrase {
  return { key: `choice.domain.${row.text('domain') || 'housing'}` };
}

export function stateOfStep(row: RowReader, today: string): DoorState {
  if (row.text('doneDay') !== '') return { key: 'done', tone: 'done', word: { key: 'plan.state.done' } };
  return row.text('dueDay') < today ? { key: 'late', tone: 'mend', word: { key: 'plan.state.late' } } : { key: 'open', tone: 'todo', word: { key: 'plan.state.open' } };
}

const OUTCOME_TONES: Readonly<Record<string, DoorState['tone']>> = { waiting: 'later', going_on: 'todo', finished: 'done', got: 'done', refused: 'mend', left: 'mend' };

export function linkageLines({ values }: DehriRecord, { rules }: CaseContext): readonly CaseLine[] {
  return [...rowsOf(values, 'linkages')].sort((a, b) => (a.text('startDay') < b.text('startDay') ? 1 : -1)).map((row): CaseLine => {
    const outcome = row.text('outcome') || 'waiting';
    return {
      row: row.path, icon: 'training', title: row.text('name'),
      detail: { key: row.text('office') === '' ? 'linkage.line' : 'linkage.lineOffice', values: { kind: openChoice('linkageKind', row.text('kind') || 'other', rules), office: row.text('office'), day: row.text('outcomeDay') || row.text('startDay') } },
      state: { key: outcome, tone: OUTCOME_TONES[outcome] ?? 'later', word: { key: `choice.linkageOutcome.${outcome}` } },
      forms: [linkageForm.id],
    };
  });
}

function dayOf(row: RowReader): string {
  return row.text('doneDay') || row.text('dueDay');
}
