// The read API: `/api/v1/…`, for other programs with a token. Answers are JSON, or CSV where that is asked
// for (`Accept: text/csv`). Small counts are hidden as on the sheet.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { reviewResponseSchema } from '#shared/desk/review.ts';
import { sheetResponseSchema } from '#shared/desk/sheet.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { isReviewable } from '#shared/report/period.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { CSV_MARK, csvLine } from '../exports/csv-line.ts';
import { dayFieldsOf } from '../exports/record-table.ts';
import { CONTENT_TYPES, type TableCell } from '../exports/table-file.ts';
import { Refused } from '../http/errors.ts';
import { districtPart } from '../people/people.ts';
import { readReview } from '../review/read-review.ts';
import {
  placesQuerySchema, placesResponseSchema, recordsParamsSchema, recordsQuerySchema, recordsResponseSchema, reviewQuerySchema, selfResponseSchema, sumsQuerySchema,
} from './api-messages.ts';
import { callerOf, mayCount, mayReadType, type Caller } from './caller.ts';
import { limited, type ApiOptions } from './api-options.ts';
import { columnOf, flatFields, flatValue, openRecord } from './flat-record.ts';
import { odataRoutes } from './odata-routes.ts';
import { recordPage } from './read-page.ts';
import { readPlaces } from './read-places.ts';
import { reviewRows } from './review-rows.ts';

export function apiRoutes(plain: FastifyInstance, options: ApiOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { services, programmes, perMinute } = options;
  const tags = ['read API'];
  const security = [{ token: [] }];
  const config = limited(perMinute);
  const typeNamed = (caller: Caller, name: string, place: string): RecordType => {
    const type = programmes.flatMap((p) => p.recordTypes).find((t) => t.name === name);
    if (type === undefined || !mayReadType(services, caller, type, place)) throw new Refused('not-found');
    return type;
  };

  app.get('/api/v1', {
    config, schema: { tags, security, summary: 'What the token may read', response: { 200: selfResponseSchema } },
  }, async (request, reply) => {
    const { token: { name, place, counts, types, expiresAt } } = await callerOf(services, request, reply);
    return { name, place, counts, types, expires: new Date(expiresAt).toISOString() };
  });

  app.get('/api/v1/places', {
    config, schema: { tags, security, summary: 'Places within a place, in the order of their codes', querystring: placesQuerySchema, response: { 200: placesResponseSchema } },
  }, async (request, reply) => {
    const caller = await callerOf(services, request, reply);
    const { place = caller.token.place, level, cursor, limit } = request.query;
    if (place !== caller.token.place && !place.startsWith(`${caller.token.place}.`)) throw new Refused('not-found');
    const { places, next } = await readPlaces(services, place, { after: cursor, limit });
    const shown = places.filter((p) => level === undefined || p.level === level);
    if (wantsCsv(request)) return sendCsv(request, reply, ['code', 'hi', 'en', 'level'], shown.map((p) => [p.code, p.hi, p.en, p.level]), next);
    return { places: [...shown], next };
  });

  app.get('/api/v1/sums', {
    config, schema: { tags, security, summary: 'Counts of the places below a place; null: hidden, for it is small', querystring: sumsQuerySchema, response: { 200: sheetResponseSchema } },
  }, async (request, reply) => {
    const caller = await callerOf(services, request, reply);
    const { place = caller.token.place, level, from, to } = request.query;
    mayCount(services, caller, place);
    const sheet = await readSheet(services, { place, level, from, to }, caller.grants);
    if (sheet === undefined) throw new Refused('not-found');
    if (wantsCsv(request)) return sendCsv(request, reply, ['place', 'hi', 'en', ...sheet.counts], [...sheet.rows, { ...sheet.place, values: sheet.total }].map((r) => [r.code, r.hi, r.en, ...r.values]));
    return sheet;
  });

  app.get('/api/v1/review', {
    config, schema: { tags, security, summary: 'Every part of the review of a place in a span of days', querystring: reviewQuerySchema, response: { 200: reviewResponseSchema } },
  }, async (request, reply) => {
    const caller = await callerOf(services, request, reply);
    const { place = caller.token.place, from, to } = request.query;
    mayCount(services, caller, place);
    if (!isReviewable({ from, to })) throw new Refused('bad-request', { paths: ['from', 'to'] });
    const review = await readReview(services, { place, from, to }, caller.grants);
    if (review === undefined) throw new Refused('not-found');
    if (wantsCsv(request)) {
      return sendCsv(request, reply, ['programme', 'part', 'cell', 'place', 'value', 'before', 'hidden'], reviewRows(review).map((r) => [r.programme, r.part, r.cell, r.place, r.value, r.before, String(r.hidden)]));
    }
    return review;
  });

  app.get('/api/v1/records/:type', {
    config, schema: { tags, security, summary: 'Records of a type that the token was given, page by page', params: recordsParamsSchema, querystring: recordsQuerySchema, response: { 200: recordsResponseSchema } },
  }, async (request, reply) => {
    const caller = await callerOf(services, request, reply);
    const { place = caller.token.place, by, from = '0000-01-01', to = '9999-12-31', cursor, limit } = request.query;
    const type = typeNamed(caller, request.params.type, place);
    if (districtPart(place) === 0) throw new Refused('bad-request', { paths: ['place'] });
    if (by === undefined ? request.query.from !== undefined || request.query.to !== undefined : by.includes('.') || !dayFieldsOf(type).includes(by)) throw new Refused('bad-request', { paths: ['by'] });
    const page = await recordPage(services, { type, place, cursor, limit, ...(by !== undefined && { days: { by, from, to } }) });
    if (page === undefined) throw new Refused('bad-request', { paths: ['cursor'] });
    const next = page.next ?? null;
    if (!wantsCsv(request)) return { records: page.records.map((record) => ({ ...openRecord(type, record), contested: [...openRecord(type, record).contested] })), next };
    const fields = flatFields(type);
    return sendCsv(request, reply, ['id', 'place', ...fields.map((f) => columnOf(f.name))], page.records.map((record) => {
      const { id, place: at } = openRecord(type, record);
      return [id, at, ...fields.map((field) => plainCell(flatValue(record, field)))];
    }), next);
  });

  odataRoutes(app, options);
}

function plainCell(value: string | number | boolean | null): TableCell {
  return typeof value === 'boolean' ? String(value) : value;
}

function wantsCsv({ headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? '';
  return accept.includes('text/csv') && !accept.includes('application/json');
}

/** The way to the next page stands in the header `Link`. */
function sendCsv(request: FastifyRequest, reply: FastifyReply, headers: readonly string[], rows: readonly (readonly TableCell[])[], next: string | null = null): FastifyReply {
  if (next !== null) {
    const url = new URL(request.url, 'http://here');
    url.searchParams.set('cursor', next);
    void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return reply.type(CONTENT_TYPES.csv).serializer((text: unknown) => String(text)).send(CSV_MARK + csvLine(headers) + rows.map(csvLine).join(''));
}
