// A programme whose records say themselves what they add to which counts, and a server to which they are
// given: so that a review can be held against what was said.
import type { Programme } from '#shared/programme.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { addDays, type Period } from '#shared/report/period.ts';
import { cellValue, type Told } from '#shared/report/review-cells.ts';
import { type ReviewCell, type ReviewPart } from '#shared/report/review.ts';
import { clockState } from '#shared/task/clock.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import { districtPart, upsertPlaces } from '#server/people/people.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { addSums } from '#server/sync/write-sums.ts';
import { inTransaction } from '#server/db/database.ts';
import { OFFICE_PLACES } from '#tests/support/files.ts';
import { createTestServer, type TestServer, type TestServerOptions } from '#tests/support/server.ts';

export const TALE: RecordType = { name: 'tale', version: 1, accessClass: 'case', shelf: 'tales', fields: { says: { kind: 'text', maxLength: 2_000 } } };

const LINES: ReviewPart['lines'] = [
  { name: 'done', source: 'x', count: 'done' },
  { name: 'stock', source: 'x', count: 'stock' },
  { name: 'both', source: 'x', plus: ['done', 'came'] },
  { name: 'left', source: 'x', minus: ['came', 'done'] },
  { name: 'share', source: 'x', share: ['done', 'came'] },
  { name: 'shareOfStock', source: 'x', share: ['done', 'stock'] },
  { name: 'mean', source: 'x', mean: ['rupees', 'done'] },
  { name: 'age', source: 'x', aged: 'open', bands: [30, 90] },
  { name: 'late', source: 'x', overdue: 'open', clock: 'answer' },
  { name: 'missed', source: 'x', past: 'due' },
];

export const FIELD_PART: ReviewPart = { key: 'field', lines: LINES, headline: ['done'], compare: 'share' };
export const OFFICE_PART: ReviewPart = { key: 'office', lines: LINES, headline: ['done'], compare: 'done', offices: ['osc'] };
export const EVERYWHERE_PART: ReviewPart = { key: 'everywhere', lines: LINES, headline: ['done'], compare: 'done', rows: 'everywhere' };
export const COUNTS = ['done', 'came', 'stock', 'rupees', 'open', 'due'] as const;

export const TALES: Programme = {
  id: 'trial-tales', recordTypes: [TALE], forms: [], tasks: [],
  indicators: [{
    recordType: 'tale', counts: COUNTS, standing: ['stock'],
    contributions: ({ values }) => (typeof values['says'] === 'string' ? read(values['says']) : []),
  }],
  review: [FIELD_PART, OFFICE_PART, EVERYWHERE_PART],
  rules: { clocks: [{ id: 'answer', limit: { amount: 7, unit: 'working_days' }, standing: 'custom', source: 'test' }], numbers: [] },
};

/** `done 10.193.1710 2026-05-01 3; …` */
export function say(contributions: readonly Contribution[]): string {
  return contributions.map(({ count, place, day, amount }) => [count, place, day === '' ? '-' : day, amount].join(' ')).join(';');
}

export function read(text: string): Contribution[] {
  return text.split(';').map((part): Contribution => {
    const [count = '', place = '', day = '', amount = ''] = part.split(' ');
    return { count, place, day: day === '-' ? '' : day, amount: Number(amount) };
  });
}

export async function talesServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await createTestServer({ programmes: [TALES], ...options });
  await upsertPlaces(server.services, [...OFFICE_PLACES, { code: '10.200.osc1', hi: 'बांका सेंटर', en: 'Banka Centre' }]);
  return server;
}

/** Counts them in (or out again) as a push does. */
export async function count({ services, db }: TestServer, contributions: readonly Contribution[], way: 'add' | 'remove' = 'add'): Promise<void> {
  const entry = services.registry.type('tale');
  if (entry === undefined) throw new Error('there is a type');
  for (const district of new Set(contributions.map(({ place }) => districtPart(place)))) {
    const all = contributions.filter(({ place }) => districtPart(place) === district);
    const delta = new SumDelta();
    delta[way](entry, taleOf(district, all));
    await inTransaction(db, (client) => addSums(client, district, delta.rows()));
  }
}

function taleOf(district: number, all: readonly Contribution[]): DehriRecord {
  return { id: 'x', type: 'tale', schema: 1, bucket: district === 0 ? '10/tales' : `10.${district}/tales`, seq: 1, values: { says: say(all) }, base: 'c', heads: {}, rivals: {} };
}

export interface Asked {
  readonly place: PlaceCode;
  /** Undefined: as of now is not asked. */
  readonly span: Period;
  readonly isBefore: boolean;
  readonly today: string;
  readonly at: number;
  readonly rules: Pick<Rulebook, 'clock' | 'holidays'>;
  readonly standing: ReadonlySet<string>;
}

/** What a part that counts everywhere shows in the row with the place's own code. */
export function atItself(all: readonly Contribution[], place: PlaceCode): readonly Contribution[] {
  return all.filter((c) => c.place === place);
}

/** The cell counted again from what the records say, one by one; a clock by its own rules. */
export function recount(cell: ReviewCell, all: readonly Contribution[], asked: Asked): Told {
  const here = all.filter(({ place }) => isWithin(place, asked.place));
  const sum = (name: string, fits: (day: string) => boolean): number => here.filter((c) => c.count === name && fits(c.day)).reduce((total, c) => total + c.amount, 0);
  const now = (tell: () => number): Told => (asked.isBefore ? null : tell());
  return cellValue(cell, {
    amount: (name) => (asked.isBefore && asked.standing.has(name) ? null : sum(name, (day) => day === '' || (asked.span.from <= day && day <= asked.span.to))),
    aged: (name, from, to) => now(() => sum(name, (day) => day !== '' && (from === 0 || day <= addDays(asked.today, -from)) && (to === undefined || day >= addDays(asked.today, -to)))),
    overdue: (name, clock) => now(() => sum(name, (day) => day !== '' && clockState(asked.rules.clock(clock), { day }, [], asked, asked.rules).overdue)),
    past: (name) => now(() => sum(name, (day) => day !== '' && day < asked.today)),
  });
}
