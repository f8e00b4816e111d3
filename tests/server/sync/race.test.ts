// Sixteen phones write into four buckets while readers follow: a reader who has seen seq n must never
// miss a record at or before it. A single connection cannot show such a fault; this uses a pool.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkFold } from '#server/sync/check-fold.ts';
import { racePhones, raceServices } from '#tests/gates/race-office.ts';
import { readAlong, runWriters } from '#tests/gates/race-run.ts';
import { plantCounters } from '#tests/gates/seq-before-lock.ts';
import { testConnection } from '#tests/support/postgres.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

// A busy machine takes its time to begin and to compare.
vi.setConfig({ testTimeout: 120_000 });

const MILLISECONDS = Number(process.env['RACE_MS'] ?? 4_000);
const VILLAGES = [VILLAGE, OTHER_VILLAGE, `${VILLAGE}.t1`, `${VILLAGE}.t2`];

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
});

describe('many phones at once', () => {
  test('no reader ever misses a record, and the derived tables stay whole', async () => {
    const writers: TestPhone[] = [];
    for (let i = 0; i < 16; i += 1) writers.push(await server.worker('coordinator', '10.193.1710'));
    const readers = [await server.worker('coordinator', '10.193.1710'), await server.worker('coordinator', '10.193.1710')];
    let writing = true;
    let applied = 0;
    const sent = new Set<string>();

    const write = async (phone: TestPhone, n: number): Promise<void> => {
      for (let round = 0; writing; round += 1) {
        const places = [VILLAGES[(n + round) % 4] ?? VILLAGE, VILLAGES[(n + round + 1 + (round % 3)) % 4] ?? VILLAGE];
        const known = [...phone.records.values()].filter((r) => r.type === 'family').slice(-2);
        const changes = [
          ...places.map((place) => phone.change({ headName: `${n} ${round}`, needs: ['housing'] }, { place })),
          ...known.map((record) => phone.change({ notes: `${n} ${round}` }, { record })),
        ];
        for (const change of changes) sent.add(change.record);
        const answer = await phone.sync(changes, round % 4 === 0 ? {} : { limit: 0 });
        expect(answer.status).toBe(200);
        applied += (answer.head?.results ?? []).filter(([kind]) => kind === 'a').length;
      }
    };
    const read = async (phone: TestPhone): Promise<void> => {
      while (writing) {
        const before = phone.cursors;
        const answer = await phone.sync();
        expect(answer.status).toBe(200);
        for (const page of answer.pages) expect(page.s).toBeGreaterThan(before[page.b]?.[1] ?? 0);
      }
    };
    const all = [...writers.map(write), ...readers.map(read)];
    await new Promise((done) => setTimeout(done, MILLISECONDS));
    writing = false;
    await Promise.all(all);

    expect(applied).toBeGreaterThan(50);
    for (const reader of readers) {
      const answer = await reader.sync();
      expect(answer.head?.coming ?? 0).toBeGreaterThanOrEqual(0);
      const missed = [...sent].filter((id) => !reader.records.has(id));
      expect(missed).toEqual([]);
      const { rows } = await server.db.pool.query<{ id: string; seq: number }>('SELECT id, seq FROM record');
      expect(rows.filter((r) => reader.records.get(r.id)?.seq !== r.seq)).toEqual([]);
    }
    await expectWhole(server.services);
  });

  describe('through two servers over one database', () => {
    const race = async (planted: boolean): Promise<Awaited<ReturnType<typeof readAlong>>> => {
      const at = await testConnection();
      const servers = [await raceServices(at, 10), await raceServices(at, 10)];
      const [first] = servers;
      if (first === undefined) throw new Error('two servers');
      try {
        if (planted) await plantCounters(first.db);
        const phones = await racePhones(first, 14);
        const until = performance.now() + MILLISECONDS;
        const writing = runWriters(servers, { sessions: phones.slice(0, 12), seed: 7, planted, goOn: () => performance.now() < until });
        const report = await readAlong(servers, phones.slice(12), planted, writing);
        if (!planted) expect((await checkFold(first)).faults).toEqual([]);
        return report;
      } finally {
        await Promise.all(servers.map(({ db }) => db.close()));
      }
    };

    test('nobody misses a change, commit order is seq order, and what is acknowledged is committed once', async () => {
      const { written, ...read } = await race(false);
      expect(written.acks.length).toBeGreaterThan(50);
      expect(read).toMatchObject({ missed: 0, gaps: 0, backwards: 0, unkept: 0 });
      // What was put off may have been committed before its answer was lost.
      expect(read.changes).toBeGreaterThanOrEqual(new Set(written.acks.map(([id]) => id)).size);
      expect(written).toMatchObject({ doubled: 0, unkept: 0 });
    });

    test('a server that takes the seq before the lock is found out by the same looks', async () => {
      const { missed, gaps } = await race(true);
      expect(missed).toBeGreaterThan(0);
      expect(gaps).toBeGreaterThan(0);
    });
  });
});
