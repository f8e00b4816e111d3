// Files as they stand, who looks at them, and what their rules say, for tests that look at values only.
import { CASE_RULES } from '#programmes/one-stop-centre/rules.ts';
import type { CaseContext, Objection } from '#shared/case-work.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';

export const TODAY = '2026-11-22';
export const OFFICE = '10.208.osc1';

export function caseOf(values: Values, id = 'case-1'): DehriRecord {
  return { id, type: 'case', bucket: `${OFFICE}/cases`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

export function contextOn(today: string = TODAY, more: Partial<CaseContext> = {}): CaseContext {
  return { person: 'p1', place: OFFICE, today, now: Date.parse(`${today}T06:30:00Z`), rules: rulebookFrom(oneStopCentre.rules === undefined ? [] : [oneStopCentre.rules], [], OFFICE), nameOf: (person) => (person === 'p1' ? 'रेखा' : ''), ...more };
}

export function brokenBy(values: Values, today: string = TODAY): (readonly [code: string, paths: readonly FieldPath[]])[] {
  return CASE_RULES.flatMap((rule) => {
    const paths = rule.broken(values, today);
    return paths.length === 0 ? [] : [[rule.code, paths] as const];
  });
}

/** `!` before what blocks. */
export const said = (objections: readonly Objection[]): string[] => objections.map(({ word, blocks }) => (blocks ? '!' : '') + word.key.replace('objection.', ''));

/** The least that a file of an adult says. */
export const ADULT: Values = {
  number: 'OSC/2026-27/A7-0012', registeredDay: '2026-11-10', registeredTime: '11:30', mode: 'self', takenBy: 'p1', worker: 'p1', status: 'open', nameTold: true, name: 'सुनीता देवी', age: 27, ageDay: '2026-11-10',
  violence: ['domestic', 'dowry'], primaryViolence: 'domestic', risks: ['none'], riskOver: false, consentRegister: true, consentContact: true, consentDay: '2026-11-10', sharedWith: ['dlsa'],
  safePhone: '9876543210', safeTime: 'morning', mayMessage: false, address: 'ग्राम रामपुर',
};
