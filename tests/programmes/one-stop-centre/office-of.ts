// Records of a centre as they stand, and who looks at them, for tests of the shelter, the papers and the office.
import { RULES } from '#programmes/one-stop-centre/clocks.ts';
import { RECORD_TYPES } from '#programmes/one-stop-centre/records.ts';
import type { CaseContext } from '#shared/case-work.ts';
import type { Values } from '#shared/record/change.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

export const CENTRE = '10.208.osc1';
export const DAY = '2026-11-22';

export function recordAt(type: string, values: Values, id = `${type}-1`, place = CENTRE): DehriRecord {
  const shelf = RECORD_TYPES.find(({ name }) => name === type)?.shelf ?? '';
  return { id, type, bucket: `${place}/${shelf}`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

/** Half past four in the afternoon in India, unless said otherwise. */
export function at(today: string = DAY, time = '16:30', more: Partial<CaseContext> = {}): CaseContext {
  const beds: Readonly<Record<string, string>> = { b1: 'बिस्तर 1', b2: 'बिस्तर 2' };
  return {
    person: 'p1', place: CENTRE, today, now: Date.parse(`${today}T${time}:00+05:30`), rules: rulebookFrom([RULES], [], CENTRE),
    nameOf: (person) => (person === 'p1' ? 'रेखा' : ''), titleOf: (record) => beds[record] ?? '', ...more,
  };
}

/** Codes of the rules that these values break, with the paths at fault. */
export function broken(type: string, values: Values, today: string = DAY): (readonly [code: string, ...paths: string[]])[] {
  const found = RECORD_TYPES.find(({ name }) => name === type);
  if (found === undefined) throw new Error(`no record type ${type}`);
  return newlyBroken(found, undefined, values, today).map(({ code, paths }) => [code, ...paths]);
}
