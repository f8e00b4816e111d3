// Forms of a row through the real server: judged over their row, held under the paths of the record.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormDefinition } from '#shared/form/definition.ts';
import { rowEdits } from '#shared/form/row-form.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { createRegistry } from '#server/registry.ts';
import { FAMILY, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const WITH_VISITS: RecordType = {
  ...FAMILY,
  fields: { ...FAMILY.fields, 'visits.*.day': { kind: 'date' }, 'visits.*.found': { kind: 'choice', choices: ['home', 'away'], open: true }, 'visits.*.why': { kind: 'text' } },
};
const VISIT: FormDefinition = {
  id: 'trial.visit', version: 1, recordType: 'family', row: 'visits', open: ['found'],
  choices: { found: [{ value: 'home' }, { value: 'away' }] },
  children: [
    { type: 'date', name: 'day', required: true, constraint: '. <= today()' },
    { type: 'select_one', name: 'found', list: 'found', required: true },
    { type: 'text', name: 'why', relevant: "${found} = 'away'", required: true },
  ],
};
const PROGRAMME = { ...TEST_PROGRAMME, recordTypes: [WITH_VISITS, ...TEST_PROGRAMME.recordTypes.slice(1)], forms: [VISIT] };

let server: TestServer;
let phone: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [PROGRAMME] });
  phone = await server.worker('mitra', '10.193.1710.p01.v1');
});
afterAll(() => server.close());

const form = 'trial.visit@1';

describe('a change from a form of a row', () => {
  test('is judged over its row, what the record says of that row included', async () => {
    const made = phone.change({ headName: 'सुनीता', ...rowEdits(VISIT, 'a', { day: '2026-05-09', found: 'away', why: 'खेत' }) }, { type: WITH_VISITS });
    expect((await phone.sync([made])).head?.results).toEqual([['a', expect.any(Number)]]);
    await phone.sync();
    const record = phone.records.get(made.record);
    const push = async (row: string, edits: Record<string, string | null>) =>
      (await phone.sync([phone.change(rowEdits(VISIT, row, edits), { record, type: WITH_VISITS, over: { form } })])).head?.results?.[0];

    expect(await push('a', { why: null })).toEqual(['h', 'validation', ['visits.a.why']]);
    expect(await push('b', { day: '2026-05-11', found: 'home' })).toEqual(['h', 'validation', ['visits.b.day']]);
    expect(await push('b', { day: '2026-05-10', found: 'gone' })).toEqual(['h', 'validation', ['visits.b.found']]);
    expect(await push('b', { day: '2026-05-10', found: 'home' })).toEqual(['a', expect.any(Number)]);
    // Row a says `away` and a reason: row c answers for itself.
    expect(await push('c', { day: '2026-05-10', found: 'away', why: null })).toEqual(['h', 'validation', ['visits.c.why']]);
    expect(await push('c', { day: '2026-05-10', found: 'x_asleep' })).toEqual(['a', expect.any(Number)]);
    expect(await push('c', { found: 'asleep' })).toEqual(['h', 'validation', ['visits.c.found']]);
  });

  test('that removes the row is not asked for its answers', async () => {
    const made = phone.change({ headName: 'गीता', ...rowEdits(VISIT, 'a', { day: '2026-05-09', found: 'home' }) }, { type: WITH_VISITS });
    await phone.sync([made]);
    await phone.sync();
    const gone = phone.change({ 'visits.a._gone': true }, { record: phone.records.get(made.record), type: WITH_VISITS, over: { form } });
    expect((await phone.sync([gone])).head?.results).toEqual([['a', expect.any(Number)]]);
  });
});

test('a form of a row with rows of its own is refused when the server starts', () => {
  const nested: FormDefinition = { ...VISIT, children: [{ type: 'repeat', name: 'members', children: [] }] };
  expect(() => createRegistry([{ ...PROGRAMME, forms: [nested] }])).toThrow('may not have rows');
});
