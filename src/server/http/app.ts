// The HTTP application: everything between the socket and the services. Runs as it is in tests
// (`inject`), without a socket. Logs carry a route, a status, a duration and a request id: no body,
// no query, no name.
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { hasZodFastifySchemaValidationErrors, jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createHash } from 'node:crypto';
import { sqlState } from '../db/database.ts';
import { reviewRoutes } from '../review/routes.ts';
import type { Services } from '../services.ts';
import { PushBusy } from '../sync/sync-tables.ts';
import type { Oidc } from '../auth/oidc.ts';
import { subjectRoutes } from '../subjects/routes.ts';
import { createAdmission, PutOff, type Lanes } from './admission.ts';
import { auditRoutes } from './audit-routes.ts';
import { authRoutes, type AuthLimits } from './auth-routes.ts';
import { inflate, MAX_BODY, parseJson } from './codec.ts';
import { deskRoutes } from './desk-routes.ts';
import { eraseRoutes } from './erase-routes.ts';
import { Refused, sendRefusal } from './errors.ts';
import { createMetrics } from './metrics.ts';
import { fileRoutes } from './file-routes.ts';
import { moveRoutes } from './move-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { officeRoutes } from './office-routes.ts';
import { peopleLoadRoutes } from './people-load-route.ts';
import { peopleRoutes } from './people-routes.ts';
import { sealedRoutes, type SealedLimits } from './sealed-route.ts';
import { photoRoutes } from './photo-routes.ts';
import { staticRoutes } from './static.ts';
import { syncRoutes } from './sync-route.ts';
import { transferRoutes } from './transfer-routes.ts';

export interface AppLimits extends AuthLimits, SealedLimits {
  /** Requests per minute of one phone, everything together. */
  readonly requestsPerMinute: number;
  /** Pushes worked on at the same time; fewer than the database has connections, so that fetching goes on. */
  readonly pushesAtOnce: number;
  readonly fetchesAtOnce: number;
  /** Milliseconds that a phone may have to wait for her turn before she is put off. */
  readonly patience: number;
  /**
   * Milliseconds until the last byte of a request must be here. Two minutes bring a full batch over the
   * slowest line; whoever sends a byte now and then holds a socket so long, and nothing else.
   */
  readonly requestTime: number;
  /** Milliseconds without a byte in either direction: a phone that went out of reach, or one that never reads its answer. */
  readonly silence: number;
  readonly connections: number;
}

export const DEFAULT_LIMITS: AppLimits = {
  requestsPerMinute: 600, enrolPerMinute: 20, sessionPerMinute: 1_200, sealedPerMinute: 120,
  pushesAtOnce: 6, fetchesAtOnce: 16, patience: 1_000, requestTime: 120_000, silence: 120_000, connections: 5_000,
};
/** Milliseconds until the head of a request must be here: a kilobyte. */
const HEAD_TIME = 20_000;

export interface AppOptions {
  readonly services: Services;
  readonly limits?: Partial<AppLimits>;
  /** Folder of the built client; without it only the API answers. */
  readonly dist?: string;
  /** Behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy?: boolean;
  readonly logger?: FastifyServerOptions['logger'];
  /** Who may read /metrics beside this machine itself: bearer of this token. */
  readonly metricsToken?: string;
  /** The department's own sign-in. */
  readonly oidc?: Oidc;
  /** More routes (imports, exports), added before the static files. */
  readonly extend?: (app: FastifyInstance) => void | Promise<void>;
}

export async function createApp({ services, limits, dist, trustProxy = false, logger = false, metricsToken, oidc, extend }: AppOptions): Promise<FastifyInstance> {
  const limit = { ...DEFAULT_LIMITS, ...limits };
  const line = (atOnce: number): Lanes['push'] => createAdmission({ atOnce, patience: limit.patience }, () => performance.now());
  const lanes: Lanes = { push: line(limit.pushesAtOnce), fetch: line(limit.fetchesAtOnce) };
  const metrics = createMetrics(lanes);
  const app = fastify({
    logger: logger === false ? false : { ...(typeof logger === 'object' ? logger : {}), serializers: { req: () => ({}), res: () => ({}), err: errorForLog } },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY,
    trustProxy,
    genReqId: () => services.random(6).toString('base64url'),
    requestTimeout: limit.requestTime,
    connectionTimeout: limit.silence,
    http: { headersTimeout: Math.min(HEAD_TIME, limit.requestTime), connectionsCheckingInterval: Math.min(5_000, limit.requestTime / 4) },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read at all; the framework's own answer would repeat it.
    frameworkErrors: (error, _, reply) => sendRefusal(reply, refusalOf(error)),
  });
  app.server.maxConnections = limit.connections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  jsonBodies(app);

  app.setErrorHandler((error, request, reply) => {
    const refused = refusalOf(error);
    if (refused.code === 'internal') request.log.error({ err: error, reqId: request.id, route: request.routeOptions.url }, 'failed');
    return sendRefusal(reply, refused);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    if (!SAFE_METHODS.has(request.method) && isForeign(request.headers)) throw new Refused('forbidden');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.requests.observe({ route, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    request.log.info({ reqId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });

  await app.register(rateLimit, {
    max: limit.requestsPerMinute, timeWindow: 60_000, cache: 50_000,
    addHeaders: NO_HEADERS, addHeadersOnExceeding: NO_HEADERS,
    keyGenerator: (request) => (request.headers.cookie === undefined ? request.ip : createHash('sha256').update(request.headers.cookie).digest('base64')),
    errorResponseBuilder: (_, { ttl }) => new Refused('too-many-requests', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Dehri', description: 'Offline-first field work', version: '1' }, components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token made at the desk; also as the password of Basic, with any name' } } } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (api) => {
    syncRoutes(api, services, metrics, lanes);
    sealedRoutes(api, services, metrics, lanes.push, limit);
    authRoutes(api, services, limit);
    deskRoutes(api, services);
    auditRoutes(api, services);
    reviewRoutes(api, services);
    peopleRoutes(api, services);
    transferRoutes(api, services);
    officeRoutes(api, services);
    oidcRoutes(api, services, oidc, limit.enrolPerMinute);
    moveRoutes(api, services);
    fileRoutes(api, services);
    subjectRoutes(api, services);
    operatorRoutes(api, services, metrics, metricsToken);
    await photoRoutes(api, services);
    await peopleLoadRoutes(api, services);
    eraseRoutes(api, services);
    await extend?.(api);
  });
  await staticRoutes(app, dist);
  return app;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const NO_HEADERS = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': false };

function operatorRoutes(app: FastifyInstance, { db }: Services, metrics: ReturnType<typeof createMetrics>, metricsToken: string | undefined): void {
  const noLimit = { config: { rateLimit: false as const }, schema: { tags: ['operator'] } };
  app.get('/api/health', noLimit, async () => ({ ok: true }));
  app.get('/api/ready', noLimit, async () => {
    try {
      await db.pool.query('SELECT 1');
    } catch {
      throw new Refused('busy', { retryAfter: 5 });
    }
    return { ok: true };
  });
  app.get('/metrics', { config: { rateLimit: false as const }, schema: { hide: true } }, async (request, reply) => {
    const own = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) && request.headers['x-forwarded-for'] === undefined;
    if (!own && (metricsToken === undefined || request.headers.authorization !== `Bearer ${metricsToken}`)) throw new Refused('not-found');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** JSON bodies as bytes on the sync routes (they may be compressed), parsed with bounds elsewhere. */
function jsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: { url: string; headers: Record<string, unknown> }, body: Buffer): Promise<unknown> => {
    if (request.url.startsWith('/api/sync')) return body;
    const plain = await inflate(body, typeof request.headers['content-encoding'] === 'string' ? request.headers['content-encoding'] : undefined);
    if (typeof plain === 'string') throw new Refused(plain);
    const json = plain.length === 0 ? { ok: true as const, value: {} } : parseJson(plain);
    if (!json.ok) throw new Refused('bad-request');
    return json.value;
  });
}

/** PostgreSQL cannot hold what was sent: a NUL, half a character, a number too big. */
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05', '22P02', '22003']);

/** The database has no room, is going down or coming up, or was cut off: it can be asked again. */
const AWAY = /^(?:08|53|57P)/u;

function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof PutOff) return new Refused('too-many-requests', { retryAfter: error.retryAfter });
  if (error instanceof PushBusy || AWAY.test(sqlState(error))) return new Refused('busy', { retryAfter: 5 });
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new Refused('bad-request', { paths: error.validation.slice(0, 5).map((v) => v.instancePath.split('/').filter((p) => p !== '').join('.').slice(0, 60)) });
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (UNSTORABLE.has(sqlState(error))) return new Refused('bad-request');
  if (status === 413) return new Refused('too-large');
  if (status === 429) return new Refused('too-many-requests', { retryAfter: 60 });
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refused(status === 404 ? 'not-found' : 'bad-request');
  return new Refused('internal');
}

/** Messages of errors may quote values: only the kind of error, its code and where it came from. */
function errorForLog(error: Error): { type: string; message: string; stack: string; code: string } {
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 8).join('\n');
  return { type: error.name, message: error.name, code: 'code' in error && typeof error.code === 'string' ? error.code : '', stack };
}

/** A write that a page of another origin caused. Other clients than browsers send neither header. */
function isForeign(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (typeof origin !== 'string') return false;
  try {
    return new URL(origin).host !== (headers['x-forwarded-host'] ?? host);
  } catch {
    return true;
  }
}
