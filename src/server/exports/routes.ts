// Exports (messages in `shared/desk/exports.ts`). Records need two rights at the place, to export and
// to read that class of records, and files of persons never go out as a list; the audit row with the reason is written before the first byte goes.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideRecord } from '#shared/access/access.ts';
import { exportRecordsRequestSchema, exportSheetRequestSchema, exportTypesQuerySchema, exportTypesResponseSchema } from '#shared/desk/exports.ts';
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
import { today, type Services } from '../services.ts';
import { recordTable, repeatsOf } from './record-table.ts';
import { sheetTable } from './sheet-table.ts';
import { CONTENT_TYPES, tableFile, type Table, type TableFormat } from './table-file.ts';

export interface ExportRoutesOptions {
  readonly services: Services;
  readonly programmes: readonly Programme[];
}

export function exportRoutes(plain: FastifyInstance, { services, programmes }: ExportRoutesOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['exports'];

  const mayExport = (session: Session, type: RecordType, place: string): boolean =>
    type.guard === undefined && type.writeOnly !== true && decideRecord(session.grants, 'read', type.accessClass, bucketOf(place, type.shelf), today(services)).ok;

  app.get('/api/exports/types', {
    schema: { tags, summary: 'What she may export at a place', querystring: exportTypesQuerySchema, response: { 200: exportTypesResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'export', place);
    const { rows } = await services.db.pool.query<{ shelf: string; records: number }>(
      `SELECT shelf, sum(records) AS records FROM bucket WHERE district = $1 AND (starts_with(id, $2 || '/') OR (id > $2 || '.' AND id < $2 || '/')) GROUP BY shelf`, [districtPart(place), place],
    );
    const records = new Map(rows.map((r) => [r.shelf, r.records]));
    return {
      types: programmes.flatMap((p) => p.recordTypes.filter((t) => mayExport(session, t, place)).map((t) => ({ programme: p.id, type: t.name, repeats: repeatsOf(t), records: records.get(t.shelf) ?? 0 }))),
    };
  });

  app.post('/api/exports/records', {
    schema: { tags, summary: 'Records as CSV or XLSX; the reason is kept', body: exportRecordsRequestSchema },
  }, async (request, reply) => {
    const { place, type: name, repeat, format, language, reason } = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'export', place);
    const programme = programmes.find((p) => p.recordTypes.some((t) => t.name === name));
    const type = programme?.recordTypes.find((t) => t.name === name);
    if (programme === undefined || type === undefined || !mayExport(session, type, place)) throw new Refused('not-found');
    if (districtPart(place) === 0 || (repeat !== undefined && !repeatsOf(type).includes(repeat))) throw new Refused('bad-request');
    const table = await recordTable(services, { programme, type, place, repeat, language });
    await inTransaction(services.db, (client) => appendAudit(client, services, {
      act: 'export', actor: session.person, place, subject: repeat === undefined ? type.name : `${type.name}.${repeat}`, detail: `${format}: ${reason}`,
    }));
    return send(reply, table, format, `${type.name}-${place}-${today(services)}`);
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
    return send(reply, sheetTable(programmes, sheet, language), format, `sheet-${place}-${today(services)}`);
  });
}

function send(reply: FastifyReply, table: Table, format: TableFormat, name: string): FastifyReply {
  const body: Readable = tableFile(table, format);
  return reply.header('content-disposition', `attachment; filename="${name}.${format}"`).type(CONTENT_TYPES[format]).send(body);
}
