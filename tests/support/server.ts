// A whole server without a socket, on a database of its own, and phones to talk to it.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Role } from '#shared/access/table.ts';
import type { Place } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { Change, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { crc32Text } from '#shared/sync/digest.ts';
import { profileSchema, type Profile } from '#shared/sync/profile.ts';
import { endLineSchema, headLineSchema, pageLineSchema, type Cursors, type EndLine, type HeadLine, type PageLine } from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { createOidc, type OidcConfig } from '#server/auth/oidc.ts';
import type { Database } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { createApp, type AppOptions } from '#server/http/app.ts';
import type { SubjectKeys } from '#server/keys/subject-keys.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { testDatabase } from './postgres.ts';
import { FAMILY, TEST_PROGRAMME } from './programme.ts';
import { testKeys } from '#tests/support/keys.ts';

export const VILLAGE = '10.193.1710.p01.v1';
export const OTHER_VILLAGE = '10.193.1710.p01.v2';
export const OTHER_DISTRICT = '10.200.1800.p01.v1';

export const PLACES: readonly Place[] = [
  ['10', 'बिहार', 'Bihar'], ['10.193', 'भागलपुर', 'Bhagalpur'], ['10.200', 'बांका', 'Banka'], ['10.193.1710', 'सबौर', 'Sabour'], ['10.200.1800', 'अमरपुर', 'Amarpur'],
  ['10.193.1710.p01', 'पंचायत एक', 'Panchayat One'], ['10.193.1710.p02', 'पंचायत दो', 'Panchayat Two'], ['10.200.1800.p01', 'दूर', 'Far'],
  [VILLAGE, 'ममलखा', 'Mamalkha'], [OTHER_VILLAGE, 'लैलख', 'Lailakh'], [OTHER_DISTRICT, 'परे', 'Beyond'], ['10.193.1710.p02.v1', 'शंकरपुर', 'Shankarpur'],
  [`${VILLAGE}.t1`, 'पूरब टोला', 'Purab Tola'], [`${VILLAGE}.t2`, 'पछिम टोला', 'Pachhim Tola'],
].map(([code = '', hi = '', en = '']) => ({ code, hi, en }));

export interface TestServer {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly db: Database;
  /** The server's clock stands still until it is moved. */
  moveClock(ms: number): void;
  person(name: string, role: Role, place: string, from?: string, to?: string | null): Promise<{ person: string; grant: string }>;
  /** A new phone of a person, enrolled by a fresh code. */
  phone(person: string): Promise<TestPhone>;
  /** A new person with a phone. */
  worker(role: Role, place: string, name?: string): Promise<TestPhone>;
  close(): Promise<void>;
}

export const START = Date.UTC(2026, 4, 10, 6);

export interface TestServerOptions extends Omit<Partial<AppOptions>, 'extend' | 'oidc'> {
  /** Sign-in at an issuer. */
  readonly oidc?: OidcConfig;
  readonly programmes?: readonly Programme[];
  /** One that is open already. */
  readonly db?: Database;
  /** Those that the database was opened with; else a test's own. */
  readonly keys?: SubjectKeys;
  readonly extend?: (api: FastifyInstance, services: Services) => void | Promise<void>;
}

export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const db = options.db ?? await testDatabase();
  let now = START;
  const random = (bytes: number): Buffer => randomBytes(bytes);
  const { programmes = [TEST_PROGRAMME], extend, oidc, keys = testKeys(), ...rest } = options;
  const services: Services = { db, keys, registry: createRegistry(programmes), meta: await readMeta(db.pool, random), clock: () => now, random, utcOffsetMinutes: 330 };
  await upsertPlaces(services, PLACES);
  const app = await createApp({ services, limits: { requestsPerMinute: 1_000_000, enrolPerMinute: 1_000_000, sessionPerMinute: 1_000_000, sealedPerMinute: 1_000_000 }, ...rest, ...(oidc === undefined ? {} : { oidc: createOidc(oidc, services) }), extend: (api) => extend?.(api, services) });
  await app.ready();
  const server: TestServer = {
    app, services, db,
    moveClock: (ms) => { now += ms; },
    person: (name, role, place, from = '2026-01-01', to = null) => createPerson(services, name, { role, place, from, to }, null),
    phone: async (person) => {
      const { code } = await issueCode(services, person, null);
      return TestPhone.enrol(server, code);
    },
    worker: async (role, place, name = 'रीना देवी') => server.phone((await server.person(name, role, place)).person),
    close: async () => {
      await app.close();
      await db.close();
    },
  };
  return server;
}

export interface Answer {
  readonly status: number;
  readonly code?: string | undefined;
  readonly head?: HeadLine | undefined;
  readonly pages: readonly PageLine[];
  readonly end?: EndLine | undefined;
}

/** The server's side of a phone: its key, its cookie, its counter, and what it has fetched. */
export class TestPhone {
  readonly profile: Profile;
  readonly cookie: string;
  readonly keys: CryptoKeyPair;
  readonly records = new Map<string, DehriRecord>();
  cursors: Cursors = {};
  counter = 0;
  readonly #server: TestServer;
  readonly #run = randomBytes(9).toString('base64url');

  private constructor(server: TestServer, profile: Profile, cookie: string, keys: CryptoKeyPair) {
    this.#server = server;
    this.profile = profile;
    this.cookie = cookie;
    this.keys = keys;
  }

  static async enrol(server: TestServer, code: string): Promise<TestPhone> {
    const keys = await newKeys();
    const reply = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(keys), app: 'test' } });
    if (reply.statusCode !== 200) throw new Error(`enrol: ${reply.statusCode} ${reply.body}`);
    const body: { profile: unknown } = reply.json();
    return new TestPhone(server, profileSchema.parse(body.profile), cookieFrom(reply.headers['set-cookie']), keys);
  }

  get grant(): string {
    return this.profile.grants[0]?.id ?? '';
  }

  /** A change by this phone; `record` undefined: a new one. */
  change(edits: Values, options: { record?: DehriRecord | undefined; id?: string; place?: string; type?: RecordType; over?: Partial<Change> } = {}): Change {
    this.counter += 1;
    const type = options.type ?? FAMILY;
    const made = editToChange(type, options.record, edits, {
      id: `${this.#run}.${this.counter}`, record: options.record?.id ?? options.id ?? uuid(), bucket: options.record?.bucket ?? `${options.place ?? VILLAGE}/${type.shelf}`,
      device: this.profile.device, counter: this.counter, author: this.profile.person.id, grant: this.grant, deviceTime: START, form: null,
    });
    if (made === undefined) throw new Error('nothing would change');
    return { ...made, ...options.over };
  }

  /** One sync; what comes is kept as a phone keeps it. */
  async sync(changes: readonly Change[] = [], over: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await this.post({
      v: 1, epoch: this.#server.services.meta.epoch, cursors: this.cursors, profile: this.profile.digest, push: changes.length > 0 ? encodeChanges(changes) : null,
      counts: [changes.length, 0], app: 'test', ...over,
    });
    for (const page of answer.pages) {
      if (page.fresh === true) for (const [id, r] of this.records) if (r.bucket === page.b) this.records.delete(id);
      for (const record of decodeRecords(page.b, page.rows)) this.records.set(record.id, record);
      for (const id of page.gone ?? []) if (this.records.get(id)?.bucket === page.b) this.records.delete(id);
      this.cursors = { ...this.cursors, [page.b]: [page.g, page.s] };
    }
    for (const bucket of answer.head?.drop ?? []) {
      this.cursors = Object.fromEntries(Object.entries(this.cursors).filter(([b]) => b !== bucket));
      for (const [id, r] of this.records) if (r.bucket === bucket) this.records.delete(id);
    }
    return answer;
  }

  async post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const payload = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const reply = await this.#server.app.inject({
      method: 'POST', url: '/api/sync', headers: { cookie: this.cookie, 'content-type': 'application/json', ...headers }, payload,
    });
    if (reply.statusCode !== 200) return { status: reply.statusCode, code: reply.json<{ code: string }>().code, pages: [] };
    return { status: 200, ...readLines(reply.body) };
  }

  async get(url: string): Promise<{ status: number; body: unknown }> {
    const reply = await this.#server.app.inject({ method: 'GET', url, headers: { cookie: this.cookie } });
    return { status: reply.statusCode, body: reply.json() };
  }

  async send(url: string, payload: object = {}): Promise<{ status: number; body: unknown }> {
    const reply = await this.#server.app.inject({ method: 'POST', url, headers: { cookie: this.cookie }, payload });
    return { status: reply.statusCode, body: reply.json() };
  }
}

/** Reads an answer's lines, checking every checksum. */
export function readLines(text: string): Pick<Answer, 'head' | 'pages' | 'end'> {
  let head: HeadLine | undefined;
  let end: EndLine | undefined;
  const pages: PageLine[] = [];
  for (const line of text.split('\n').filter((l) => l !== '')) {
    const json = line.slice(9);
    if (crc32Text(json).toString(16).padStart(8, '0') !== line.slice(0, 8)) throw new Error('a line is damaged');
    const said: { t: string } = JSON.parse(json);
    if (said.t === 'head') head = headLineSchema.parse(said);
    else if (said.t === 'page') pages.push(pageLineSchema.parse(said));
    else end = endLineSchema.parse(said);
  }
  return { head, pages, end };
}

export async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
}

export async function publicJwk(keys: CryptoKeyPair): Promise<{ kty: string; crv: string; x: string; y: string }> {
  const { kty = '', crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  return { kty, crv, x, y };
}

export function cookieFrom(header: string | readonly string[] | undefined): string {
  const [first = ''] = typeof header === 'string' ? [header] : header ?? [];
  return first.split(';')[0] ?? '';
}

let made = 0;
/** Ids that look like a phone's, the same in every run. */
export function uuid(): string {
  made += 1;
  const hex = createHash('sha256').update(String(made)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
