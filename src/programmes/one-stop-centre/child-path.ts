// The path of someone under 18: when she was found, when she must stand before the Child Welfare
// Committee, what it ordered, whether the police know, who stands beside her.
import type { CaseContext, CasePart, Objection } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState, type ClockState } from '#shared/task/clock.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import { isChildsFile, isUnder18, subjectAge } from './age.ts';
import { child } from './forms/child.ts';
import { pausesOf } from './pauses.ts';
import { dayTimeOf, momentOf, textOf } from './read.ts';
import { foundAt } from './running-clocks.ts';

/** The 24 hours from when she was found, or known to the centre. */
export function productionClock(values: Values, now: { readonly today: string; readonly at: number }, rules: Rulebook): ClockState | undefined {
  const from = foundAt(values);
  if (from.day === '') return undefined;
  return clockState(rules.clock('cwc-production'), from, pausesOf(values, 'cwc-production'), now, rules);
}

/** See `CaseWork.objections`: she was brought late and nobody wrote why. */
export function childObjections(form: string, record: DehriRecord | undefined, edits: Values, { today, rules }: CaseContext): readonly Objection[] {
  if (form !== child.id) return [];
  const values = { ...record?.values, ...edits };
  const produced = momentOf(textOf(values, 'cwcDay'), textOf(values, 'cwcTime'));
  if (produced === undefined || textOf(values, 'cwcLateReason') !== '') return [];
  const clock = productionClock(values, { today, at: produced }, rules);
  if (clock?.overdue !== true) return [];
  const { amount } = rules.clock('cwc-production').limit;
  return [{ word: { key: 'objection.cwc-late', values: { hours: amount } }, blocks: true }];
}

export const childPart: CasePart = {
  key: 'child',
  icon: 'child',
  forms: [child.id],
  shown: ({ values }) => isChildsFile(values) || textOf(values, 'foundDay') !== '',
  facts: ({ values }, context) => {
    const facts: Fact[] = [];
    const add = (field: string, value: string | Phrase): void => {
      if (value !== '') facts.push({ label: { key: `field.case.${field}` }, value });
    };
    const age = subjectAge(values);
    if (age !== undefined) add('age', { key: 'years', values: { age } });
    if (textOf(values, 'foundDay') !== '') add('foundDay', dayTime(values, 'foundDay', 'foundTime'));
    if (textOf(values, 'cwcDay') !== '') add('cwcDay', dayTime(values, 'cwcDay', 'cwcTime'));
    else if (isUnder18(values, context.today)) {
      const clock = productionClock(values, { today: context.today, at: context.now }, context.rules);
      if (clock?.dueAt !== undefined) facts.push({ label: { key: 'child.cwcBy' }, value: { key: 'dayTime', values: dayTimeOf(clock.dueAt) } });
    }
    for (const field of ['cwcLateReason', 'cwcOrder', 'pocsoReportDay', 'pocsoReportTo', 'supportPerson', 'supportPersonDay']) add(field, textOf(values, field));
    return facts;
  },
  advice: ({ values }, context) => {
    if (!isUnder18(values, context.today) || textOf(values, 'cwcDay') !== '') return [];
    const clock = productionClock(values, { today: context.today, at: context.now }, context.rules);
    const key = clock?.overdue === true ? 'cwc-late' : 'cwc-soon';
    return [{ key, title: { key: `advice.${key}.title` }, detail: { key: `advice.${key}.detail` } }];
  },
};

function dayTime(values: Values, day: string, time: string): Phrase {
  return { key: 'dayTime', values: { day: textOf(values, day), time: textOf(values, time) } };
}
