// How good the lists of departments are, each told to its own department and to the centre (messages in
// `shared/subjects/quality.ts`). What is told is counted when a list comes, not here.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { decideDesk } from '#shared/access/decide-desk.ts';
import type { ProgrammeList } from '#shared/import/target.ts';
import { isWithin, stateOf, type PlaceCode } from '#shared/place/place.ts';
import { QUALITY_PATHS, qualityOf, sourcesQuerySchema, sourcesResponseSchema, type ListCounts, type ListSource } from '#shared/subjects/quality.ts';
import type { Sql } from '../db/database.ts';
import { liveSession } from '../http/who.ts';
import { Refused } from '../http/errors.ts';
import { columnKey, titleKey } from '../imports/targets.ts';
import { sourcesFor } from '../imports/who-imports.ts';
import { dayOf, today, type Services } from '../services.ts';

export function sourceRoutes(plain: FastifyInstance, { services, targets }: { readonly services: Services; readonly targets: readonly ProgrammeList[] }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { db, registry } = services;

  app.get('/api/subjects/sources', {
    schema: { tags: ['subjects'], summary: 'How good the lists of departments are, and what to mend', querystring: sourcesQuerySchema, response: { 200: sourcesResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    const day = today(services);
    if (!decideDesk(session.grants, 'lists', place, day).ok) throw new Refused('not-found');
    const counted = await readCounts(db.pool, stateOf(place));
    const { rows } = await db.pool.query<{ code: PlaceCode }>(`SELECT code FROM place WHERE district = 0 AND starts_with(code, $1 || '.dep')`, [String(stateOf(place))]);
    const offices = new Set(rows.map(({ code }) => code));
    const sources = targets.flatMap((list) => {
      const { subjects } = list.target;
      if (subjects === undefined) return [];
      return sourcesFor(registry, session.grants, subjects.category, day).filter((source) => offices.has(source) && isWithin(source, place))
        .map((source) => toSource(services, list, source, subjects.category, counted.get(`${source} ${subjects.category}`), day));
    });
    return { sources };
  });
}

const rowSchema = z.object({
  source: z.string(), category: z.string(), rows: z.int(), filled: z.record(z.string(), z.int()), alike: z.int(), newestSeen: z.string(), grown: z.int(),
  batch: z.nullable(z.string()), loadedAt: z.nullable(z.int()), loadedRows: z.int(), loadedFaulty: z.int(), absent: z.int(),
});
type Counted = z.infer<typeof rowSchema>;

async function readCounts(sql: Sql, state: number): Promise<Map<string, Counted>> {
  const { rows } = await sql.query(
    `SELECT source, category, rows, filled, alike, newest_seen AS "newestSeen", grown, batch, loaded_at AS "loadedAt", loaded_rows AS "loadedRows", loaded_faulty AS "loadedFaulty", absent
     FROM subject_source WHERE state = $1`, [state],
  );
  return new Map(rows.map((row: unknown) => {
    const counted = z.parse(rowSchema, row);
    return [`${counted.source} ${counted.category}`, counted];
  }));
}

function toSource(services: Services, list: ProgrammeList, source: PlaceCode, category: string, counted: Counted | undefined, day: string): ListSource {
  const scored = new Set<string>(list.target.subjects?.scored);
  const { batch, loadedAt } = counted ?? { batch: null, loadedAt: null };
  const paths = QUALITY_PATHS.filter((path) => scored.has(path));
  const counts: ListCounts = {
    rows: counted?.rows ?? 0, filled: Object.fromEntries(paths.map((path) => [path, counted?.filled[path] ?? 0])), alike: counted?.alike ?? 0, newestSeen: counted?.newestSeen ?? '',
    loadedDay: loadedAt === null ? '' : dayOf(services, loadedAt), loadedRows: counted?.loadedRows ?? 0, loadedFaulty: counted?.loadedFaulty ?? 0, absent: counted?.absent ?? 0, grown: counted?.grown ?? 0,
  };
  const quality = qualityOf(counts, day);
  return {
    source, category, programme: list.programme, target: list.target.name, title: titleKey(list), rows: counts.rows,
    last: batch === null ? null : { batch, day: counts.loadedDay, rows: counts.loadedRows, faulty: counts.loadedFaulty, absent: counts.absent },
    newestSeen: counts.newestSeen,
    filled: Object.fromEntries(paths.map((path) => [columnKey(list, path), counts.rows === 0 ? 0 : Math.round(((counts.filled[path] ?? 0) * 100) / counts.rows)])),
    score: quality?.score ?? null, parts: quality?.parts ?? null,
    mend: (quality?.mend ?? []).map(({ path, ...mend }) => ({ ...mend, ...(path !== undefined && { column: columnKey(list, path) }) })),
  };
}
