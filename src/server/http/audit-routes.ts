// The audit log searched, checked whole, and taken out as a file. Each asks for the verb `audit` at the place.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideDesk } from '#shared/access/decide-desk.ts';
import {
  auditSearchRequestSchema, auditSearchResponseSchema, chainsQuerySchema, chainsResponseSchema, checkChainRequestSchema, checkChainResponseSchema, exportAuditRequestSchema, type AuditFilter,
} from '#shared/desk/audit-search.ts';
import { auditQuerySchema, auditResponseSchema } from '#shared/desk/audit.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { appendAudit } from '../audit/audit.ts';
import { chainsOf, checkPiece } from '../audit/check-chain.ts';
import { firstMisfit, nameRows, searchAudit } from '../audit/search-audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { CONTENT_TYPES, tableFile, type Table } from '../exports/table-file.ts';
import { word } from '../imports/words.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession, mayDesk } from './who.ts';

const PAGE = 100;
const EXPORT_PAGE = 2_000;

export function auditRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['audit'];
  const { pool } = services.db;

  app.get('/api/audit', { schema: { tags, querystring: auditQuerySchema, response: { 200: auditResponseSchema } } }, async (request) => {
    const { place, before } = request.query;
    mayDesk(services, await liveSession(services, request), 'audit', place);
    const { rows, more } = await searchAudit(services, pool, { place }, before, PAGE);
    return { items: await nameRows(pool, rows), more, unbroken: (await firstMisfit(pool, rows)) === undefined };
  });

  app.post('/api/audit/search', {
    schema: { tags, summary: 'Rows of the log, newest first', body: auditSearchRequestSchema, response: { 200: auditSearchResponseSchema } },
  }, async (request) => {
    const { before, ...filter } = request.body;
    mayDesk(services, await liveSession(services, request), 'audit', filter.place);
    const { rows, more } = await searchAudit(services, pool, filter, before, PAGE);
    const [items, broken] = await Promise.all([nameRows(pool, rows), firstMisfit(pool, rows)]);
    return { items, more, broken: broken ?? null };
  });

  app.get('/api/audit/chains', {
    schema: { tags, summary: 'Chains that can be checked', querystring: chainsQuerySchema, response: { 200: chainsResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'audit', place);
    const chains = (await chainsOf(pool)).filter(({ district }) => mayCheck(services, session, place, district));
    const [state = ''] = place.split('.');
    const codes = chains.map(({ district }) => chainPlace(state, district));
    const { rows } = await pool.query<{ code: string; hi: string; en: string }>('SELECT code, hi, en FROM place WHERE district = ANY($1::int[]) AND code = ANY($2::text[])', [chains.map((c) => c.district), codes]);
    const names = new Map(rows.map((r) => [r.code, r]));
    return {
      chains: chains.map(({ district, rows: length }, i) => {
        const code = codes[i] ?? '';
        return { district, hi: names.get(code)?.hi ?? code, en: names.get(code)?.en ?? code, rows: length };
      }),
    };
  });

  app.post('/api/audit/check', {
    schema: { tags, summary: 'Checks a piece of a chain', body: checkChainRequestSchema, response: { 200: checkChainResponseSchema } },
  }, async (request) => {
    const { place, district, after } = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'audit', place);
    if (!mayCheck(services, session, place, district)) throw new Refused('not-found');
    const { checked, rows, done, broken } = await checkPiece(pool, district, after);
    if (done) {
      const [state = ''] = place.split('.');
      await inTransaction(services.db, (client) => appendAudit(client, services, {
        act: 'audit-checked', actor: session.person, place: chainPlace(state, district), subject: String(district), detail: broken === undefined ? `1..${checked}` : `broken ${broken}`,
      }));
    }
    return { checked, rows, done, broken: broken ?? null };
  });

  app.post('/api/audit/export', {
    schema: { tags, summary: 'The log as CSV; the reason is kept in it', body: exportAuditRequestSchema },
  }, async (request, reply) => {
    const { reason, language, ...filter } = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'audit', filter.place);
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place: filter.place, subject: 'audit', detail: `csv: ${reason}` }));
    return reply.header('content-disposition', `attachment; filename="audit-${filter.place}-${today(services)}.csv"`).type(CONTENT_TYPES.csv)
      .send(tableFile(auditTable(services, filter, language), 'csv'));
  });
}

/** Whoever may read the log at a place may check the chain it stands in; at the state all that she may read. */
function mayCheck(services: Services, session: Session, place: PlaceCode, district: number): boolean {
  const [state = '', at] = place.split('.');
  return at === undefined ? decideDesk(session.grants, 'audit', chainPlace(state, district), today(services)).ok : Number(at) === district;
}

function chainPlace(state: string, district: number): PlaceCode {
  return district === 0 ? state : `${state}.${district}`;
}

function auditTable(services: Services, filter: AuditFilter, language: string): Table {
  const say = (key: string): string => word(language, `desk:audit.${key}`);
  const when = (at: number): string => new Date(at + services.utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  return {
    sheetName: say('file'),
    headers: [say('number'), say('when'), say('who'), say('what'), say('place'), say('about'), say('subject')],
    rows: (async function* () {
      for (let before: number | undefined; ;) {
        const page = await searchAudit(services, services.db.pool, filter, before, EXPORT_PAGE);
        for (const r of await nameRows(services.db.pool, page.rows)) yield [r.n, when(r.at), r.actorName === '' ? say('system') : r.actorName, say(`act.${r.act}`), r.place, r.subjectName ?? '', r.subject];
        const last = page.rows.at(-1);
        if (!page.more || last === undefined) return;
        before = last.n;
      }
    })(),
  };
}
