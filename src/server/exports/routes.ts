// Exports (messages in `shared/desk/exports.ts`). Records need two rights at the place, to export and to
// read that class of records, when they are asked for and again when the file is fetched; files of persons
// never go out as a list. The audit rows, with the reason and the number of lines, are written before the
// first byte goes.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideRecord } from '#shared/access/access.ts';
import {
  exportItemSchema, exportParamsSchema, exportRequestSchema, exportResponseSchema, exportSheetRequestSchema, exportsQuerySchema, exportsResponseSchema, exportTypesQuerySchema,
  exportTypesResponseSchema, type ExportRequest,
} from '#shared/desk/exports.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { readSheet } from '../desk/sheet-desk.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import { districtPart } from '../people/people.ts';
import { dayOf, newId, today, type Services } from '../services.ts';
import { bytesThere, countUnfinished, endJob, insertJob, itemOf, listJobs, readJob, sameJob, type ExportJob } from './job-store.ts';
import type { ExportJobs } from './jobs.ts';
import { dayFieldsOf, maySort, repeatsOf } from './record-table.ts';
import { sendFile } from './send-file.ts';
import { sheetTable } from './sheet-table.ts';
import { CONTENT_TYPES, tableFile } from './table-file.ts';

export interface ExportRoutesOptions {
  readonly services: Services;
  readonly programmes: readonly Programme[];
  readonly jobs: ExportJobs;
}

/** Classes of files of persons: they are opened one by one, with a reason, and never listed. */
const FILE_CLASSES: ReadonlySet<string> = new Set(['case', 'child']);
const MOST_UNFINISHED = 5;

export function exportRoutes(plain: FastifyInstance, { services, programmes, jobs }: ExportRoutesOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['exports'];
  const { pool } = services.db;

  const mayExport = (session: Session, type: RecordType, place: string): boolean =>
    type.guard === undefined && type.writeOnly !== true && !FILE_CLASSES.has(type.accessClass) && decideRecord(session.grants, 'read', type.accessClass, bucketOf(place, type.shelf), today(services)).ok;

  /** The type, if she may take its records out of the place. Throws `Refused`. */
  const typeFor = (session: Session, { place, type: name }: Pick<ExportRequest, 'place' | 'type'>): RecordType => {
    mayDesk(services, session, 'export', place);
    const type = programmes.flatMap((p) => p.recordTypes).find((t) => t.name === name);
    if (type === undefined || !mayExport(session, type, place)) throw new Refused('not-found');
    return type;
  };
  /** Her own job, while she still may. */
  const jobFor = async (request: FastifyRequest, key: { district: number; id: string }): Promise<{ session: Session; job: ExportJob }> => {
    const session = await liveSession(services, request);
    const job = await readJob(pool, key);
    if (job === undefined || job.person !== session.person) throw new Refused('not-found');
    typeFor(session, job);
    return { session, job };
  };

  app.get('/api/exports/types', {
    schema: { tags, summary: 'What she may export at a place', querystring: exportTypesQuerySchema, response: { 200: exportTypesResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'export', place);
    const { rows } = await pool.query<{ shelf: string; records: number }>(
      `SELECT shelf, sum(records) AS records FROM bucket WHERE district = $1 AND (starts_with(id, $2 || '/') OR (id > $2 || '.' AND id < $2 || '/')) GROUP BY shelf`, [districtPart(place), place],
    );
    const records = new Map(rows.map((r) => [r.shelf, r.records]));
    return {
      types: programmes.flatMap((p) => p.recordTypes.filter((t) => mayExport(session, t, place)).map((t) => (
        { programme: p.id, type: t.name, repeats: repeatsOf(t), days: dayFieldsOf(t), records: records.get(t.shelf) ?? 0 }
      ))),
    };
  });

  app.post('/api/exports', {
    schema: { tags, summary: 'Begins a file of records in the background; the reason is kept', body: exportRequestSchema, response: { 200: exportResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const asked = request.body;
    const { place, repeat, by, from, to, format, reason } = asked;
    const type = typeFor(session, asked);
    if (districtPart(place) === 0 || (repeat !== undefined && !repeatsOf(type).includes(repeat))) throw new Refused('bad-request');
    if (by === undefined ? from !== undefined || to !== undefined : by !== 'changed' && !maySort(type, repeat, by)) throw new Refused('bad-request', { paths: ['by'] });
    if (from !== undefined && to !== undefined && to < from) throw new Refused('bad-request', { paths: ['to'] });
    const same = await sameJob(pool, session.person, asked);
    if (same !== undefined) return { export: itemOf(same), already: true };
    if (await countUnfinished(pool, session.person, districtPart(place)) >= MOST_UNFINISHED) throw new Refused('too-many-requests', { retryAfter: 60 });
    const id = newId(services);
    const made = await inTransaction(services.db, async (client) => {
      if (!(await insertJob(client, { id, person: session.person, asked, at: services.clock() }))) return false;
      const period = by === undefined ? '' : ` ${by} ${from ?? ''}..${to ?? ''}`;
      await appendAudit(client, services, { act: 'export', actor: session.person, place, subject: repeat === undefined ? type.name : `${type.name}.${repeat}`, detail: `${id} ${format}${period}: ${reason}` });
      return true;
    });
    const job = made ? await readJob(pool, { district: districtPart(place), id }) : await sameJob(pool, session.person, asked);
    // The same that was asked a moment ago has ended meanwhile: she asks again.
    if (job === undefined) throw new Refused('busy', { retryAfter: 1 });
    jobs.wake();
    return { export: itemOf(job), already: !made };
  });

  app.get('/api/exports', {
    schema: { tags, summary: 'Her exports at or below a place', querystring: exportsQuerySchema, response: { 200: exportsResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'export', place);
    return { exports: (await listJobs(pool, session.person, place)).map(itemOf) };
  });

  app.get('/api/exports/:district/:id', {
    schema: { tags, summary: 'How far an export is', params: exportParamsSchema, response: { 200: exportItemSchema } },
  }, async (request) => itemOf((await jobFor(request, request.params)).job));

  app.post('/api/exports/:district/:id/cancel', {
    schema: { tags, summary: 'Stops an export, or takes its file away', params: exportParamsSchema, response: { 200: exportItemSchema } },
  }, async (request) => {
    const { job } = await jobFor(request, request.params);
    await endJob(pool, job, 'cancelled', null, services.clock());
    return itemOf((await readJob(pool, job)) ?? job);
  });

  app.get('/api/exports/:district/:id/file', {
    schema: { tags, summary: 'The file, or a part of it by Range', params: exportParamsSchema },
  }, async (request, reply) => {
    const { session, job } = await jobFor(request, request.params);
    if (job.status !== 'done') throw new Refused('not-found');
    if ((await bytesThere(pool, job)) !== job.bytes) {
      await endJob(pool, job, 'failed', 'lost', services.clock());
      throw new Refused('not-found');
    }
    const subject = job.repeat === null ? job.type : `${job.type}.${job.repeat}`;
    if (request.method === 'GET') await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'export-taken', actor: session.person, place: job.place, subject, detail: `${job.id} ${job.rows} rows` }));
    return sendFile(services, request, reply, job, `${subject}-${job.place}-${dayOf(services, job.madeAt)}.${job.format}`);
  });

  app.post('/api/exports/sheet', {
    schema: { tags, summary: 'The coverage sheet as CSV or XLSX', body: exportSheetRequestSchema },
  }, async (request, reply) => {
    const { place, level, from, to, format, language } = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'sheet', place);
    const sheet = await readSheet(services, { place, level, from, to }, session.grants);
    if (sheet === undefined) throw new Refused('not-found');
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place, subject: 'sheet', detail: format }));
    return reply.header('content-disposition', `attachment; filename="sheet-${place}-${today(services)}.${format}"`).type(CONTENT_TYPES[format]).send(tableFile(sheetTable(programmes, sheet, language), format));
  });
}
