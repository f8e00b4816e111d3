// Every kind of guarded record of the programmes: its guard names fields that are there, its class can be
// told of any values, and what is said of it masked never says who it is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { CaseContext } from '#shared/case-work.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { FILE_CLASSES } from '#shared/access/keep.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

const OFFICE = '10.193.osc1';
const CANARY = 'कोकिला';
const guarded = PROGRAMMES.flatMap((programme) => programme.recordTypes.flatMap((type) => (type.guard === undefined ? [] : [{ programme, type, guard: type.guard }])));
const rules = rulebookFrom(PROGRAMMES.flatMap((p) => p.rules ?? []), [], OFFICE);
const context: CaseContext = { person: 'p', place: OFFICE, today: '2026-05-10', now: Date.UTC(2026, 4, 10), rules, nameOf: () => CANARY };

const paths = (type: RecordType): [string, FieldDef][] => Object.entries(type.fields).map(([pattern, def]) => [pattern.replace('*', 'k1'), def]);

/** Any value that a field could hold, or that an older or newer app might have written. */
const odd: fc.Arbitrary<FieldValue> = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.constantFrom('2026-02-30', '2010-05-01', '2026-05-10', '999'), fc.array(fc.string(), { maxLength: 3 }));
const valuesOf = (type: RecordType): fc.Arbitrary<Values> => fc.dictionary(fc.constantFrom(...paths(type).map(([path]) => path)), odd, { maxKeys: 12 });

/** A file in which everything that can be typed says the name. */
function telling(type: RecordType, numberPath: string): DehriRecord {
  const value = ({ kind, choices }: FieldDef): FieldValue => {
    switch (kind) {
      case 'text': return CANARY;
      case 'choice': return choices?.[0] ?? CANARY;
      case 'choices': return choices?.slice(0, 1) ?? [CANARY];
      case 'date': return '2026-05-01';
      case 'boolean': return true;
      case 'phone': return '9812345670';
      case 'integer':
      case 'decimal': return 3;
      default: return 'x1';
    }
  };
  const values = Object.fromEntries(paths(type).map(([path, def]) => [path, path === numberPath ? 'T/7' : value(def)]));
  return { id: 'r1', type: type.name, bucket: `${OFFICE}/${type.shelf}`, seq: 1, schema: type.version, values, base: 'c1', heads: {}, rivals: {} };
}

test('there are some', () => {
  expect(guarded.length).toBeGreaterThan(0);
});

describe.each(guarded)('$type.name', ({ programme, type, guard }) => {
  test('is of a class of files, and its guard names fields of the right kind', () => {
    expect(FILE_CLASSES.map(String)).toContain(type.accessClass);
    const kinds = [guard.assigned, guard.team, guard.barred].flatMap((path) => (path === undefined ? [] : [[path, type.fields[path]?.kind]]));
    expect(kinds.filter(([, kind]) => kind !== 'record')).toEqual([]);
    expect(guard.neverKept === undefined ? true : type.fields[guard.neverKept]?.protective?.[0]).toBe(true);
  });

  test('has a class of files whatever stands in it', () => {
    fc.assert(fc.property(valuesOf(type), valuesOf(type), (values, rival) => {
      const rivals = { worker: [{ change: 'c1', values, by: '', at: 0 }, { change: 'c2', values: rival, by: '', at: 0 }] };
      expect(FILE_CLASSES.map(String)).toContain(subjectOf(type, { bucket: `${OFFICE}/${type.shelf}`, values, rivals }).accessClass);
    }), { numRuns: 500 });
  });

  test('is shown masked without a word of who it is', () => {
    const work = programme.practice?.cases.find((one) => one.recordType === type.name);
    if (work === undefined) throw new Error('a guarded type is shown by its programme');
    const record = telling(type, work.numberPath);
    const said = JSON.stringify([work.masked(record, context), work.stateOf(record, context)]);
    expect(said).not.toMatch(new RegExp(`${CANARY}|9812345670`, 'u'));
  });
});
