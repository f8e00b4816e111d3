// Records of the hub's registers as they stand, any that could stand, and who looks at them.
import fc from 'fast-check';
import { RULES } from '#programmes/mission-shakti/clocks.ts';
import { RECORD_TYPES } from '#programmes/mission-shakti/records.ts';
import { TASKS } from '#programmes/mission-shakti/tasks.ts';
import type { CaseContext } from '#shared/case-work.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { DueTask } from '#shared/task/task.ts';

export const HUB = '10.204.hub1';
export const DAY = '2026-11-22';

export function typeOf(name: string): RecordType {
  const type = RECORD_TYPES.find((one) => one.name === name);
  if (type === undefined) throw new Error(`no record type ${name}`);
  return type;
}

export function recordAt(type: string, values: Values, id = `${type}-1`): DehriRecord {
  return { id, type, bucket: `${HUB}/${typeOf(type).shelf}`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

export function at(today: string = DAY): CaseContext {
  return { person: 'p1', place: HUB, today, now: Date.parse(`${today}T12:00:00+05:30`), rules: rulebookFrom([RULES], [], HUB), nameOf: () => '', titleOf: () => '' };
}

/** Codes of the rules that these values break, with the paths at fault. */
export function broken(type: string, values: Values, before?: Values, today: string = DAY): (readonly [code: string, ...paths: string[]])[] {
  return newlyBroken(typeOf(type), before, values, today).map(({ code, paths }) => [code, ...paths]);
}

export function tasksOf(type: string, values: Values, today: string = DAY): readonly DueTask[] {
  const record = recordAt(type, values);
  return TASKS.filter(({ recordType }) => recordType === type).flatMap((rule) => rule.tasks(record, today));
}

/** Answers of the right kind mostly, of another now and then. */
function answerTo(def: FieldDef): fc.Arbitrary<FieldValue> {
  const choice = fc.constantFrom(...(def.choices ?? ['x']));
  const right: Partial<Record<FieldDef['kind'], fc.Arbitrary<FieldValue>>> = {
    choice, boolean: fc.boolean(), integer: fc.integer({ min: 0, max: 60 }), place: fc.constantFrom('10.204.1750', '10.204.1751', '10.193.1710', 'x'),
    date: fc.constantFrom('2024-02-29', '2026-08-01', '2026-11-20', DAY, '2026-12-05'), record: fc.constantFrom('event-1'),
  };
  // A code that no list knows never gets as far as a record.
  const odd = fc.constantFrom<FieldValue>(null, ...(def.choices === undefined ? ['', 'x', 7, -1, true, ['x']] : []));
  return fc.oneof({ weight: 12, arbitrary: right[def.kind] ?? fc.constantFrom<FieldValue>('कुछ', '9876543210') }, { weight: 1, arbitrary: odd });
}

/** Rows of a count are days, others are named as the phone names them. */
const ROWS: Readonly<Record<string, readonly string[]>> = { days: ['2026-11-19', '2026-11-20', '2026-11-21'] };

export function anyRecord(name: string, id = 'r1'): fc.Arbitrary<DehriRecord> {
  const paths = Object.entries(typeOf(name).fields).flatMap(([path, def]) => {
    const repeat = path.split('.')[0] ?? '';
    return path.includes('*') ? (ROWS[repeat] ?? ['a', 'b']).map((row) => [path.replace('*', row), answerTo(def)] as const) : [[path, answerTo(def)] as const];
  });
  return fc.record(Object.fromEntries(paths), { requiredKeys: [] }).map((some) => recordAt(name, Object.fromEntries(Object.entries(some).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))), id));
}
