// The real loop and the real store against the real server on a real database; only the socket and
// the browser are stood in for.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phonesResponseSchema } from '#shared/desk/phones.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const DOORS = bucketOf(VILLAGE, 'doorstep');
const save = saveFamily;
const phoneOf = (worker: TestPhone, options: Parameters<typeof loopPhone>[2] = {}): Promise<LoopPhone> => loopPhone(() => server.app, worker, options);

describe('the sync loop and the server', () => {
  test('bring two phones to the same state, conflict and all', async () => {
    const [a, b] = [await phoneOf(await server.worker('mitra', VILLAGE)), await phoneOf(await server.worker('mitra', VILLAGE))];
    const ids: string[] = [];
    for (let n = 0; n < 40; n += 1) ids.push(await save(a, { headName: `सुनीता ${n}`, memberCount: 1 + (n % 9), 'members.k1.name': 'रीना', 'members.k1.age': 12 }));
    await a.sync.syncNow();
    expect(a.sync.status()).toMatchObject({ sent: 40, problem: undefined, lastComplete: START });
    expect(a.store.unsent().changes).toBe(0);
    await b.sync.syncNow();
    expect(b.sync.status()).toMatchObject({ received: 40, problem: undefined });
    expect(b.store.ofType('family')).toHaveLength(40);

    await save(a, { outcome: 'linked', outcomeDay: '2026-05-10' }, ids[0]);
    await save(b, { outcome: 'refused', outcomeDay: '2026-05-09' }, ids[0]);
    for (const phone of [a, b, a]) await phone.sync.syncNow();
    expect([a, b].map((phone) => phone.store.contested())).toEqual([[ids[0]], [ids[0]]]);
    for (const phone of [a, b]) {
      const said = phone.store.get(ids[0] ?? '')?.rivals['@visit'] ?? [];
      expect(said.map((r) => [r.values['outcome'], r.by, r.at])).toEqual([['linked', a.store.person, START], ['refused', b.store.person, START]]);
      expect(said.map((r) => phone.store.profile()?.colleagues[r.by])).toEqual(['रीना देवी', 'रीना देवी']);
    }
    await save(b, { outcome: 'linked', outcomeDay: '2026-05-10' }, ids[0]);
    for (const phone of [b, a]) await phone.sync.syncNow();
    expect([a, b].map((phone) => phone.store.contested())).toEqual([[], []]);
    expect(a.store.checksum(DOORS)).toBe(b.store.checksum(DOORS));
    expect([a, b].map((phone) => phone.sync.status().problem)).toEqual([undefined, undefined]);
  });

  test('more than one batch goes in, and a bad record comes back by itself', async () => {
    const phone = await phoneOf(await server.worker('mitra', VILLAGE));
    await phone.sync.syncNow();
    const bad = await save(phone, { headName: 'बुरा', cardNumber: '12' });
    for (let n = 0; n < 620; n += 1) await save(phone, { headName: `मीना ${n}` });
    await phone.sync.syncNow();
    expect(phone.store.unsent().changes).toBe(0);
    expect(phone.store.held().map((h) => [h.change.record, h.code, h.paths])).toEqual([[bad, 'validation', ['cardNumber']]]);
    expect(phone.sync.status().problem).toBeUndefined();
  });

  test('a session that is lost is renewed by the key of the phone', async () => {
    const phone = await phoneOf(await server.worker('mitra', VILLAGE));
    phone.cookie = '';
    await save(phone, { headName: 'गीता' });
    await phone.sync.syncNow();
    expect(phone.sync.status().problem).toBeUndefined();
    expect(phone.store.unsent().changes).toBe(0);
    expect(phone.cookie).not.toBe('');
  });

  test.each([['with', true], ['without', false]])('a phone that was revoked, %s a session, hands in its work, hears it in the same run, and holds nothing', async (_, hasSession) => {
    const worker = await server.worker('mitra', VILLAGE);
    let revoked = false;
    const phone = await phoneOf(worker, { readable: () => !revoked, onRevoked: () => { revoked = true; } });
    const kept = await save(phone, { headName: 'राधा' });
    await phone.sync.syncNow();
    const last = await save(phone, { notes: 'आख़िरी' }, kept);
    await server.db.pool.query('UPDATE device SET revoked_at = $2 WHERE id = $1', [worker.profile.device, START]);
    if (!hasSession) phone.cookie = '';
    expect(phone.store.ofType('family').length).toBeGreaterThan(0);
    await phone.sync.syncNow();
    expect(phone.sync.status().problem).toEqual({ code: 'device-revoked' });
    expect(phone.store.unsent().changes).toBe(0);
    expect([phone.store.ofType('family'), phone.store.get(last), phone.store.held(), phone.store.cursors().cursors]).toEqual([[], undefined, [], {}]);
    revoked = false;
    expect(phone.store.ofType('family').filter((r) => r.id !== kept)).toEqual([]);
    const { rows } = await server.db.pool.query<{ code: string; record: string }>('SELECT code, record FROM held_change WHERE device = $1', [worker.profile.device]);
    expect(rows).toEqual([{ code: 'access', record: kept }]);
  });

  test('the cost that is told is about what then comes', async () => {
    const phone = await phoneOf(await server.worker('mitra', VILLAGE));
    const cost = await phone.sync.cost();
    phone.received = 0;
    await phone.sync.syncNow();
    expect(cost?.records).toBe(phone.sync.status().received);
    expect(phone.received).toBeGreaterThan(0);
    expect((cost?.bytes ?? 0) / phone.received).toBeGreaterThan(0.5);
    expect((cost?.bytes ?? 0) / phone.received).toBeLessThan(2);
  });
});

/** One thing that happens to held work, on the phone or in the office. */
const MOVES = ['good', 'bad', 'mend well', 'mend badly', 'take back', 'close', 'apply', 'contact'] as const;
type Move = (typeof MOVES)[number];

describe('the counts of a phone', () => {
  test('are the same on it and at the desk after every contact, whatever became of held work', { timeout: 60_000 }, async () => {
    const coordinator = await server.worker('coordinator', '10.193.1710', 'मंजू देवी');
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...MOVES), { minLength: 4, maxLength: 25 }), async (moves: Move[]) => {
      const worker = await server.worker('mitra', VILLAGE);
      const phone = await phoneOf(worker);
      const mend = async (cardNumber: string | null): Promise<void> => {
        const [held] = phone.store.held();
        if (held !== undefined) await phone.store.save({ type: 'family', record: held.change.record, bucket: DOORS, edits: { cardNumber }, mends: held.change.id });
      };
      const settle = async (action: 'close' | 'apply'): Promise<void> => {
        const { rows: [open] } = await server.db.pool.query<{ id: string }>(`SELECT id FROM held_change WHERE device = $1 AND status = 'open' ORDER BY counter LIMIT 1`, [worker.profile.device]);
        if (open !== undefined) await coordinator.send('/api/held/settle', { district: 193, id: open.id, action, toAuthor: 'समन्वयक का उत्तर' });
      };
      const contact = async (): Promise<void> => {
        await phone.sync.syncNow();
        expect(phone.sync.status().problem).toBeUndefined();
        const { body } = await coordinator.get('/api/phones?place=10.193.1710');
        const desk = phonesResponseSchema.parse(body).phones.find((p) => p.device === worker.profile.device);
        expect(desk).toMatchObject({ unsent: phone.store.unsent().changes, held: phone.store.held().length, missing: 0 });
      };
      for (const move of [...moves, 'contact' as const]) {
        if (move === 'good') await save(phone, { headName: 'सुनीता' });
        else if (move === 'bad') await save(phone, { headName: 'मीना', cardNumber: '12' });
        else if (move === 'mend well') await mend(null);
        else if (move === 'mend badly') await mend('13');
        else if (move === 'take back') await phone.store.withdraw(phone.store.held()[0]?.change.id ?? '');
        else if (move === 'close' || move === 'apply') await settle(move);
        else await contact();
      }
      expect(phone.store.heldQuestions().withdraw).toEqual([]);
      await phone.store.close();
    }), { numRuns: 15, examples: [[['bad', 'contact', 'mend badly', 'contact', 'mend badly', 'mend well', 'contact']], [['bad', 'contact', 'close', 'mend well', 'contact']], [['bad', 'contact', 'close', 'take back', 'contact']]] });
  });

  test('what was closed comes to her with the words of the office, and is shown no more', async () => {
    const coordinator = await server.worker('coordinator', '10.193.1710', 'मंजू देवी');
    const phone = await phoneOf(await server.worker('mitra', VILLAGE));
    const id = await save(phone, { headName: 'बुरा', cardNumber: '12' });
    await phone.sync.syncNow();
    const change = phone.store.held()[0]?.change.id ?? '';
    await coordinator.send('/api/held/settle', { district: 193, id: change, action: 'close', toAuthor: 'यह परिवार सूची में पहले से है' });
    await phone.sync.syncNow();
    expect(phone.store.heldAnswers()).toMatchObject([{ end: 'closed', note: 'यह परिवार सूची में पहले से है', change: { id: change } }]);
    expect(phone.store.get(id)).toBeUndefined();
  });
});
