// Arbitrary records and changes: likely ones (imports, one run of a phone) and nonsense mixed.
import fc from 'fast-check';
import type { Change, FieldValue } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';

const arbitraryValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('सुनीता देवी', 'Sunita Devi', 'a|b', '1032', '0032', '', '*'),
  fc.stringMatching(/^10[0-9]{3}$/),
  fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.boolean(), fc.constant(null), fc.array(fc.constantFrom('housing', 'pension', 'x'), { maxLength: 3 }),
);
const row = fc.constantFrom('k1', 'k2', '3', '#0', '##1', 'zz');
const path = fc.oneof(
  fc.constantFrom('headName', 'cardNumber', 'outcome', 'a.b', 'a.b.c.d', 'constructor', 'toString', '7'),
  row.map((r) => `members.${r}.name`), row.map((r) => `members.${r}._gone`), row.map((r) => `visits.${r}.name`),
);
const register = fc.oneof(path, fc.constant('@birth'), row.map((r) => `members.${r}.@birth`));
const recordId = fc.oneof(fc.integer({ min: 0, max: 99_999 }).map((n) => `10.193-${n.toString(36)}`), fc.uuid(), fc.constantFrom('r', '*', '=x', '00', '0'));
const changeId = fc.oneof(fc.integer({ min: 0, max: 5_000 }).map((n) => `Ab3_-x.${n}`), fc.constantFrom('batch7/*', '=x', '*', 'q.007'));
const values = fc.dictionary(path, arbitraryValue, { maxKeys: 8, noNullPrototype: true });

export const arbitraryRecord: fc.Arbitrary<DehriRecord> = fc.record({
  id: recordId,
  type: fc.constantFrom('household', 'household', 'shg', 'later'),
  bucket: fc.constant('b'),
  seq: fc.nat(),
  schema: fc.integer({ min: 1, max: 4 }),
  values,
  base: changeId,
  heads: fc.dictionary(register, changeId, { maxKeys: 4, noNullPrototype: true }),
  rivals: fc.dictionary(register, fc.array(fc.record({ change: changeId, values, by: fc.constantFrom('p1', 'p2'), at: fc.nat() }), { maxLength: 3 }), { maxKeys: 2, noNullPrototype: true }),
}).chain((record) => fc.constantFrom(record, { ...record, base: `batch7/${record.id}`, heads: { ...record.heads, outcome: `batch8/${record.id}` } }));

export const arbitraryChange: fc.Arbitrary<Change> = fc.record({
  id: changeId,
  record: recordId,
  type: fc.constantFrom('household', 'shg'),
  bucket: fc.constantFrom('10.193/doorstep', '10.193.1/doorstep'),
  device: fc.constantFrom('d1', 'd2'),
  counter: fc.integer({ min: 1, max: 2 ** 40 }),
  author: fc.constantFrom('p1', 'p2'),
  grant: fc.constantFrom('g1', 'g2'),
  deviceTime: fc.integer({ min: -1e12, max: 4e12 }),
  form: fc.constantFrom('doorstep@1', null),
  schema: fc.integer({ min: 1, max: 3 }),
  values,
  replaces: fc.dictionary(register, fc.array(changeId, { maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
}).chain((change): fc.Arbitrary<Change> => fc.constantFrom(
  change, { ...change, mends: 'Ab3_-x.1' }, { ...change, replaces: { headName: [`batch7/${change.record}`] } },
));
