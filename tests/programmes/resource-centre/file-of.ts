// Files as they stand, the rules in force and who looks at them, for tests that look at values only.
import { resourceCentre } from '#programmes/resource-centre/index.ts';
import { childFile } from '#programmes/resource-centre/records.ts';
import type { CaseContext } from '#shared/case-work.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

export const TODAY = '2026-11-22';
export const UNIT = '5.49.dcpu1';

export function fileOf(values: Values, id = 'file-1'): DehriRecord {
  return {
    id, type: 'childFile', bucket: `${UNIT}/children`, seq: 1, schema: 1, base: 'c1', heads: {}, rivals: {},
    values: { number: 'RC/1', status: 'open', registeredDay: '2026-11-01', worker: 'p1', categories: ['labour'], ...values },
  };
}

/** @param holidays ISO days */
export function rulesAt(holidays: readonly string[] = []): Rulebook {
  if (resourceCentre.rules === undefined) throw new Error('the programme brings rules');
  return { ...rulebookFrom([resourceCentre.rules], [], UNIT), holidays: new Set(holidays) };
}

export function contextOn(today: string = TODAY, rules: Rulebook = rulesAt()): CaseContext {
  return { person: 'p1', place: UNIT, today, now: Date.parse(`${today}T06:30:00Z`), rules, nameOf: () => '' };
}

/** What the record's rules say of some values. */
export function brokenBy(values: Values, today: string = TODAY): (readonly [code: string, paths: readonly FieldPath[]])[] {
  return (childFile.rules ?? []).flatMap((rule) => {
    const paths = rule.broken(values, today);
    return paths.length === 0 ? [] : [[rule.code, paths] as const];
  });
}
