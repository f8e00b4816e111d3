// The desk's routes for taking a loaded list back (messages in `shared/import/undo.ts`). They ask what
// loading it asked; the taking back itself, and taking away the list of what stayed, is audited.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { batchParamsSchema, reportQuerySchema } from '#shared/import/messages.ts';
import type { ProgrammeList } from '#shared/import/target.ts';
import { undoRequestSchema, undoResponseSchema, type UndoStatus } from '#shared/import/undo.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { CONTENT_TYPES, tableFile, type Table } from '../exports/table-file.ts';
import { Refused } from '../http/errors.ts';
import { today, type Services } from '../services.ts';
import type { Batch } from './batch-store.ts';
import type { ImportJobs } from './jobs.ts';
import { columnKey, targetOf } from './targets.ts';
import { decideImport } from './who-imports.ts';
import { askUndo, countKept, readKept, readUndo, type Undo } from './undo-store.ts';
import { word } from './words.ts';

export interface UndoRoutesOptions {
  readonly services: Services;
  readonly targets: readonly ProgrammeList[];
  readonly jobs: ImportJobs;
  /** The batch, if she may know of it. */
  readonly batchFor: (request: FastifyRequest, name: { district: number; id: string }) => Promise<{ readonly session: Session; readonly batch: Batch }>;
}

export function undoRoutes(plain: FastifyInstance, { services, targets, jobs, batchFor }: UndoRoutesOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { db } = services;
  const tags = ['imports'];
  const told = async (batch: Batch): Promise<{ undo: UndoStatus | null }> => {
    const undo = await readUndo(db.pool, batch.district, batch.id);
    return { undo: undo === undefined ? null : await toStatus(db.pool, undo, batch) };
  };

  app.post('/api/imports/:district/:id/undo', {
    schema: { tags, summary: 'Looks at, or begins, taking a list back', params: batchParamsSchema, body: undoRequestSchema, response: { 200: undoResponseSchema } },
  }, async (request) => {
    const { session, batch } = await batchFor(request, request.params);
    const decision = decideImport(services.registry, session.grants, targetOf(targets, batch), batch.place, today(services));
    if (!decision.ok) throw new Refused('not-found');
    const reason = request.body.dry ? null : request.body.reason;
    const begun = await inTransaction(db, async (client) => {
      if (!(await askUndo(client, { district: batch.district, batch: batch.id, dry: reason === null, reason, by: session.person, grant: decision.grant.id, at: services.clock() }))) return false;
      if (reason !== null) await appendAudit(client, services, { act: 'import-undone', actor: session.person, place: batch.place, subject: batch.id, detail: reason });
      return true;
    });
    if (!begun) throw new Refused('conflict');
    jobs.wake();
    return told(batch);
  });

  app.get('/api/imports/:district/:id/undo', {
    schema: { tags, summary: 'How far the taking back is', params: batchParamsSchema, response: { 200: undoResponseSchema } },
  }, async (request) => told((await batchFor(request, request.params)).batch));

  app.get('/api/imports/:district/:id/undo/report', {
    schema: { tags, summary: 'What stayed, and why, as a file', params: batchParamsSchema, querystring: reportQuerySchema },
  }, async (request, reply) => {
    const { session, batch } = await batchFor(request, request.params);
    const { language = 'hi', format = 'xlsx' } = request.query;
    await inTransaction(db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place: batch.place, subject: batch.id, detail: 'undo-report' }));
    const list = targetOf(targets, batch);
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${word(language, 'import:undo.file')}-${batch.id}.${format}`)}`)
      .type(CONTENT_TYPES[format])
      .send(tableFile(keptTable(db.pool, batch, language, (path) => word(language, list.target.made === undefined && list.target.subjects === undefined ? `${batch.programme}:field.${list.target.recordType}.${path}` : columnKey(list, path))), format));
  });
}

async function toStatus(sql: Sql, undo: Undo, batch: Batch): Promise<UndoStatus> {
  const { status, dry, reason, at, endedAt, gone, restored, absent, kept } = undo;
  return { status, dry, reason, at, endedAt, gone, restored, absent, kept, done: undo.counter, total: batch.counter, why: await countKept(sql, { district: batch.district, batch: batch.id }) };
}

function keptTable(sql: Sql, { district, id: batch }: Batch, language: string, field: (path: string) => string): Table {
  return {
    sheetName: word(language, 'import:undo.file'),
    headers: ['said', 'place', 'why', 'fields', 'record'].map((key) => word(language, `import:undo.column.${key}`)),
    allText: true,
    rows: (async function* () {
      const names = new Map((await sql.query<{ code: string; hi: string; en: string }>('SELECT code, hi, en FROM place WHERE district = $1', [district])).rows.map((p) => [p.code, language === 'en' ? p.en : p.hi]));
      for (let after = 0; ; ) {
        const rows = await readKept(sql, { district, batch }, after, 1_000);
        for (const row of rows) yield [row.said, names.get(row.place) ?? row.place, word(language, `import:undo.kept.${row.why}`), row.paths.map(field).join(', '), row.record];
        const last = rows.at(-1);
        if (last === undefined) return;
        after = last.counter;
      }
    })(),
  };
}
