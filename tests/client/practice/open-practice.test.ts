// Practice is the real store over made-up records; nothing of it can be taken for work.
import { expect, test, vi } from 'vitest';
import { CASE_PROGRAMMES } from '#programmes/case-programmes.ts';
import { FIELD_PROGRAMMES } from '#programmes/field-programmes.ts';
import { OFFICE_PROGRAMMES } from '#programmes/office-programmes.ts';
import { ROLES, type Role } from '#shared/access/table.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { CaseApp } from '#client/app/case-app.ts';
import type { Session } from '#client/app/services.ts';
import { openPractice } from '#client/practice/open-practice.ts';

const TYPES = [...FIELD_PROGRAMMES, ...CASE_PROGRAMMES, ...OFFICE_PROGRAMMES].flatMap((p) => p.recordTypes);

function practise(role: Role): Promise<Session> {
  const profile: Profile = {
    digest: 'd', epoch: 'e', device: 'real-device', person: { id: 'real-person', name: 'सरिता देवी' }, grants: [{ id: 'real-grant', person: 'real-person', role, place: '10.192', from: '2026-01-01', to: null }],
    places: [], colleagues: { other: 'मंजू' }, leaseDays: 7, idleMinutes: 5,
  };
  return openPractice({
    profile, engineTypes: ENGINE_TYPES, doorstep: FIELD_PROGRAMMES, offices: async () => [...CASE_PROGRAMMES, ...OFFICE_PROGRAMMES],
    cases: async (): Promise<CaseApp> => { throw new Error('no screens here'); }, now: Date.now,
  });
}

test.each(ROLES)('whoever works as %s practises at a place that no server knows, under no name of hers but her own', async (role) => {
  const session = await practise(role);
  const { person, device, grants, places, colleagues } = session.profile();
  expect([person.id, person.name, device, colleagues]).toEqual(['practice', 'सरिता देवी', 'practice', {}]);
  expect([...grants.map((g) => g.place), ...places.map(([code]) => code)].every((place) => place.startsWith('99'))).toBe(true);
  expect(grants.every((g) => g.id === 'practice')).toBe(true);
});

test('every made-up record is one that its type allows', async () => {
  const { store } = await practise('mitra');
  const records = TYPES.flatMap((type) => store.ofType(type.name).map((record) => ({ record, type })));
  expect(records.length).toBeGreaterThan(20);
  for (const { record, type } of records) {
    for (const path of Object.keys(record.values)) expect(Object.keys(type.fields).concat('members.*._gone')).toContain(path.replace(/^(\w+)\.\w+\./u, '$1.*.'));
  }
});

test('what is saved and sent in practice is taken, and no server is asked', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('there is no server'));
  const { store, sync } = await practise('mitra');
  const [family] = store.ofType('household').filter((r) => r.values['outcome'] === undefined);
  const saved = await store.save({ type: 'household', ...(family === undefined ? {} : { record: family.id }), edits: { outcome: 'locked', outcomeDay: '2026-11-22' } });
  expect(saved).toMatchObject({ ok: true, changed: true });
  expect(store.unsent().records).toBe(1);
  await sync.syncNow();
  expect([store.unsent().records, sync.status().lastComplete !== undefined]).toEqual([0, true]);
  expect(fetch).not.toHaveBeenCalled();
  fetch.mockRestore();
});

test('what was done in one practice is gone in the next', async () => {
  const first = await practise('mitra');
  await first.store.save({ type: 'household', record: 'practice-family-20', edits: { outcome: 'locked', outcomeDay: '2026-11-22' } });
  const ended = vi.fn<() => void>();
  first.onLock(ended);
  first.lock();
  expect(ended).toHaveBeenCalledTimes(1);
  const next = await practise('mitra');
  expect(next.store.get('practice-family-20')?.values['outcome']).toBeUndefined();
});
