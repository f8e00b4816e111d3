// The entity sets of the OData service: places, sums, the review, and one for each type of record that the
// token was given. Each says its properties and reads one page.
import type { Programme } from '#shared/programme.ts';
import type { FieldKind, RecordType } from '#shared/record/record-type.ts';
import { isReviewable } from '#shared/report/period.ts';
import { isoDay, placeCode } from '#shared/desk/people.ts';
import { PLACE_LEVELS } from '#shared/place/place.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { Refused } from '../http/errors.ts';
import { districtPart } from '../people/people.ts';
import { readReview } from '../review/read-review.ts';
import { today, type Services } from '../services.ts';
import { mayCount, mayReadType, type Caller } from './caller.ts';
import { columnOf, flatFields, flatValue, openRecord } from './flat-record.ts';
import { daysOf, textOf, type Comparison } from './odata-filter.ts';
import { countPage, recordPage } from './read-page.ts';
import { readPlaces } from './read-places.ts';
import { reviewRows } from './review-rows.ts';

export type Edm = 'Edm.String' | 'Edm.Double' | 'Edm.Int64' | 'Edm.Boolean' | 'Edm.Date';
export type Row = Readonly<Record<string, string | number | boolean | null>>;

export interface Property {
  readonly name: string;
  readonly edm: Edm;
}

export interface SetPageAsked {
  readonly filter: readonly Comparison[];
  readonly skip: number;
  readonly limit: number;
  readonly token: string | undefined;
  readonly count: boolean;
}

export interface SetPage {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
  readonly count: number | undefined;
}

export interface EntitySet {
  readonly name: string;
  readonly entity: string;
  readonly key: readonly string[];
  readonly properties: readonly Property[];
  /** Properties that $filter may name. */
  readonly filters: readonly string[];
  read(asked: SetPageAsked): Promise<SetPage>;
}

const text = (name: string): Property => ({ name, edm: 'Edm.String' });
const number = (name: string): Property => ({ name, edm: 'Edm.Double' });
const day = (name: string): Property => ({ name, edm: 'Edm.Date' });

export function entitySets(services: Services, programmes: readonly Programme[], caller: Caller): readonly EntitySet[] {
  const types = programmes.flatMap((p) => p.recordTypes).filter((type) => mayReadType(services, caller, type, caller.token.place));
  return [placesSet(services, caller), ...(caller.token.counts ? [sumsSet(services, caller), reviewSet(services, caller)] : []), ...types.map((type) => recordSet(services, caller, type))];
}

function placesSet(services: Services, caller: Caller): EntitySet {
  return {
    name: 'Places', entity: 'Place', key: ['Code'], properties: [text('Code'), text('NameHi'), text('NameEn'), text('Level')], filters: ['Code'],
    read: async ({ filter, skip, limit, token, count }) => {
      const at = placeIn(caller, filter, 'Code');
      const { places, next } = await readPlaces(services, at, { after: token, limit: limit + skip });
      const total = count ? (await readPlaces(services, at, { limit: 10_000_000 })).places.length : undefined;
      return { rows: places.slice(skip).map((p) => ({ Code: p.code, NameHi: p.hi, NameEn: p.en, Level: p.level })), next: next ?? undefined, count: total };
    },
  };
}

/** The days of a sheet are asked for by `From ge …` and `To le …`; without them counts are of all time. */
function sumsSet(services: Services, caller: Caller): EntitySet {
  return {
    name: 'Sums', entity: 'Sum', key: ['Place', 'Count'], filters: ['Place', 'Level', 'From', 'To'],
    properties: [text('Place'), text('NameHi'), text('NameEn'), text('Level'), text('Count'), number('Value'), { name: 'Hidden', edm: 'Edm.Boolean' }, day('From'), day('To')],
    read: async (asked) => {
      const place = placeIn(caller, asked.filter, 'Place');
      mayCount(services, caller, place);
      const from = daysOf(asked.filter, 'From')?.from;
      const to = daysOf(asked.filter, 'To')?.to;
      const wanted = textOf(asked.filter, 'Level');
      const level = PLACE_LEVELS.find((known) => known === wanted);
      if (wanted !== undefined && level === undefined) throw new Refused('bad-request', { paths: ['$filter'] });
      const sheet = await readSheet(services, { place, level, from, to }, caller.grants);
      if (sheet === undefined) throw new Refused('not-found');
      const rows = sheet.rows.flatMap((r) => sheet.counts.map((name, i): Row => ({
        Place: r.code, NameHi: r.hi, NameEn: r.en, Level: sheet.level, Count: name, Value: r.values[i] ?? null, Hidden: r.values[i] === null, From: from ?? null, To: to ?? null,
      })));
      return sliced(rows, asked);
    },
  };
}

/** Without days: from the first of this month to today. */
function reviewSet(services: Services, caller: Caller): EntitySet {
  return {
    name: 'Review', entity: 'Figure', key: ['Programme', 'Part', 'Cell', 'Place'], filters: ['Place', 'From', 'To'],
    properties: [text('Programme'), text('Part'), text('Cell'), text('Place'), number('Value'), number('Before'), { name: 'Hidden', edm: 'Edm.Boolean' }, day('From'), day('To')],
    read: async (asked) => {
      const place = placeIn(caller, asked.filter, 'Place');
      mayCount(services, caller, place);
      const now = today(services);
      const span = { from: daysOf(asked.filter, 'From')?.from ?? `${now.slice(0, 8)}01`, to: daysOf(asked.filter, 'To')?.to ?? now };
      if (!isoDay.safeParse(span.from).success || !isoDay.safeParse(span.to).success || !isReviewable(span)) throw new Refused('bad-request', { paths: ['$filter'] });
      const review = await readReview(services, { place, ...span }, caller.grants);
      if (review === undefined) throw new Refused('not-found');
      return sliced(reviewRows(review).map((r): Row => ({
        Programme: r.programme, Part: r.part, Cell: r.cell, Place: r.place, Value: r.value, Before: r.before, Hidden: r.hidden, From: span.from, To: span.to,
      })), asked);
    },
  };
}

const EDM: Partial<Readonly<Record<FieldKind, Edm>>> = { integer: 'Edm.Int64', decimal: 'Edm.Double', boolean: 'Edm.Boolean', date: 'Edm.Date' };

function recordSet(services: Services, caller: Caller, type: RecordType): EntitySet {
  const fields = flatFields(type);
  const dayFields = fields.filter((f) => f.kind === 'date').map((f) => f.name);
  return {
    name: type.name, entity: `${type.name}Record`, key: ['Id'],
    properties: [text('Id'), text('Place'), ...fields.map(({ name, kind }) => ({ name: columnOf(name), edm: EDM[kind] ?? 'Edm.String' }))], filters: ['Place', ...dayFields.map(columnOf)],
    read: async ({ filter, skip, limit, token, count }) => {
      const place = placeIn(caller, filter, 'Place');
      if (!mayReadType(services, caller, type, place)) throw new Refused('not-found');
      if (districtPart(place) === 0) throw new Refused('bad-request', { paths: ['$filter'] });
      const by = dayFields.find((name) => daysOf(filter, columnOf(name)) !== undefined);
      const days = by === undefined ? undefined : { by, ...(daysOf(filter, columnOf(by)) ?? { from: '', to: '' }) };
      const page = await recordPage(services, { type, place, cursor: token, skip, limit, days });
      if (page === undefined) throw new Refused('bad-request', { paths: ['$skiptoken'] });
      const rows = page.records.map((record): Row => {
        const { id, place: at } = openRecord(type, record);
        return { Id: id, Place: at, ...Object.fromEntries(fields.map((field) => [columnOf(field.name), asEdm(field.kind, flatValue(record, field))])) };
      });
      return { rows, next: page.next, count: count ? await countPage(services, { type, place, days }) : undefined };
    },
  };
}

/** An answer of an older form may be of another kind than the field is today. */
function asEdm(kind: FieldKind, value: string | number | boolean | null): string | number | boolean | null {
  if (value === null) return null;
  switch (EDM[kind]) {
    case 'Edm.Int64': return typeof value === 'number' ? Math.round(value) : null;
    case 'Edm.Double': return typeof value === 'number' ? value : null;
    case 'Edm.Boolean': return typeof value === 'boolean' ? value : null;
    case 'Edm.Date': return isoDay.safeParse(value).success ? value : null;
    default: return String(value);
  }
}

/** The place asked for; the token's own where none is. Throws for one that lies outside. */
function placeIn({ token }: Caller, filter: readonly Comparison[], property: string): string {
  const asked = textOf(filter, property) ?? token.place;
  if (!placeCode.safeParse(asked).success || (asked !== token.place && !asked.startsWith(`${token.place}.`))) throw new Refused('not-found');
  return asked;
}

function sliced(rows: readonly Row[], { skip, limit, token, count }: SetPageAsked): SetPage {
  const from = (/^\d{1,9}$/u.test(token ?? '') ? Number(token) : 0) + skip;
  const to = from + limit;
  return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : undefined, count: count ? rows.length : undefined };
}
