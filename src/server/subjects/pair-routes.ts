// The queue of pairs, and joining and parting by hand, as `shared/subjects/pair.ts` says.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AuditAct } from '#shared/desk/audit.ts';
import { subjectParamsSchema } from '#shared/subjects/child.ts';
import { decidePairSchema, joinSchema, pairSchema, pairsQuerySchema, pairsResponseSchema, partResponseSchema, partSchema, type PairDecision } from '#shared/subjects/pair.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import type { Services } from '../services.ts';
import { askerOf, type Asker } from './asker.ts';
import { decidePair, joinPersons, partRows, type Decided, type Deciding } from './decide-pair.ts';
import { lockJoinings, pairId, rowsOf } from './linked-rows.ts';
import { listPairs, onePair } from './list-pairs.ts';
import { lockLooks, queueWaits } from './names-per-day.ts';

const ACTS: Readonly<Record<PairDecision, AuditAct>> = { same: 'pair-joined', different: 'pair-apart', later: 'pair-later', again: 'pair-again' };

export function pairRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['subjects'];
  const audit = (sql: Sql, { person, place }: Asker, act: AuditAct, subject: string): Promise<void> => appendAudit(sql, services, { act, actor: person, place, subject });

  app.get('/api/subjects/pairs', { schema: { tags, summary: 'Rows that could be one child, surest first', querystring: pairsQuerySchema, response: { 200: pairsResponseSchema } } }, async (request) => {
    const { place, ...filter } = request.query;
    const asker = await matcherOf(services, request, place);
    return inTransaction(services.db, async (client) => {
      await lockLooks(client, asker);
      const { named, ...page } = await listPairs(client, services, asker, filter);
      const retryAfter = named.length === 0 ? undefined : await queueWaits(client, services, asker, named);
      if (retryAfter !== undefined) throw new Refused('too-many-requests', { retryAfter });
      if (named.length > 0) await audit(client, asker, 'pairs-shown', named.join(' '));
      return { ...page, pairs: [...page.pairs] };
    });
  });

  app.post('/api/subjects/pairs', { schema: { tags, summary: 'Says of two rows whether they are one child', body: decidePairSchema, response: { 200: pairSchema } } }, async (request) => {
    const { place, a, b, decision, why = '' } = request.body;
    const asker = await matcherOf(services, request, place);
    return inTransaction(services.db, async (client) => {
      const ids = pairId(a, b);
      // What she may not see she cannot decide: it looks as if it were not there.
      if (await onePair(client, services, asker, ...ids) === undefined) throw new Refused('not-found');
      whole(await decidePair(client, services, deciding(asker, why), ...ids, decision));
      await audit(client, asker, ACTS[decision], ids.join(' '));
      const after = await onePair(client, services, asker, ...ids);
      if (after === undefined) throw new Refused('conflict');
      return after.pair;
    });
  });

  app.post('/api/subjects/:token/part', { schema: { tags, summary: 'Takes rows out of a child again', params: subjectParamsSchema, body: partSchema, response: { 200: partResponseSchema } } }, async (request) => {
    const { place, entries, why } = request.body;
    const { token } = request.params;
    const asker = await matcherOf(services, request, place);
    return inTransaction(services.db, async (client) => {
      await lockJoinings(client, asker.state);
      const { seen } = await rowsSeen(client, asker, token);
      const out = new Set(entries);
      if (seen.size === 0 || entries.some((entry) => !seen.has(entry))) throw new Refused('not-found');
      // That others would stay whom she may not know of is not told.
      if (out.size === seen.size) throw new Refused('conflict');
      const parted = whole(await partRows(client, services, deciding(asker, why), token, [...out]));
      await audit(client, asker, 'rows-parted', `${token} ${parted.token}`);
      return { token: parted.token };
    });
  });

  app.post('/api/subjects/:token/join', { schema: { tags, summary: 'Says that two children are one', params: subjectParamsSchema, body: joinSchema, response: { 200: partResponseSchema } } }, async (request) => {
    const { place, with: other, why } = request.body;
    const { token } = request.params;
    const asker = await matcherOf(services, request, place);
    return inTransaction(services.db, async (client) => {
      await lockJoinings(client, asker.state);
      const [hers, others] = [await rowsSeen(client, asker, token), await rowsSeen(client, asker, other)];
      if (hers.seen.size === 0 || others.seen.size === 0) throw new Refused('not-found');
      if (await areHiddenApart(client, asker.state, hers.hidden, [...others.seen, ...others.hidden]) || await areHiddenApart(client, asker.state, others.hidden, [...hers.seen])) throw new Refused('conflict');
      const joined = whole(await joinPersons(client, services, deciding(asker, why), token, other));
      await audit(client, asker, 'subjects-joined', `${token} ${other}`);
      return { token: joined.token };
    });
  });
}

/** @throws Refused `not-found` for whoever does not say which rows are one child */
async function matcherOf(services: Services, request: FastifyRequest, place: string): Promise<Asker> {
  const session = await liveSession(services, request);
  const asker = askerOf(services, session, place);
  mayDesk(services, session, 'match', asker.place);
  return asker;
}

function deciding({ state, person }: Asker, why: string): Deciding {
  return { state, by: person, why };
}

function whole<T>(decided: Decided<T>): T {
  if (!decided.ok) throw new Refused(decided.reason === 'gone' ? 'not-found' : 'conflict');
  return decided;
}

/** Which rows of a person she may know of, and which not. */
async function rowsSeen(sql: Sql, { state, shown, covered }: Asker, token: string): Promise<{ readonly seen: ReadonlySet<string>; readonly hidden: readonly string[] }> {
  const rows = await rowsOf(sql, state, [token]);
  const known = new Set([...shown, ...covered]);
  return { seen: new Set(rows.filter(({ category }) => known.has(category)).map(({ entry }) => entry)), hidden: rows.filter(({ category }) => !known.has(category)).map(({ entry }) => entry) };
}

/** Told apart by who may know more than she. */
async function areHiddenApart(sql: Sql, state: number, hidden: readonly string[], others: readonly string[]): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT FROM subject_pair WHERE state = $1 AND standing = 'apart' AND (a = ANY($2) AND b = ANY($3) OR b = ANY($2) AND a = ANY($3)) LIMIT 1`, [state, hidden, others],
  );
  return rows.length > 0;
}
