import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { BLOCK, connectServer, DISTRICT, type ConnectServer } from './connect-server.ts';

let it: ConnectServer;
let secret = '';
beforeAll(async () => {
  it = await connectServer();
  ({ secret } = await it.token({ types: ['camp'] }));
});
afterAll(() => it.close());

const get = (url: string, headers: Record<string, string> = {}) => it.server.app.inject({ url, headers: { authorization: `Bearer ${secret}`, host: 'dehri.example', ...headers } });
const pageSchema = z.object({ records: z.array(z.object({ id: z.string(), values: z.record(z.string(), z.unknown()) })), next: z.nullable(z.string()) });
const odataSchema = z.object({ value: z.array(z.record(z.string(), z.unknown())), '@odata.count': z.optional(z.int()), '@odata.nextLink': z.optional(z.string()) });

describe('records', () => {
  test('come page by page, each once, and what is changed between pages comes again', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    let pages = 0;
    while (next !== null) {
      const reply = await get(`/api/v1/records/camp?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      expect(reply.statusCode).toBe(200);
      const page = pageSchema.parse(reply.json());
      seen.push(...page.records.map((r) => r.id));
      next = page.next;
      pages += 1;
    }
    expect([seen.length, new Set(seen).size, pages]).toEqual([5, 5, 3]);
    const first = pageSchema.parse((await get('/api/v1/records/camp?limit=2')).json());
    const [changed] = first.records;
    await it.server.db.pool.query(`UPDATE record SET seq = (SELECT max(seq) + 1 FROM record) WHERE id = $1`, [changed?.id]);
    const rest = pageSchema.parse((await get(`/api/v1/records/camp?limit=100&cursor=${first.next}`)).json());
    expect(rest.records.map((r) => r.id)).toContain(changed?.id);
    expect(new Set([...first.records, ...rest.records].map((r) => r.id)).size).toBe(5);
  });

  test('of a span of days are those whose field says a day of it', async () => {
    const page = pageSchema.parse((await get('/api/v1/records/camp?by=firstDay&from=2026-04-02&to=2026-04-03')).json());
    expect(page.records.map((r) => r.values['firstDay']).sort()).toEqual(['2026-04-02', '2026-04-03']);
    expect((await get('/api/v1/records/camp?by=name&from=2026-04-02')).statusCode).toBe(400);
    expect((await get('/api/v1/records/camp?from=2026-04-02')).statusCode).toBe(400);
    expect((await get('/api/v1/records/camp?cursor=nonsense')).statusCode).toBe(400);
  });

  test('come as CSV with the way to the next page in a header', async () => {
    const reply = await get('/api/v1/records/camp?limit=2', { accept: 'text/csv' });
    expect(reply.headers['content-type']).toContain('text/csv');
    const lines = reply.body.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^id,place,kind,name,place_,/u);
    const [, next = ''] = /^<(.+)>; rel="next"$/u.exec(String(reply.headers['link'])) ?? [];
    expect((await get(next, { accept: 'text/csv' })).body.trim().split('\r\n')).toHaveLength(3);
  });
});

describe('counts', () => {
  test('of the places below a place, as JSON and as CSV', async () => {
    const sums = (await get(`/api/v1/sums?place=${BLOCK}&level=village`)).json<{ counts: string[]; rows: { code: string; values: number[] }[] }>();
    const listed = sums.counts.indexOf('jeevika.listed');
    expect(sums.rows.find((r) => r.code.endsWith('.p01.v1'))?.values[listed]).toBe(2);
    const csv = (await get(`/api/v1/sums?place=${BLOCK}&level=village`, { accept: 'text/csv' })).body.replace('\ufeff', '').trim().split('\r\n').map((line) => line.split(','));
    expect(csv.find((line) => line[0]?.endsWith('.p01.v1'))?.[csv[0]?.indexOf('jeevika.listed') ?? -1]).toBe('2');
  });

  test('that are small stay hidden, as on the sheet', async () => {
    const sums = (await get('/api/v1/sums?level=office&from=2026-04-02&to=2026-04-03')).json<{ counts: string[]; total: (number | null)[] }>();
    expect(sums.total).toContain(null);
  });

  test('and the review, a figure to a line', async () => {
    const reply = await get('/api/v1/review?from=2026-04-01&to=2026-04-30');
    expect(reply.statusCode).toBe(200);
    const csv = (await get('/api/v1/review?from=2026-04-01&to=2026-04-30', { accept: 'text/csv' })).body.replace('\ufeff', '').trim().split('\r\n');
    expect(csv[0]).toBe('programme,part,cell,place,value,before,hidden');
    expect(csv.length).toBeGreaterThan(1);
  });
});

test('places come in the order of their codes, page by page', async () => {
  const first = (await get('/api/v1/places?limit=3')).json<{ places: { code: string }[]; next: string }>();
  expect(first.places.map((p) => p.code)).toEqual([DISTRICT, BLOCK, `${BLOCK}.p01`]);
  expect((await get(`/api/v1/places?limit=3&cursor=${first.next}`)).json<{ places: { code: string }[] }>().places[0]?.code).toBe(`${BLOCK}.p01.v1`);
});

describe('the OData service', () => {
  test('says what it has: a service document and CSDL that agree', async () => {
    const service = (await get('/api/v1/odata')).json<{ value: { name: string }[] }>();
    expect(service.value.map((s) => s.name)).toEqual(['Places', 'Sums', 'Review', 'camp']);
    const metadata = await get('/api/v1/odata/$metadata');
    expect(metadata.headers['odata-version']).toBe('4.0');
    for (const name of ['Places', 'Sums', 'Review', 'camp']) expect(metadata.body).toContain(`<EntitySet Name="${name}"`);
    expect(metadata.body).toContain('<Property Name="firstDay" Type="Edm.Date"/>');
  });

  test('gives entities that keep to its metadata', async () => {
    const metadata = (await get('/api/v1/odata/$metadata')).body;
    const [, camp = ''] = /<EntityType Name="campRecord">(.*?)<\/EntityType>/u.exec(metadata) ?? [];
    const properties = [...camp.matchAll(/<Property Name="(\w+)"/gu)].map(([, name]) => name);
    const { value } = odataSchema.parse((await get('/api/v1/odata/camp')).json());
    expect(value).toHaveLength(5);
    for (const entity of value) expect(Object.keys(entity)).toEqual(properties);
  });

  test('understands $top, $skip, $count, $select and the next link', async () => {
    const read = async (query: string) => odataSchema.parse((await get(`/api/v1/odata/camp?${query}`)).json());
    const all = (await read('$select=Id')).value.map((e) => e['Id']);
    expect((await read('$top=2&$select=Id')).value.map((e) => e['Id'])).toEqual(all.slice(0, 2));
    expect((await read('$skip=3&$select=Id')).value.map((e) => e['Id'])).toEqual(all.slice(3));
    expect((await read('$count=true&$top=0'))['@odata.count']).toBe(5);
    const sums = odataSchema.parse((await get("/api/v1/odata/Sums?$filter=Level eq 'village'&$count=true", { prefer: 'odata.maxpagesize=100' })).json());
    expect(sums.value).toHaveLength(100);
    let total = 100;
    for (let link = sums['@odata.nextLink']; link !== undefined;) {
      expect(link.startsWith('http://dehri.example/api/v1/odata/Sums?')).toBe(true);
      const page = odataSchema.parse((await get(new URL(link).pathname + new URL(link).search, { prefer: 'odata.maxpagesize=100' })).json());
      total += page.value.length;
      link = page['@odata.nextLink'];
    }
    expect(total).toBe(sums['@odata.count']);
  });

  test('filters by day and place, and refuses what it does not understand', async () => {
    const count = async (filter: string): Promise<number> => odataSchema.parse((await get(`/api/v1/odata/camp?$filter=${encodeURIComponent(filter)}`)).json()).value.length;
    expect(await count('firstDay ge 2026-04-02 and firstDay lt 2026-04-04')).toBe(2);
    expect(await count(`Place eq '${BLOCK}' and firstDay eq 2026-04-05`)).toBe(1);
    for (const query of ["$filter=name eq 'x'", "$filter=contains(name,'x')", '$filter=firstDay ge 2026-04-02 or firstDay le 2026-01-01', '$orderby=name', '$select=nothing', '$expand=all']) {
      expect((await get(`/api/v1/odata/camp?${encodeURI(query)}`)).statusCode).toBe(400);
    }
    expect((await get(`/api/v1/odata/camp?${encodeURI("$filter=Place eq '10.200'")}`)).statusCode).toBe(404);
    expect((await get('/api/v1/odata/household')).statusCode).toBe(404);
  });

  test('asks a spreadsheet for the token as a password', async () => {
    const none = await it.server.app.inject({ url: '/api/v1/odata' });
    expect([none.statusCode, none.headers['www-authenticate']]).toEqual([401, 'Basic realm="Dehri", charset="UTF-8"']);
    const basic = Buffer.from(`any:${secret}`).toString('base64');
    expect((await it.server.app.inject({ url: '/api/v1/odata', headers: { authorization: `Basic ${basic}` } })).statusCode).toBe(200);
  });
});

test('every route of the read API is described, with a summary and how to sign in', async () => {
  const { paths } = (await it.server.app.inject({ url: '/api/openapi.json' })).json<{ paths: Record<string, { get?: { summary?: string; security?: unknown[] } }> }>();
  const routes = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1'));
  expect(routes.length).toBe(8);
  for (const [, { get: read }] of routes) {
    expect(read?.summary).toBeTruthy();
    expect(read?.security).toEqual([{ token: [] }]);
  }
});
