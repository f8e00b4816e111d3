// The rules of a record type on both sides: the phone refuses before it writes, the server judges after
// the merge, and what it holds can be put right by its author.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { FAMILY, GROUP, NOTICE, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

/** Who is linked has agreed; nobody is visited tomorrow. */
const RULED: RecordType = {
  ...FAMILY,
  rules: [
    { code: 'linked-agreed', broken: (values) => (values['outcome'] === 'linked' && values['consent'] === false ? ['consent', 'outcome'] : []) },
    { code: 'visit-past', broken: (values, today) => (typeof values['outcomeDay'] === 'string' && values['outcomeDay'] > today ? ['outcomeDay'] : []) },
  ],
};
const TYPES = [RULED, GROUP, NOTICE];

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [{ ...TEST_PROGRAMME, recordTypes: TYPES }] });
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

const phone = async (): Promise<LoopPhone> => loopPhone(() => server.app, await server.worker('mitra', VILLAGE), { types: TYPES });

describe('a rule of a record', () => {
  test('is told by the phone before anything is written', async () => {
    const a = await phone();
    const made = await saveFamily(a, { headName: 'सुनीता', consent: false });
    const refused = await a.store.save({ type: 'family', record: made, edits: { outcome: 'linked', outcomeDay: '2026-05-09' } });
    expect(refused).toEqual({ ok: false, reason: 'rule', rules: [{ code: 'linked-agreed', paths: ['consent', 'outcome'] }] });
    expect(a.store.get(made)?.values['outcome']).toBeUndefined();
    expect(a.store.unsent().changes).toBe(1);
    // Of several writes that belong together none is made.
    const both = await a.store.saveAll([{ type: 'family', record: made, edits: { headName: 'मीना' } }, { type: 'family', record: made, edits: { outcome: 'linked', outcomeDay: '2026-05-09' } }]);
    expect(both.ok).toBe(false);
    expect(a.store.get(made)?.values['headName']).toBe('सुनीता');
    expect((await a.store.save({ type: 'family', record: made, edits: { outcome: 'linked', outcomeDay: '2026-05-09', consent: true } })).ok).toBe(true);
    await a.sync.syncNow();
    expect(a.store.held()).toEqual([]);
  });

  test('goes by the day on which it was written', async () => {
    const a = await phone();
    expect(await a.store.save({ type: 'family', bucket: `${VILLAGE}/doorstep`, edits: { outcome: 'refused', outcomeDay: '2026-05-11' } })).toMatchObject({ ok: false, rules: [{ code: 'visit-past' }] });
    const worker = await server.worker('mitra', VILLAGE);
    const tomorrow = worker.change({ outcome: 'refused', outcomeDay: '2026-05-11' }, { type: RULED });
    const today = worker.change({ outcome: 'refused', outcomeDay: '2026-05-10' }, { type: RULED });
    expect((await worker.sync([tomorrow, today])).head?.results).toEqual([['h', 'validation', ['outcomeDay', 'rule:visit-past']], ['a', expect.any(Number)]]);
  });

  test('that two break only together holds the second, and she can mend it', async () => {
    const [a, b] = [await phone(), await phone()];
    const family = await saveFamily(a, { headName: 'राधा', consent: true });
    for (const one of [a, b]) await one.sync.syncNow();
    await saveFamily(a, { outcome: 'linked', outcomeDay: '2026-05-10' }, family);
    await saveFamily(b, { consent: false }, family);
    for (const one of [a, b]) await one.sync.syncNow();

    expect(a.store.held()).toEqual([]);
    const [held] = b.store.held();
    expect(held).toMatchObject({ code: 'validation', paths: ['consent', 'outcome', 'rule:linked-agreed'] });
    expect(rulesAmong(held?.paths ?? [])).toEqual(['linked-agreed']);
    expect(a.store.get(family)?.values['consent']).toBe(true);

    // Sent again as it is it is told at once; with the outcome put right it goes through, and she loses nothing.
    const again = await b.store.save({ type: 'family', record: family, edits: {}, mends: held?.change.id ?? '' });
    expect(again).toMatchObject({ ok: false, reason: 'rule' });
    expect((await b.store.save({ type: 'family', record: family, edits: { outcome: 'refused', outcomeDay: '2026-05-10' }, mends: held?.change.id ?? '' })).ok).toBe(true);
    for (const one of [b, a]) await one.sync.syncNow();
    expect(b.store.held()).toEqual([]);
    for (const one of [a, b]) expect(one.store.get(family)?.values).toMatchObject({ consent: false, outcome: 'refused' });
  });

  test('that is broken already stops no other work on either side', async () => {
    const [a, b] = [await phone(), await phone()];
    const family = await saveFamily(a, { headName: 'गीता', consent: true });
    for (const one of [a, b]) await one.sync.syncNow();
    await saveFamily(a, { outcome: 'linked', outcomeDay: '2026-05-10' }, family);
    await saveFamily(b, { consent: false }, family);
    for (const one of [a, b]) await one.sync.syncNow();
    expect(b.store.held()).toHaveLength(1);
    await saveFamily(b, { notes: 'फिर मिले' }, family);
    await b.sync.syncNow();
    expect(b.store.held()).toHaveLength(1);
    await a.sync.syncNow();
    expect(a.store.get(family)?.values['notes']).toBe('फिर मिले');
  });
});
