import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
});

async function syncedRecord(phone: TestPhone, id: string): Promise<DehriRecord> {
  await phone.sync();
  const record = phone.records.get(id);
  if (record === undefined) throw new Error('the record did not come');
  return record;
}

describe('handing in changes', () => {
  test('a change is applied, and reaches a colleague of the same village', async () => {
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = a.change({ headName: 'सुनीता देवी', memberCount: 5 });
    const answer = await a.sync([made]);
    expect(answer.status).toBe(200);
    expect(answer.head?.results).toEqual([['a', 1]]);
    const seen = await syncedRecord(b, made.record);
    expect(seen.values).toEqual({ headName: 'सुनीता देवी', memberCount: 5 });
    expect(seen.seq).toBe(1);
    expect((await b.sync()).pages).toEqual([]);
  });

  test('handing in the same change again has no second effect', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const made = phone.change({ headName: 'A' });
    const first = await phone.sync([made]);
    const again = await phone.sync([made]);
    const twice = await phone.sync([made, made]);
    const seq = first.head?.results?.[0]?.[1];
    expect(again.head?.results).toEqual([['d', seq]]);
    expect(twice.head?.results).toEqual([['d', seq], ['d', seq]]);
  });

  test('the same change sent by two requests at once is applied once', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const made = Array.from({ length: 20 }, (_, n) => phone.change({ headName: `N${n}` }));
    const answers = await Promise.all(Array.from({ length: 6 }, () => phone.sync(made)));
    const applied = answers.flatMap((a) => a.head?.results ?? []).filter(([kind]) => kind === 'a');
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(applied).toHaveLength(20);
  });

  test('edits made apart are both kept, and settled by a change that names them', async () => {
    const [a, b] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = a.change({ headName: 'A', outcome: 'linked', outcomeDay: '2026-05-01' });
    await a.sync([made]);
    const [seenByA, seenByB] = [await syncedRecord(a, made.record), await syncedRecord(b, made.record)];
    await a.sync([a.change({ outcome: 'refused' }, { record: seenByA })]);
    await b.sync([b.change({ outcome: 'locked' }, { record: seenByB })]);
    const contested = await syncedRecord(a, made.record);
    expect(contested.rivals['@visit']?.map((v) => v.values['outcome'])).toEqual(['refused', 'locked']);
    await a.sync([a.change({ outcome: 'refused' }, { record: contested })]);
    expect((await syncedRecord(b, made.record)).rivals).toEqual({});
  });

  test('of a contested answer both versions say who wrote them and when', async () => {
    const [a, b, c] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    const made = a.change({ headName: 'A', outcome: 'linked', outcomeDay: '2026-05-01', notes: 'एक' });
    const began = server.services.clock();
    await a.sync([made]);
    const seenByC = await syncedRecord(c, made.record);
    server.moveClock(1_000);
    await b.sync([b.change({ outcome: 'refused', outcomeDay: '2026-05-02', notes: 'दो' }, { id: made.record })]);
    const contested = await syncedRecord(b, made.record);
    expect(contested.rivals['@visit']?.map((v) => [v.by, v.at])).toEqual([[a.profile.person.id, began], [b.profile.person.id, began + 1_000]]);
    expect(contested.rivals['notes']?.map((v) => [v.by, v.at])).toEqual([[a.profile.person.id, began], [b.profile.person.id, began + 1_000]]);
    server.moveClock(1_000);
    await c.sync([c.change({ outcome: 'locked' }, { record: seenByC })]);
    const third = await syncedRecord(b, made.record);
    expect(third.rivals['@visit']?.map((v) => [v.by, v.at])).toEqual([[b.profile.person.id, began + 1_000], [c.profile.person.id, began + 2_000]]);
    await expectWhole(server.services);
  });

  test('rivals handed in together say who wrote them too', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const made = phone.change({ headName: 'A', notes: 'एक' });
    const unseen = phone.change({ headName: 'B' }, { id: made.record });
    await phone.sync([made, unseen]);
    const me = phone.profile.person.id;
    expect(phone.records.get(made.record)?.rivals['headName']?.map((v) => [v.by, v.at])).toEqual([[me, server.services.clock()], [me, server.services.clock()]]);
    await expectWhole(server.services);
  });

  test('the state of every record is the fold of its history, checksums and sums are those of the records', async () => {
    const phones = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE), await server.worker('mitra', OTHER_VILLAGE)];
    for (let round = 0; round < 12; round += 1) {
      await Promise.all(phones.map(async (phone, n) => {
        const known = [...phone.records.values()].slice(0, 5);
        const place = n === 2 ? OTHER_VILLAGE : VILLAGE;
        const changes = [
          ...known.map((record) => phone.change({ outcome: ['linked', 'refused', 'locked'][(round + n) % 3] ?? null, outcomeDay: `2026-05-0${1 + (round % 9)}`, notes: `${round} ${n}`, [`members.m${n}.name`]: `x${round}` }, { record })),
          phone.change({ headName: `H${round}`, needs: round % 2 === 0 ? ['housing'] : ['housing', 'pension'] }, { place }),
        ];
        await phone.sync(changes);
      }));
    }
    await expectWhole(server.services);
    for (const phone of phones) {
      await phone.sync();
      const { rows } = await server.db.pool.query<{ id: string; checksum: number }>('SELECT id, checksum FROM bucket');
      for (const [bucket] of Object.entries(phone.cursors)) {
        const mine = [...phone.records.values()].filter((r) => r.bucket === bucket);
        expect(bucketChecksum(mine)).toBe(rows.find((r) => r.id === bucket)?.checksum);
      }
    }
  });
});
