// The desk's routes for loading lists (messages in `shared/import/messages.ts`). Every one asks for the
// list's own verb at its place (`who-imports.ts`); starting one, and taking away its bad rows, is audited.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { deskVerbOf } from '#shared/access/access.ts';
import {
  batchParamsSchema, faultsQuerySchema, faultsResponseSchema, importsQuerySchema, importsResponseSchema, importStatusSchema, importTargetsResponseSchema, MAX_FILE_BYTES,
  reportQuerySchema, startImportRequestSchema, startImportResponseSchema, templateQuerySchema, uploadQuerySchema, uploadResponseSchema, type ImportStatus,
} from '#shared/import/messages.ts';
import type { FileFault } from '#shared/import/file-fault.ts';
import type { ColumnMapping } from '#shared/import/mapping.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import type { ImportTarget, ProgrammeList } from '#shared/import/target.ts';
import { levelOf } from '#shared/place/place.ts';
import { appendAudit, districtOfPlace } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { CONTENT_TYPES, tableFile } from '../exports/table-file.ts';
import { Refused } from '../http/errors.ts';
import { liveSession } from '../http/who.ts';
import { today, type Services } from '../services.ts';
import { sourceRoutes } from '../subjects/source-routes.ts';
import { batchSeal, type BatchSeal } from './batch-seal.ts';
import { bewareOf } from './beware.ts';
import { listBatches, readBatch, setWaiting, type Batch } from './batch-store.ts';
import { faultReport, readFaults } from './fault-report.ts';
import { FileError } from './file-error.ts';
import type { ImportJobs } from './jobs.ts';
import { mappingFault, receiveList, rememberConfirmed } from './receive-list.ts';
import { columnKey, findTarget, targetOf, titleKey } from './targets.ts';
import { templateFile } from './template-file.ts';
import { undoRoutes } from './undo-routes.ts';
import { undoneBatches } from './undo-store.ts';
import { mayTakeIn, targetAsBegun } from './type-lists.ts';
import { decideImport, decideKnown, sourcesFor } from './who-imports.ts';
import { word } from './words.ts';

export interface ImportRoutesOptions {
  readonly services: Services;
  readonly targets: readonly ProgrammeList[];
  readonly jobs: ImportJobs;
}

const PREVIEW_ROWS = 8;

/** Registers the routes within their own scope: only they take a file as body. */
export async function importRoutes(api: FastifyInstance, options: ImportRoutesOptions): Promise<void> {
  await api.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => { done(null, payload); });
    routes(scope, options);
  });
}

function routes(plain: FastifyInstance, { services, targets, jobs }: ImportRoutesOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { db } = services;
  const tags = ['imports'];
  const status = (batch: Batch): ImportStatus => toStatus(batch, targetOf(targets, batch));

  /** The batch, if she may know of it. */
  const batchFor = async (request: FastifyRequest, { district, id }: { district: number; id: string }): Promise<{ session: Session; batch: Batch }> => {
    const session = await liveSession(services, request);
    const batch = await readBatch(db.pool, district, id);
    if (batch === undefined) throw new Refused('not-found');
    if (!knows(session, targetOf(targets, batch), batch.place)) throw new Refused('not-found');
    return { session, batch };
  };
  const knows = (session: Session, list: ProgrammeList, place: string): boolean => decideKnown(services.registry, session.grants, list, place, today(services)).ok;
  const mayHaveTemplate = (session: Session, list: ProgrammeList, place: string): boolean => (list.target.subjects === undefined ? decideDesk(session.grants, 'import', place, today(services)).ok : knows(session, list, place));
  /** What a batch's bad rows are closed with; undefined when nothing is, or when nothing can be opened any more. */
  const sealOf = async (batch: Batch): Promise<BatchSeal | undefined> => {
    const seal = await batchSeal(services, db.pool, targetOf(targets, batch).target, batch.id);
    return seal === 'gone' ? undefined : seal;
  };
  sourceRoutes(plain, { services, targets });
  undoRoutes(plain, { services, targets, jobs, batchFor });

  app.get('/api/imports/targets', {
    schema: { tags, summary: 'Lists that can be taken in', response: { 200: importTargetsResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const mine = targets.flatMap((list) => {
      const { subjects } = list.target;
      if (subjects === undefined) return session.grants.some((g) => deskVerbOf(g.role, 'import') && mayTakeIn(g.role, services.registry, list.target)) ? [{ list, of: {} }] : [];
      const sources = sourcesFor(services.registry, session.grants, subjects.category, today(services));
      return sources.length === 0 ? [] : [{ list, of: { subjects: { category: subjects.category, sources } } }];
    });
    return { targets: mine.map(({ list, of }) => ({ ...of, programme: list.programme, target: list.target.name, title: titleKey(list), choosesKey: list.target.made !== undefined, ...(liesAtState(list) && { atState: true as const }), columns: list.target.columns.map(({ name, required }) => ({ name, required, words: columnKey(list, name) })) })) };
  });

  app.get('/api/imports/template', {
    schema: { tags, summary: 'An empty sheet for a list, to fill in', querystring: templateQuerySchema },
  }, async (request, reply) => {
    const { place, programme, target: name, language = 'hi' } = request.query;
    const session = await liveSession(services, request);
    const list = findTarget(targets, programme, name);
    if (list === undefined || !mayHaveTemplate(session, list, place)) throw new Refused('not-found');
    const { rows: [at] } = await db.pool.query<{ hi: string; en: string }>('SELECT hi, en FROM place WHERE district = $1 AND code = $2', [districtOfPlace(place), place]);
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${word(language, 'import:template.sheet')}-${name}.xlsx`)}`)
      .type(CONTENT_TYPES.xlsx)
      .send(templateFile({ programme, target: list.target, language, placeName: (language === 'en' ? at?.en : at?.hi) ?? place }));
  });

  app.get('/api/imports', {
    schema: { tags, summary: 'Lists loaded at or below a place', querystring: importsQuerySchema, response: { 200: importsResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    if (!['import' as const, 'lists' as const].some((verb) => decideDesk(session.grants, verb, place, today(services)).ok)) throw new Refused('not-found');
    const batches = (await listBatches(db.pool, districtOfPlace(place), place)).filter((batch) => knows(session, targetOf(targets, batch), batch.place));
    const undone = await undoneBatches(db.pool, districtOfPlace(place), batches.map((b) => b.id));
    return { batches: batches.map((b) => ({ ...status(b), undone: undone.has(b.id) })) };
  });

  app.post('/api/imports', {
    bodyLimit: MAX_FILE_BYTES,
    schema: { tags, summary: 'Hands in a list; nothing is taken in before it is started', querystring: uploadQuerySchema, response: { 200: uploadResponseSchema } },
  }, async (request) => {
    const { place, programme, target: name, source } = request.query;
    const session = await liveSession(services, request);
    if (!['import' as const, 'lists' as const].some((verb) => decideDesk(session.grants, verb, place, today(services)).ok)) throw new Refused('not-found');
    const target = findTarget(targets, programme, name);
    const level = levelOf(place);
    if (target === undefined || !(level === 'district' || level === 'block' || (level === 'office' && (target.target.made ?? target.target.subjects) !== undefined) || (level === 'state' && liesAtState(target)))) throw new Refused('bad-request');
    const decision = decideImport(services.registry, session.grants, target, place, today(services));
    if (!decision.ok) throw new Refused('not-found');
    if (!(request.body instanceof Readable)) throw new Refused('bad-request');
    const folder = await mkdtemp(join(tmpdir(), 'dehri-upload-'));
    try {
      const path = join(folder, 'list');
      await keepUpload(request.body, request.headers['content-encoding'], path);
      const received = await receiveList(services, { target, place, source, fileName: fileNameOf(request), author: session.person, grant: decision.grant.id }, path);
      const batch = await readBatch(db.pool, received.district, received.id);
      if (batch === undefined) throw new Error('a batch just made is there');
      const { list } = received;
      const beware = target.target.subjects === undefined ? undefined : bewareOf(targets, target, list.headers, list.preview);
      return {
        ok: true as const,
        batch: status(batch), kind: list.kind, encoding: list.encoding?.encoding ?? null, delimiter: list.delimiter, headers: [...list.headers],
        preview: list.preview.slice(0, PREVIEW_ROWS).map((row) => row.cells.map((c, at) => (beware?.names.includes(at) === true ? '' : c.slice(0, 200)))),
        columns: target.target.columns.map((column) => ({
          name: column.name, required: column.required, words: columnKey(target, column.name), header: received.mapping[column.name] ?? null,
          sureness: received.remembered ? 1 : received.suggestions.find((s) => s.column === column.name)?.sureness ?? 0,
        })),
        key: suggestedKey(target, received.mapping),
        remembered: received.remembered && received.missing.length === 0,
        ...(beware !== undefined && { beware: { looksLike: beware.looksLike === undefined ? null : { target: beware.looksLike.target.name, title: titleKey(beware.looksLike) }, names: [...beware.names] } }),
      };
    } catch (error) {
      if (error instanceof FileError) return { ok: false as const, fault: error.fault };
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  app.post('/api/imports/:district/:id/start', {
    schema: { tags, summary: 'Confirms the columns and starts', params: batchParamsSchema, body: startImportRequestSchema, response: { 200: startImportResponseSchema } },
  }, async (request) => {
    const { session, batch } = await batchFor(request, request.params);
    const { mapping, dry, key = [] } = request.body;
    const ref = targetOf(targets, batch);
    const asBegun = targetAsBegun(ref, batch.form, (form) => services.registry.form(form));
    // What was uploaded before the form became another one is mapped anew: its old columns may not be all.
    if (asBegun !== ref.target) return { ok: false as const, fault: { code: 'form-changed' as const } };
    const fault = mappingFault(ref.target, batch.headers, mapping) ?? keyFault(ref.target, mapping, key);
    if (fault !== undefined) return { ok: false as const, fault };
    await rememberConfirmed(services, ref, batch.headers, mapping, session.person);
    const started = await inTransaction(db, async (client) => {
      if (!(await setWaiting(client, batch.district, batch.id, mapping, dry, key))) return false;
      if (!dry) await appendAudit(client, services, { act: 'import', actor: session.person, place: batch.place, subject: batch.id, detail: `${batch.target} ${batch.source} ${batch.fileHash}` });
      return true;
    });
    if (!started) throw new Refused('conflict');
    jobs.wake();
    return { ok: true as const, batch: status((await readBatch(db.pool, batch.district, batch.id)) ?? batch) };
  });

  app.get('/api/imports/:district/:id', {
    schema: { tags, summary: 'How far it is', params: batchParamsSchema, response: { 200: importStatusSchema } },
  }, async (request) => {
    const { batch } = await batchFor(request, request.params);
    return { ...status(batch), undone: (await undoneBatches(db.pool, batch.district, [batch.id])).size > 0 };
  });

  app.get('/api/imports/:district/:id/faults', {
    schema: { tags, summary: 'Bad rows, a hundred at a time', params: batchParamsSchema, querystring: faultsQuerySchema, response: { 200: faultsResponseSchema } },
  }, async (request) => {
    const { batch } = await batchFor(request, request.params);
    const rows = await readFaults(db.pool, batch, request.query.after ?? 0, 100, await sealOf(batch));
    return { rows: rows.map(({ line, faults, cells }) => ({ line, faults: [...faults], cells: [...cells] })) };
  });

  app.get('/api/imports/:district/:id/report', {
    schema: { tags, summary: 'Bad rows as a file, to mend and load again', params: batchParamsSchema, querystring: reportQuerySchema },
  }, async (request, reply) => {
    const { session, batch } = await batchFor(request, request.params);
    const { language = 'hi', format = 'csv' } = request.query;
    await inTransaction(db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place: batch.place, subject: batch.id, detail: 'import-report' }));
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${word(language, 'import:report.fileName')}-${batch.id}.${format}`)}`)
      .type(CONTENT_TYPES[format])
      .send(tableFile(faultReport(db.pool, batch, language, (column) => columnKey(targetOf(targets, batch), column), await sealOf(batch)), format));
  });
}

/** The unique path, where the file has it; else nobody knows yet. */
function suggestedKey({ target }: ProgrammeList, mapping: ColumnMapping): string[] | null {
  if (target.made === undefined) return null;
  const unique = target.made.type.unique?.[0];
  return unique !== undefined && Object.hasOwn(mapping, unique) ? [unique] : [];
}

function liesAtState({ target }: ProgrammeList): boolean {
  return target.made?.levels?.includes('state') === true;
}

function keyFault({ made, columns }: ImportTarget, mapping: ColumnMapping, key: readonly string[]): FileFault | undefined {
  if (made === undefined) return undefined;
  const absent = key.find((column) => !Object.hasOwn(mapping, column) || !columns.some((c) => c.name === column));
  return absent === undefined ? undefined : { code: 'key-unmapped', what: absent };
}

function toStatus(batch: Batch, list: ProgrammeList): ImportStatus {
  const { district, id, programme, target, source, place, fileName, status, dry, madeAt, endedAt, line, rows, created, changed, unchanged, faulty, places, fault } = batch;
  return { district, id, programme, target, source, place, fileName, status, dry, madeAt, endedAt, line, totalLines: batch.totalRows, rows, created, changed, unchanged, faulty, places, fault, title: titleKey(list), columnWords: Object.fromEntries(list.target.columns.map((c) => [c.name, columnKey(list, c.name)])), undone: false, ...(list.target.subjects !== undefined && { category: list.target.subjects.category }), ...(batch.absent !== null && { absent: batch.absent }) };
}

/** Streams the body to a file, unpacking it if it was packed on the way. @throws Refused `too-large` */
export async function keepUpload(body: Readable, encoding: string | undefined, path: string, limit = MAX_FILE_BYTES): Promise<void> {
  let size = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(new Refused('too-large'));
      else done(null, chunk);
    },
  });
  const file = createWriteStream(path, { mode: 0o600 });
  if (encoding === undefined || encoding === 'identity') await pipeline(body, bounded, file);
  else if (encoding === 'gzip') {
    try {
      await pipeline(body, createGunzip(), bounded, file);
    } catch (error) {
      throw error instanceof Refused ? error : new Refused('bad-request');
    }
  } else throw new Refused('bad-request');
}

function fileNameOf(request: FastifyRequest): string {
  const raw = request.headers['x-file-name'];
  if (typeof raw !== 'string') return '';
  try {
    // oxlint-disable-next-line no-control-regex
    return decodeURIComponent(raw).replace(/[\u0000-\u001f/\\]/g, '').replace(/\p{Surrogate}/gu, '').slice(-120);
  } catch {
    return '';
  }
}
