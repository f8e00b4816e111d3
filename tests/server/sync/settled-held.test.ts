import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { household } from '#programmes/jeevika/records.ts';
import type { Change } from '#shared/record/change.ts';
import type { AuditItem } from '#shared/desk/audit.ts';
import type { HeldItem } from '#shared/desk/held.ts';
import type { SettledHeld } from '#shared/sync/protocol.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const BLOCK = '10.193.1710';

let server: TestServer;
let mitra: TestPhone;
let coordinator: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  mitra = await server.worker('mitra', VILLAGE);
  coordinator = await server.worker('coordinator', BLOCK, 'मंजू देवी');
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

async function heldOne(phone: TestPhone = mitra): Promise<Change> {
  const made = phone.change({ memberCount: 99 });
  const answer = await phone.sync([made]);
  expect(answer.head?.results).toEqual([['h', 'validation', ['memberCount']]]);
  return made;
}

async function ask(phone: TestPhone, asked: { held?: string[]; withdraw?: string[] }, changes: readonly Change[] = []): Promise<readonly SettledHeld[] | undefined> {
  const answer = await phone.sync(changes, asked);
  expect(answer.status).toBe(200);
  return answer.head?.settled;
}

async function statusOf(id: string): Promise<string | undefined> {
  return (await server.db.pool.query<{ status: string }>('SELECT status FROM held_change WHERE id = $1', [id])).rows[0]?.status;
}

describe('a phone asks what has become of its held changes', () => {
  test('of one that is still open, and of one that nobody knows, nothing is said', async () => {
    const made = await heldOne();
    expect(await ask(mitra, { held: [made.id, 'never.1'] })).toBeUndefined();
  });

  test('of one that was closed, with what the officer says to its author', async () => {
    const made = await heldOne();
    await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'close', note: 'दो बार आया', toAuthor: 'कार्ड देखकर फिर भरें' });
    expect(await ask(mitra, { held: [made.id] })).toEqual([{ id: made.id, end: 'closed', note: 'कार्ड देखकर फिर भरें' }]);
    const { items } = (await coordinator.get(`/api/held?place=${BLOCK}&status=closed`)).body as { items: HeldItem[] };
    expect(items.find((i) => i.id === made.id)?.note).toBe('कार्ड देखकर फिर भरें');
  });

  test('of one that an officer applied, with its place in the order', async () => {
    const elsewhere = mitra.change({ headName: 'A' }, { over: { grant: 'ended-long-ago' } });
    await mitra.sync([elsewhere]);
    await coordinator.send('/api/held/settle', { district: 193, id: elsewhere.id, action: 'apply' });
    const [settled] = await ask(mitra, { held: [elsewhere.id] }) ?? [];
    expect(settled).toEqual({ id: elsewhere.id, end: 'applied', seq: mitra.records.get(elsewhere.record)?.seq });
  });

  test('of one that a later change put right, also when that one is held in turn', async () => {
    const made = await heldOne();
    const again = { ...mitra.change({ memberCount: 98 }, { id: made.record }), mends: made.id };
    expect(await ask(mitra, { held: [made.id] }, [again])).toEqual([{ id: made.id, end: 'mended' }]);
    expect(await statusOf(again.id)).toBe('open');
  });

  test('and both in one batch: only the last one waits', async () => {
    const made = mitra.change({ memberCount: 99 });
    const again = { ...mitra.change({ memberCount: 98 }, { id: made.record }), mends: made.id };
    await mitra.sync([made, again]);
    expect([await statusOf(made.id), await statusOf(again.id)]).toEqual(['mended', 'open']);
  });

  test('but not of another person\'s', async () => {
    const made = await heldOne();
    await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'close', toAuthor: 'only for her' });
    expect(await ask(await server.worker('mitra', VILLAGE), { held: [made.id] })).toBeUndefined();
  });
});

describe('its author takes it back', () => {
  test('it waits no longer, stays kept as it was handed in, and the audit log says so', async () => {
    const made = await heldOne();
    expect(await ask(mitra, { withdraw: [made.id] })).toEqual([{ id: made.id, end: 'withdrawn' }]);
    const { rows: [row] } = await server.db.pool.query<{ status: string; settled_by: string; body: Buffer }>('SELECT status, settled_by, body FROM held_change WHERE id = $1', [made.id]);
    expect(row).toMatchObject({ status: 'withdrawn', settled_by: mitra.profile.person.id });
    expect(JSON.parse(row?.body.toString() ?? '')).toEqual(made);
    expect((await coordinator.send('/api/held/settle', { district: 193, id: made.id, action: 'apply' })).status).toBe(409);
    const officer = await server.worker('district-officer', '10.193');
    const { items } = (await officer.get('/api/audit?place=10.193')).body as { items: AuditItem[] };
    expect(items.filter((i) => i.act === 'held-withdrawn' && i.subject === made.id)).toHaveLength(1);
    expect(await ask(mitra, { withdraw: [made.id] })).toEqual([{ id: made.id, end: 'withdrawn' }]);
  });

  test('nobody takes back the work of another', async () => {
    const made = await heldOne();
    const other = await server.worker('mitra', VILLAGE);
    expect(await ask(other, { withdraw: [made.id] })).toBeUndefined();
    expect(await ask(coordinator, { withdraw: [made.id] })).toBeUndefined();
    expect(await statusOf(made.id)).toBe('open');
  });

  test('what an officer applied before is applied, and she is told', async () => {
    const elsewhere = mitra.change({ headName: 'A' }, { over: { grant: 'ended-long-ago' } });
    await mitra.sync([elsewhere]);
    await coordinator.send('/api/held/settle', { district: 193, id: elsewhere.id, action: 'apply' });
    expect(await ask(mitra, { withdraw: [elsewhere.id] })).toMatchObject([{ id: elsewhere.id, end: 'applied' }]);
  });

  test('offered again to a restored server it is kept and taken back, though it could be applied', async () => {
    const made = mitra.change({ headName: 'never wanted' });
    const answer = await mitra.sync([made], { withdraw: [made.id] });
    expect(answer.head?.results).toEqual([['h', 'settled-elsewhere', []]]);
    expect(answer.head?.settled).toEqual([{ id: made.id, end: 'withdrawn' }]);
    expect(mitra.records.has(made.record)).toBe(false);
    expect((await mitra.sync([made])).head?.results).toEqual([['h', 'settled-elsewhere', []]]);
  });

  test('also what could not be read, by the id that stands in it', async () => {
    const made = { ...mitra.change({ headName: 'A' }), bucket: 'no bucket at all' };
    expect((await mitra.sync([made])).head?.results).toEqual([['h', 'unreadable', []]]);
    expect(await ask(mitra, { held: [made.id] })).toBeUndefined();
    expect(await ask(mitra, { withdraw: [made.id] })).toEqual([{ id: made.id, end: 'withdrawn' }]);
  });
});

test('who may only settle settles an answer about a member of a family too, and nothing beside it', async () => {
  const real = await createTestServer({ programmes: PROGRAMMES });
  onTestFinished(() => real.close());
  const [one, two] = [await real.worker('mitra', VILLAGE), await real.worker('mitra', VILLAGE)];
  const manager = await real.worker('block-manager', BLOCK);
  const made = one.change({ headName: 'A', 'members.k1.name': 'रीना', 'members.k1.ayushman': 'wanted' }, { type: household });
  await one.sync([made]);
  for (const phone of [one, two]) await phone.sync();
  const told = ([[one, 'has'], [two, 'applied']] as const).map(([phone, answer]) => [phone, phone.change({ 'members.k1.ayushman': answer }, { record: phone.records.get(made.record), type: household })] as const);
  for (const [phone, change] of told) await phone.sync([change]);
  await manager.sync();
  const record = manager.records.get(made.record);
  expect(record?.rivals['members.k1.@ayushman']).toHaveLength(2);
  const settle = manager.change({ 'members.k1.ayushman': 'has' }, { record, type: household });
  const beyond = manager.change({ 'members.k1.ayushman': 'has', 'members.k1._gone': true }, { record, type: household });
  expect((await manager.sync([beyond, settle])).head?.results?.map((r) => r.slice(0, 2))).toEqual([['h', 'access'], ['a', expect.any(Number)]]);
});

test('more ids than may be asked at once are refused, and a phone that asks nothing is told nothing', async () => {
  const many = Array.from({ length: 201 }, (_, i) => `x.${i}`);
  expect((await mitra.sync([], { held: many })).status).toBe(400);
  expect((await mitra.sync()).head).not.toHaveProperty('settled');
});
