import { expect, test } from 'vitest';
import { photosOf, unverifiedPhotos } from '#shared/photo/photos-of.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const CASE: RecordType = { name: 'case', version: 1, accessClass: 'family', shelf: 'cases', fields: { paper: { kind: 'photo', merge: 'ask' }, 'members.*.face': { kind: 'photo' }, name: { kind: 'text' } } };
const record = {
  values: { paper: 'p1', 'members.k1.face': 'p2', name: 'p9' },
  rivals: { paper: [{ change: 'c2', by: 'a', at: 0, values: { paper: 'p3' } }] },
};

test('the photos of a record are its answers, in rows and in contested versions too', () => {
  expect([...photosOf(CASE, record)]).toEqual(['p1', 'p2', 'p3']);
});

test('a photo is unverified until the server has the same bytes: it waits, or was refused', () => {
  const kept = ['p1', 'p2', 'p3', 'p9', 'other'].map((name) => ({ name, stage: 'waiting' }));
  expect(unverifiedPhotos(CASE, record, kept)).toEqual(['p1', 'p2', 'p3']);
  expect(unverifiedPhotos(CASE, record, [{ name: 'p1', stage: 'sent' }, { name: 'p2', stage: 'refused' }])).toEqual(['p2']);
  expect(unverifiedPhotos(CASE, record, [])).toEqual([]);
});
