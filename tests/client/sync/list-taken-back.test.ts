// A list is loaded, phones fetch it, and it is taken back: with the real loop and store on the phones.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketOf } from '#shared/place/bucket.ts';
import { allLists } from '#server/imports/type-lists.ts';
import { setWaiting } from '#server/imports/batch-store.ts';
import { receiveList } from '#server/imports/receive-list.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { runUndo } from '#server/imports/run-undo.ts';
import { askUndo } from '#server/imports/undo-store.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';

const TARGETS = allLists([TEST_PROGRAMME], []);
const target = TARGETS.find((t) => t.target.name === 'family');
let server: TestServer;
let folder = '';
beforeAll(async () => {
  server = await createTestServer();
  folder = await mkdtemp(join(tmpdir(), 'undo-phone-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(text: string): Promise<string> {
  if (target === undefined) throw new Error('families can be taken in');
  const path = join(folder, 'list.csv');
  await writeFile(path, text);
  const { id, district, mapping } = await receiveList(server.services, { target, place: '10.193.1710', source: 'test', fileName: 'list.csv', author: 'adm', grant: 'g' }, path);
  await setWaiting(server.db.pool, district, id, mapping, false, ['cardNumber']);
  await runBatch(server.services, TARGETS, district, id);
  return id;
}

async function takeBack(batch: string): Promise<void> {
  await askUndo(server.db.pool, { district: 193, batch, dry: false, reason: 'wrong-place', by: 'adm', grant: 'g', at: 0 });
  await runUndo(server.services, TARGETS, 193, batch);
}

const names = (phone: LoopPhone): unknown[] => phone.store.ofType('family').map((r) => r.values['headName']).sort();

test('phones drop what went; what one of them wrote offline comes back to all, whole', async () => {
  const batch = await load(`cardNumber,headName,@place\n10200001,सुनीता,${VILLAGE}\n10200002,मीना,${VILLAGE}\n10200003,रीना,${VILLAGE}\n`);
  const phone = async (): Promise<LoopPhone> => loopPhone(() => server.app, await server.worker('mitra', VILLAGE));
  const [a, b] = [await phone(), await phone()];
  for (const each of [a, b]) await each.sync.syncNow();
  expect([names(a), names(b)]).toEqual([['मीना', 'रीना', 'सुनीता'], ['मीना', 'रीना', 'सुनीता']]);
  const seen = a.store.ofType('family').find((r) => r.values['headName'] === 'सुनीता');
  await saveFamily(a, { outcome: 'linked', outcomeDay: '2026-05-10', 'members.k1.name': 'पिंकी' }, seen?.id);
  await takeBack(batch);

  await b.sync.syncNow();
  expect(names(b)).toEqual([]);
  expect(b.sync.status().problem).toBeUndefined();

  await a.sync.syncNow();
  expect(a.store.unsent().changes).toBe(0);
  expect(a.store.held()).toEqual([]);
  expect(names(a)).toEqual(['सुनीता']);
  await b.sync.syncNow();
  expect(b.store.get(seen?.id ?? '')?.values).toMatchObject({ headName: 'सुनीता', cardNumber: '10200001', outcome: 'linked', 'members.k1.name': 'पिंकी' });
  expect(a.store.checksum(bucketOf(VILLAGE, 'doorstep'))).toBe(b.store.checksum(bucketOf(VILLAGE, 'doorstep')));
  expect([a, b].map((each) => each.sync.status().problem)).toEqual([undefined, undefined]);
  expect([(await checkFold(server.services)).faults, (await checkSums(server.services)).differences]).toEqual([[], []]);
});

test('with the card in another record’s hands by then, it waits on the phone with its reason, and nothing of it is lost', async () => {
  const text = `cardNumber,headName,@place\n10200011,गीता,${VILLAGE}\n`;
  const batch = await load(text);
  const a = await loopPhone(() => server.app, await server.worker('mitra', VILLAGE));
  await a.sync.syncNow();
  const seen = a.store.ofType('family').find((r) => r.values['headName'] === 'गीता');
  await saveFamily(a, { outcome: 'linked', outcomeDay: '2026-05-10' }, seen?.id);
  await takeBack(batch);
  const other = await loopPhone(() => server.app, await server.worker('mitra', VILLAGE));
  await saveFamily(other, { headName: 'गीता देवी', cardNumber: '10200011' });
  await other.sync.syncNow();
  await a.sync.syncNow();
  expect(a.store.unsent().changes).toBe(0);
  expect(a.store.held().map((h) => [h.change.record, h.code, h.change.values['outcome']])).toEqual([[seen?.id, 'duplicate', 'linked']]);
  expect((await server.db.pool.query<{ body: Buffer }>(`SELECT body FROM held_change WHERE record = $1`, [seen?.id])).rows[0]?.body.toString()).toContain('linked');
});
