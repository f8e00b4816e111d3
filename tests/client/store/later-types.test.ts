// Kinds of records that a phone comes to know when its person's rights ask for them.
import { expect, test, vi } from 'vitest';
import type { Profile } from '#shared/sync/profile.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { memoryDisk } from '#client/store/memory-ports.ts';

const PLACE = '10.208.osc1';
const PAPER: RecordType = {
  name: 'paper', version: 2, accessClass: 'office', shelf: 'papers', fields: { title: { kind: 'text' } },
  migrations: [{ to: 2, reason: 'said in another word', rename: { heading: 'title' } }],
};
const profile: Profile = {
  digest: 'a', epoch: 'e', person: { id: 'p', name: 'रेखा कुमारी' }, device: 'd', places: [], colleagues: {}, leaseDays: 7, idleMinutes: 10,
  grants: [{ id: 'g', person: 'p', role: 'case-worker', place: PLACE, from: '2026-01-01', to: null }],
};
const now = (): number => Date.UTC(2026, 10, 22);
const page = () => ({ t: 'page', b: `${PLACE}/papers`, g: 1, s: 1, rows: encodeRecords([{ id: 'r', type: 'paper', bucket: `${PLACE}/papers`, seq: 1, schema: 1, values: { heading: 'पत्र' }, base: 'x.1', heads: {}, rivals: {} }]) }) as const;

test('a record that came before its kind was known is shown in its present shape once it is, and can be written', async () => {
  const store = await openMemoryStore({ types: [], now, profile });
  await store.applyPage(page());
  expect(store.get('r')?.values).toEqual({ heading: 'पत्र' });
  const seen = vi.fn<() => void>();
  store.subscribe(seen);
  store.learnTypes([PAPER]);
  expect(seen).toHaveBeenCalled();
  expect(store.get('r')?.values).toEqual({ title: 'पत्र' });
  expect(await store.save({ type: 'paper', record: 'r', edits: { title: 'आवेदन' } })).toMatchObject({ ok: true, changed: true });
  expect(store.ofType('paper').map(({ values }) => values['title'])).toEqual(['आवेदन']);
  seen.mockClear();
  store.learnTypes([PAPER]);
  expect(seen).not.toHaveBeenCalled();
});

test('the kinds of her rights are known before anything is shown, at the first profile and at every opening', async () => {
  const disk = memoryDisk();
  const typesFor = vi.fn<(of: Profile) => Promise<readonly RecordType[]>>(async ({ grants }) => (grants.some(({ role }) => role === 'case-worker') ? [PAPER] : []));
  const first = await openMemoryStore({ types: [], now, disk, parts: { typesFor } });
  expect(typesFor).not.toHaveBeenCalled();
  await first.setProfile(profile);
  await first.applyPage(page());
  expect(first.get('r')?.values).toEqual({ title: 'पत्र' });
  await first.close();
  const again = await openMemoryStore({ types: [], now, disk, parts: { typesFor } });
  expect(again.get('r')?.values).toEqual({ title: 'पत्र' });
});
