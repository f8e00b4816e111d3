// What the description of the API cannot say: which places, people and lists there are, and the
// bodies that come as bytes.
import { LISTS } from '#programmes/lists.ts';
import type { Samples } from './operations.ts';

export const BLOCK = '10.193.1710';
export const VILLAGE_BUCKET = '10.193.1710.p01.v1/doorstep';
/** A batch of this id may be there, so that its routes are reached. */
export const BATCH = 'b1';

/** @param ids of someone who may be spoilt @param own a grant of that person, where `ids.grant` is another's */
export function samplesOf(ids: { readonly person: string; readonly device: string; readonly grant: string; readonly record: string }, own = ids.grant): Samples {
  return {
    ...ids, place: BLOCK, parent: BLOCK, q: 'सबौर', district: 193, id: BATCH,
    programme: LISTS[0]?.programme, target: LISTS[0]?.target.name, source: 'test', name: 'रीना देवी', role: 'mitra', from: '2026-01-01', to: '2026-12-31', language: 'hi',
    reason: 'समीक्षा बैठक', type: 'household', code: '12345678', app: 'test', nonce: 'x', proof: 'x', x: 'AA', y: 'AA', note: 'देखा', action: 'close', before: 9, after: 0,
    level: 'block', format: 'csv', mapping: { card: 0 }, dry: true, status: 'open', kty: 'EC', crv: 'P-256', repeat: 'members', by: 'changed', until: '2026-12-31', types: ['camp'], counts: true, url: 'https://example.invalid/', events: ['import-done'], set: 'Places', delivery: 'b1', $top: 5, $skip: 0, $skiptoken: '0', $select: 'Code', $filter: "Code eq '10.193.1710'", limit: 5, cursor: '10.193', version: 2, people: [ids.person], seen: [{ id: own, version: 1 }], was: 'रीना देवी',
    takers: [], next: null,
    number: 7, hi: 'सबौर', en: 'Sabour', wasHi: 'सबौर', wasEn: 'Sabour', day: '2026-05-01',
  };
}

/** Rooms in which a place is a state and a period is of months. */
export const CHILD_TOKEN = '7K3-F9QX';
export const OTHER_TOKEN = '7K3-F9QZ';
const LISTS_OF_PERSONS: Samples = {
  place: '10', from: '2026-01', to: '2026-06', category: 'labour', source: '10.dep1', district: 193, token: CHILD_TOKEN, after: '000-0000', covered: 'yes', reason: 'my_work', unit: '10.193.dcpu1',
  a: 'hostile001', b: 'hostile002', decision: 'later', standing: 'open', with: OTHER_TOKEN, entries: ['hostile001'], why: 'दोनों देखे', run: BATCH,
};
const REFERRALS: Samples = { ...LISTS_OF_PERSONS, place: '10.dep1', record: 'file-1', row: 'a', answer: 'received', state: 'open', department: 'labour', day: '2026-05-09', note: '', after: '2026-05-01 193 file-0 a' };
export const ROOMS: Readonly<Record<string, Samples>> = {
  '/api/subjects/referrals': REFERRALS,
  '/api/subjects': LISTS_OF_PERSONS, '/api/exports/subjects': LISTS_OF_PERSONS };

/** Bodies that come as bytes, which the description cannot show, and one in which a district is a place. */
export const BYTE_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /api/sync': {
    v: 1, epoch: 'e1', cursors: { [VILLAGE_BUCKET]: [1, 1] }, profile: 'x', push: null, counts: [0, 0], app: 'test', limit: 1, held: ['r.1'], withdraw: ['r.2'],
  },
  'POST /api/subjects/requests': { place: '10', token: CHILD_TOKEN, kind: 'copy', from: 'child', day: '2026-05-01', note: 'x' },
  'POST /api/subjects/erasures': { place: '10', token: CHILD_TOKEN, reason: 'asked', typed: CHILD_TOKEN.slice(-4) },
  'POST /api/subjects/retention': { place: '10', category: 'labour', years: 5 },
  'POST /api/offices': { district: '10.193', kind: 'osc', number: 7, hi: 'केंद्र', en: 'Centre' },
  'POST /api/sync/cost': { v: 1, epoch: 'e1', cursors: { [VILLAGE_BUCKET]: [1, 1] } },
};
