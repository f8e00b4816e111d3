import { expect, test } from 'vitest';
import { newNumber } from '#client/app/new-number.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';

const CASE: RecordType = { name: 'case', version: 1, accessClass: 'family', shelf: 'cases', fields: { number: { kind: 'text' } } };
const OFFICE = '10.208.osc1';
const PROFILE: Profile = {
  digest: '', epoch: 'e', person: { id: 'p', name: 'स्मिता' }, device: 'd', places: [], colleagues: {}, leaseDays: 7, idleMinutes: 5, series: 'A7',
  grants: [{ id: 'g', person: 'p', role: 'coordinator', place: OFFICE, from: '2026-01-01', to: null }],
};
const WORK = { recordType: 'case', numberPath: 'number', numberPrefix: 'OSC' };

test('a phone counts its files, those it has begun and those others sent it apart', async () => {
  const store = await openMemoryStore({ types: [CASE], now: () => Date.UTC(2026, 4, 10), profile: PROFILE });
  const make = (record: string): string => newNumber(store, WORK, OFFICE, '2026-05-10', record);
  expect(make('r1')).toMatch(/^OSC1\/2026-27\/A7-0001-/);
  await store.save({ type: 'case', record: 'r1', bucket: `${OFFICE}/cases`, edits: { number: make('r1') } });
  await store.save({ type: 'case', record: 'other', bucket: `${OFFICE}/cases`, edits: { number: 'OSC1/2026-27/B3-0900-XXX' } });
  expect(make('r2')).toContain('/A7-0002-');
  await store.putDraft({ id: 'draft', form: 'osc.intake@1', record: 'r2', bucket: `${OFFICE}/cases`, answers: { number: make('r2') }, page: 0, savedAt: 0 });
  expect(make('r3')).toContain('/A7-0003-');
  expect(newNumber(store, WORK, OFFICE, '2027-04-02', 'r4')).toContain('2027-28/A7-0001-');
});

test('a phone of a server without series counts in one of its own', async () => {
  const { series: _series, ...old } = PROFILE;
  const store = await openMemoryStore({ types: [CASE], now: () => Date.UTC(2026, 4, 10), profile: old });
  expect(newNumber(store, WORK, OFFICE, '2026-05-10', 'r1')).toMatch(/^OSC1\/2026-27\/[0-9A-Z]{6}-0001-/);
});
