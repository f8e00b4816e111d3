// Files of a centre that are of three kinds, one of them rare and sensitive: what a review must hide.
import type { Programme } from '#shared/programme.ts';
import type { ReviewPart } from '#shared/report/review.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { OFFICE, OFFICE_PLACES, OTHER_OFFICE } from '#tests/support/files.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { count, read, TALE } from './world.ts';

export const FAR_OFFICE = '10.200.osc1';
export const KINDS = ['rare', 'common', 'other'] as const;
export const SMALL_PART: ReviewPart = {
  key: 'kinds', offices: ['osc'], headline: ['all'], compare: 'share',
  lines: [
    { name: 'all', source: 'x', count: 'all' },
    ...KINDS.map((kind) => ({ name: kind, source: 'x', count: `kind.${kind}` })),
    { name: 'twoKinds', source: 'x', plus: ['kind.rare', 'kind.common'] },
    { name: 'notRare', source: 'x', minus: ['all', 'kind.rare'] },
    { name: 'share', source: 'x', share: ['kind.rare', 'all'] },
    { name: 'each', source: 'x', mean: ['all', 'kind.common'] },
    { name: 'age', source: 'x', aged: 'kind.rare', bands: [30] },
    { name: 'late', source: 'x', overdue: 'kind.rare', clock: 'answer' },
    { name: 'missed', source: 'x', past: 'kind.common' },
  ],
};

export const SMALL: Programme = {
  id: 'trial-small', recordTypes: [TALE], forms: [], tasks: [],
  indicators: [{
    recordType: 'tale', counts: ['all', ...KINDS.map((kind) => `kind.${kind}`)], sensitive: ['kind.rare'],
    contributions: ({ values }) => (typeof values['says'] === 'string' ? read(values['says']) : []),
  }],
  review: [SMALL_PART],
  rules: { clocks: [{ id: 'answer', limit: { amount: 7, unit: 'working_days' }, standing: 'custom', source: 'test' }], numbers: [] },
};

export const OFFICES = [OFFICE, OTHER_OFFICE, FAR_OFFICE] as const;

/** Counts of each kind at the three offices, on one day. */
export function tableOf(table: readonly (readonly number[])[], day = '2026-04-10'): Contribution[] {
  return OFFICES.flatMap((place, at) => {
    const amounts = KINDS.map((kind, k) => ({ count: `kind.${kind}`, place, day, amount: table[at]?.[k] ?? 0 }));
    return [...amounts, { count: 'all', place, day, amount: amounts.reduce((sum, { amount }) => sum + amount, 0) }];
  }).filter(({ amount }) => amount > 0);
}

export async function smallServer(table: readonly (readonly number[])[] = []): Promise<TestServer> {
  const server = await createTestServer({ programmes: [SMALL] });
  await upsertPlaces(server.services, [...OFFICE_PLACES, { code: FAR_OFFICE, hi: 'बांका सेंटर', en: 'Banka Centre' }]);
  await count(server, tableOf(table));
  return server;
}

/** Sees counts of the district, and no file. */
export function officerOf(server: TestServer, place = '10.193'): Promise<TestPhone> {
  return server.worker('district-officer', place);
}
