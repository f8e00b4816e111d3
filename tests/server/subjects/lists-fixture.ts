// A State Resource Centre with its departments, and hands to load lists into it over HTTP, as an office does.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { LISTS } from '#programmes/lists.ts';
import { resourceCentre } from '#programmes/resource-centre/index.ts';
import { faultsResponseSchema, importStatusSchema, startImportResponseSchema, uploadResponseSchema, type ImportStatus, type UploadResponse } from '#shared/import/messages.ts';
import { undoResponseSchema, type UndoStatus } from '#shared/import/undo.ts';
import { sourcesResponseSchema, type ListSource } from '#shared/subjects/quality.ts';
import { createApp } from '#server/http/app.ts';
import { startImportJobs, type ImportJobs } from '#server/imports/jobs.ts';
import { importRoutes } from '#server/imports/routes.ts';
import { unseal } from '#server/keys/seal.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { signIn } from '#tests/server/imports/desk-people.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

export const LABOUR = '5.dep1';
export const POLICE = '5.dep2';
export const WOMEN = '5.dep3';
export const HEALTH = '5.dep4';
export const BEGINNING = Date.UTC(2026, 10, 22, 6);

export interface Loaded {
  readonly status: ImportStatus;
  /** `<line> <code>:<columns>` of its bad rows. */
  readonly faults: readonly string[];
}

export interface LoadOptions {
  readonly place?: string;
  readonly target?: string;
  readonly cookie?: string;
  readonly dry?: boolean;
  readonly fileName?: string;
  /** Columns as a person corrects them. */
  readonly map?: Readonly<Record<string, number>>;
}

export interface ListsFixture {
  readonly services: Services;
  readonly app: FastifyInstance;
  readonly jobs: ImportJobs;
  /** Session cookies. */
  readonly labour: string;
  readonly operator: string;
  readonly officer: string;
  upload(content: string | Uint8Array, options?: LoadOptions): Promise<UploadResponse>;
  /** Uploads, confirms the columns as suggested, and waits for the end. */
  load(content: string | Uint8Array, options?: LoadOptions): Promise<Loaded>;
  undo(id: string, dry: boolean, cookie?: string): Promise<UndoStatus>;
  sources(place: string, cookie?: string): Promise<readonly ListSource[]>;
  get(cookie: string, url: string): Promise<{ statusCode: number; body: string; json: () => unknown }>;
  post(cookie: string, url: string, payload: object): Promise<{ statusCode: number; body: string; json: () => unknown }>;
  /** What the entries that are there say, in the order of their names or numbers. */
  entries(source?: string): Promise<Record<string, unknown>[]>;
  moveClock(ms: number): void;
  close(): Promise<void>;
}

export async function listsFixture(): Promise<ListsFixture> {
  const db = await testDatabase();
  let now = BEGINNING;
  const services: Services = {
    db, keys: testKeys(), registry: createRegistry([resourceCentre]), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => now, random: randomBytes, utcOffsetMinutes: 330,
  };
  await upsertPlaces(services, [...placesOfState('5'), ...[1, 2, 3, 4, 5].map((n) => ({ code: `5.dep${n}`, hi: `विभाग ${n}`, en: `Department ${n}` }))]);
  const errors: unknown[] = [];
  const jobs = startImportJobs(services, LISTS, (error) => errors.push(error));
  const app = await createApp({
    services, limits: { requestsPerMinute: 1_000_000, enrolPerMinute: 1_000_000, sessionPerMinute: 1_000_000, sealedPerMinute: 1_000_000 },
    extend: (api) => importRoutes(api, { services, targets: LISTS, jobs }),
  });
  const labour = await signIn(services, 'nodal', 'department', LABOUR);
  const operator = await signIn(services, 'operator', 'resource-operator', '5');
  const officer = await signIn(services, 'officer', 'resource-officer', '5');
  const get: ListsFixture['get'] = async (cookie, url) => app.inject({ method: 'GET', url, headers: { cookie } });
  const post: ListsFixture['post'] = async (cookie, url, payload) => app.inject({ method: 'POST', url, headers: { cookie }, payload });
  const throwErrors = (): void => {
    const [error] = errors.splice(0);
    if (error !== undefined) throw error;
  };

  const it: ListsFixture = {
    services, app, jobs, labour, operator, officer, get, post,
    async upload(content, { place = LABOUR, target = 'labour-list', cookie = officer, fileName = 'list.csv' } = {}) {
      const reply = await app.inject({
        method: 'POST', url: `/api/imports?place=${place}&programme=resource-centre&target=${target}&source=office`,
        headers: { cookie, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(fileName) }, payload: Readable.from([Buffer.from(content)]),
      });
      if (reply.statusCode !== 200) throw new Error(`upload: ${reply.statusCode} ${reply.body}`);
      return uploadResponseSchema.parse(reply.json());
    },
    async load(content, options = {}) {
      const { cookie = officer, dry = false, map = {} } = options;
      const received = await it.upload(content, options);
      if (!received.ok) throw new Error(`no list: ${received.fault.code}`);
      const url = `/api/imports/0/${received.batch.id}`;
      const mapping = { ...Object.fromEntries(received.columns.flatMap((c) => (c.header === null ? [] : [[c.name, c.header]]))), ...map };
      const started = z.parse(startImportResponseSchema, (await post(cookie, `${url}/start`, { mapping, dry })).json());
      if (!started.ok) throw new Error(`not started: ${started.fault.code} ${started.fault.what ?? ''}`);
      await jobs.idle();
      throwErrors();
      now += 1_000;
      const status = z.parse(importStatusSchema, (await get(cookie, url)).json());
      const { rows } = z.parse(faultsResponseSchema, (await get(cookie, `${url}/faults`)).json());
      return { status, faults: rows.map(({ line, faults }) => `${line} ${faults.map((f) => `${f.code}:${f.columns.join('+')}`).join(' ')}`) };
    },
    async undo(id, dry, cookie = officer) {
      const url = `/api/imports/0/${id}/undo`;
      const reply = await post(cookie, url, dry ? { dry } : { dry, reason: 'wrong-file' });
      if (reply.statusCode !== 200) throw new Error(`undo: ${reply.statusCode} ${reply.body}`);
      await jobs.idle();
      throwErrors();
      const { undo } = z.parse(undoResponseSchema, (await get(cookie, url)).json());
      if (undo === null) throw new Error('it was asked for');
      return undo;
    },
    async sources(place, cookie = officer) {
      const reply = await get(cookie, `/api/subjects/sources?place=${place}`);
      if (reply.statusCode !== 200) throw new Error(`sources: ${reply.statusCode} ${reply.body}`);
      return z.parse(sourcesResponseSchema, reply.json()).sources;
    },
    async entries(source) {
      const { rows } = await db.pool.query<{ id: string; sealed: Buffer }>(`SELECT id, sealed FROM subject_entry WHERE state = 5 AND standing = 'there' AND source = coalesce($1, source)`, [source ?? null]);
      const keys = await services.keys.of(db.pool, rows.map(({ id }) => `e:${id}`));
      const said = rows.map(({ id, sealed }): Record<string, unknown> => JSON.parse(unseal(keys.get(`e:${id}`) ?? Buffer.alloc(0), `entry:${id}`, sealed).toString()));
      return said.sort((a, b) => (String(a['name'] ?? a['caseNumber']) < String(b['name'] ?? b['caseNumber']) ? -1 : 1));
    },
    moveClock: (ms) => { now += ms; },
    async close() {
      await app.close();
      await jobs.stop();
      await db.close();
      throwErrors();
    },
  };
  return it;
}
