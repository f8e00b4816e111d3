// The same as an OData v4 service (JSON), so that Excel and Power BI read it without a program: a document
// of the service, its metadata, and the entity sets page by page.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Refused } from '../http/errors.ts';
import { odataParamsSchema, odataQuerySchema } from './api-messages.ts';
import { limited, type ApiOptions } from './api-options.ts';
import { callerOf } from './caller.ts';
import { parseFilter } from './odata-filter.ts';
import { entitySets, type EntitySet } from './odata-sets.ts';

const ROOT = '/api/v1/odata';
/** Most rows of an answer; the next are at `@odata.nextLink`. */
const MOST_ROWS = 1_000;
const KNOWN: ReadonlySet<string> = new Set(['$top', '$skip', '$skiptoken', '$count', '$select', '$filter', '$format']);

export function odataRoutes(plain: FastifyInstance, { services, programmes, perMinute }: ApiOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['OData'];
  const security = [{ token: [] }];
  const config = limited(perMinute);

  app.get('/api/v1/odata', { config, schema: { tags, security, summary: 'The service document' } }, async (request, reply) => {
    const sets = entitySets(services, programmes, await callerOf(services, request, reply));
    return send(reply, { '@odata.context': `${base(request)}/$metadata`, value: sets.map(({ name }) => ({ name, kind: 'EntitySet', url: name })) });
  });

  app.get('/api/v1/odata/$metadata', { config, schema: { tags, security, summary: 'The metadata as CSDL' } }, async (request, reply) => {
    const sets = entitySets(services, programmes, await callerOf(services, request, reply));
    return reply.header('odata-version', '4.0').type('application/xml; charset=utf-8').send(csdl(sets));
  });

  app.get('/api/v1/odata/:set', {
    config, schema: { tags, security, summary: 'An entity set: $top, $skip, $count, $select, and $filter by place and day', params: odataParamsSchema, querystring: odataQuerySchema },
  }, async (request, reply) => {
    const caller = await callerOf(services, request, reply);
    const set = entitySets(services, programmes, caller).find(({ name }) => name === request.params.set);
    if (set === undefined) throw new Refused('not-found');
    const query = request.query;
    const unknown = Object.keys(query).filter((name) => name.startsWith('$') && !KNOWN.has(name));
    if (unknown.length > 0) throw new Refused('bad-request', { paths: unknown.map((name) => name.slice(0, 30)) });
    const filter = parseFilter(query.$filter);
    if (filter === undefined || filter.some(({ property }) => !set.filters.includes(property))) throw new Refused('bad-request', { paths: ['$filter'] });
    const names = set.properties.map(({ name }) => name);
    const select = query.$select === undefined || query.$select.trim() === '*' ? names : query.$select.split(',').map((name) => name.trim());
    if (select.some((name) => !names.includes(name))) throw new Refused('bad-request', { paths: ['$select'] });
    const limit = Math.min(query.$top ?? MOST_ROWS, pageSize(request));
    const { rows, next, count } = limit === 0 && query.$count !== 'true' ? { rows: [], next: undefined, count: undefined }
      : await set.read({ filter, skip: query.$skip ?? 0, limit: Math.max(limit, 1), token: query.$skiptoken, count: query.$count === 'true' });
    const left = query.$top === undefined ? undefined : query.$top - rows.length;
    return send(reply, {
      '@odata.context': `${base(request)}/$metadata#${set.name}${select === names ? '' : `(${select.join(',')})`}`,
      ...(count !== undefined && { '@odata.count': count }),
      value: limit === 0 ? [] : rows.map((row) => (select === names ? row : Object.fromEntries(select.map((name) => [name, row[name] ?? null])))),
      ...(next !== undefined && (left === undefined || left > 0) && { '@odata.nextLink': nextLink(request, set.name, next, left) }),
    });
  });
}

/** As the program prefers (`Prefer: odata.maxpagesize=100`), and not more than we give. */
function pageSize({ headers }: FastifyRequest): number {
  const said = Number(/odata\.maxpagesize=(\d{1,6})/u.exec(String(headers['prefer'] ?? ''))?.[1] ?? MOST_ROWS);
  return Math.min(Math.max(said, 1), MOST_ROWS);
}

function nextLink(request: FastifyRequest, set: string, next: string, left: number | undefined): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.delete('$skip');
  url.searchParams.delete('$count');
  url.searchParams.set('$skiptoken', next);
  if (left !== undefined) url.searchParams.set('$top', String(left));
  return `${base(request)}/${set}${url.search}`;
}

function base(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}${ROOT}`;
}

function send(reply: FastifyReply, body: object): FastifyReply {
  return reply.header('odata-version', '4.0').type('application/json;odata.metadata=minimal').serializer((text: unknown) => String(text)).send(JSON.stringify(body));
}

/** Names are of the code, letters and digits: nothing needs escaping. */
function csdl(sets: readonly EntitySet[]): string {
  const entities = sets.map(({ entity, key, properties }) => (
    `<EntityType Name="${entity}"><Key>${key.map((name) => `<PropertyRef Name="${name}"/>`).join('')}</Key>${properties.map(({ name, edm }) => `<Property Name="${name}" Type="${edm}"${key.includes(name) ? ' Nullable="false"' : ''}/>`).join('')}</EntityType>`
  ));
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Dehri" xmlns="http://docs.oasis-open.org/odata/ns/edm">${entities.join('')}<EntityContainer Name="Data">${sets.map(({ name, entity }) => `<EntitySet Name="${name}" EntityType="Dehri.${entity}"/>`).join('')}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}
