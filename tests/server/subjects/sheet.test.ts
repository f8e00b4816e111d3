// The sheet of children over HTTP: each child once, what she needs and got, and nothing by which she could be known.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { disclose } from '#shared/subjects/disclose.ts';
import { subjectSheetSchema, type SubjectSheet, type SheetTableKey } from '#shared/subjects/sheet.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { createRandom } from '#server/demo/random.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const CATEGORIES = ['labour', 'malnutrition', 'anaemia', 'hiv'] as const;
const SERVICES = ['school', 'wages', 'health', 'iron'] as const;
const DISTRICTS = [49, 50, 0];

interface Row { readonly entry: string; readonly token: string; readonly source: string; readonly category: string; readonly district: number; readonly day: string; readonly needs: string[]; readonly services: string[] }

let server: TestServer;
let officer: TestPhone;
const rows: Row[] = [];

beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  await upsertPlaces(server.services, [...placesOfState('5'), { code: '5.dep1', hi: 'श्रम', en: 'Labour' }, { code: '5.dep4', hi: 'स्वास्थ्य', en: 'Health' }]);
  officer = await server.worker('resource-officer', '5');
  const random = createRandom(7);
  for (let at = 0; at < 900; at += 1) {
    const category = random.pick(CATEGORIES);
    const [first, second] = [random.pick(SERVICES), random.pick(SERVICES)];
    rows.push({
      entry: `entry-${String(at).padStart(6, '0')}`, token: `T${random.int(0, 500)}`, source: category === 'labour' ? '5.dep1' : '5.dep4', category, district: random.pick(DISTRICTS),
      day: `2026-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`, needs: [first], services: random.chance(0.4) ? [second] : [],
    });
  }
  await server.db.pool.query(
    `INSERT INTO subject_facet (state, entry, source, category, district, seen_day, needs, services)
     SELECT 5, r.entry, r.source, r.category, r.district, r.day, ARRAY(SELECT json_array_elements_text(r.needs)), ARRAY(SELECT json_array_elements_text(r.services))
     FROM json_to_recordset($1) AS r (entry text, source text, category text, district int, day text, needs json, services json)`, [JSON.stringify(rows)],
  );
  await server.db.pool.query(
    `INSERT INTO subject_link (state, entry, token, how, by, at) SELECT 5, r.entry, r.token, 'alone', '', 0 FROM json_to_recordset($1) AS r (entry text, token text)`, [JSON.stringify(rows)],
  );
});
afterAll(() => server.close());

async function sheet(query: string, phone = officer): Promise<SubjectSheet> {
  const answer = await phone.get(`/api/subjects/sheet?${query}`);
  expect(answer.status).toBe(200);
  return subjectSheetSchema.parse(answer.body);
}

const exported = (asked: Record<string, string>) =>
  server.app.inject({ method: 'POST', url: '/api/exports/subjects', headers: { cookie: officer.cookie }, payload: { place: '5', from: '2026-04', to: '2026-09', ...asked } });

const tableOf = (of: SubjectSheet, key: SheetTableKey): SubjectSheet['tables'][number] | undefined => of.tables.find((t) => t.key === key);
const children = (some: readonly Row[]): number => new Set(some.map((r) => r.token)).size;

describe('the sheet', () => {
  test('counts each child once, in every table, as counted from the rows themselves', async () => {
    const of = await sheet('place=5&from=2026-04&to=2026-09');
    const met = rows.filter((r) => r.day >= '2026-04' && r.day < '2026-10');
    const district = tableOf(of, 'district');
    for (const { of: code, values } of district?.rows ?? []) {
      expect(values).toEqual([...of.categories, 'all'].map((column) => disclose(children(met.filter((r) => (r.district === 0 ? '0' : `5.${r.district}`) === code && (column === 'all' || r.category === column))))));
    }
    expect(district?.total?.at(-1)).toBe(disclose(children(met)));
    const lists = (token: string): number => new Set(met.filter((r) => r.token === token).map((r) => `${r.source} ${r.category}`)).size;
    expect(tableOf(of, 'lists')?.rows).toEqual([1, 2, 3, 4].flatMap((n) => {
      const count = [...new Set(met.map((r) => r.token))].filter((token) => Math.min(4, lists(token)) === n).length;
      return count === 0 ? [] : [{ of: String(n), values: [disclose(count)] }];
    }));
    for (const { of: code, values } of tableOf(of, 'service')?.rows ?? []) {
      const needing = new Set(met.filter((r) => r.needs.includes(code)).map((r) => r.token));
      const given = new Set(met.filter((r) => r.services.includes(code)).map((r) => r.token));
      expect(values).toEqual([needing.size, given.size, [...needing].filter((token) => !given.has(token)).length].map((n) => disclose(n)));
    }
    const kinds = (token: string): Set<string> => new Set(met.filter((r) => r.token === token).map((r) => r.category));
    const overlap = tableOf(of, 'overlap');
    for (const { of: one, values } of overlap?.rows ?? []) {
      for (const [at, other] of (overlap?.columns ?? []).entries()) {
        expect(values[at]).toBe(one === other ? null : disclose([...new Set(met.map((r) => r.token))].filter((token) => kinds(token).has(one) && kinds(token).has(other)).length));
      }
    }
  });

  test('says nothing of a district that tells which two lists a child is on', async () => {
    const of = await sheet('place=5.49&from=2026-01&to=2026-12');
    expect(of.tables.map(({ key }) => key)).toEqual(['district', 'department', 'service', 'month']);
    expect(tableOf(of, 'district')?.rows.map((r) => r.of)).toEqual(['5.49']);
  });

  test('never tells a count from 1 to 4, however it is cut', async () => {
    for (const category of CATEGORIES) {
      for (const month of ['2026-01', '2026-05', '2026-11']) {
        const of = await sheet(`place=5&from=${month}&to=${month}&category=${category}`);
        const told = of.tables.flatMap((t) => [...t.rows.flatMap((r) => r.values), ...(t.total ?? [])]);
        expect(told.filter((value) => typeof value === 'number' && value % of.limit !== 0)).toEqual([]);
        expect(told).toContain('hidden');
      }
    }
  });

  test('comes as a workbook and as lines, with the same figures and a word on how they are told', async () => {
    const csv = await exported({ format: 'csv' });
    expect(csv.statusCode).toBe(200);
    expect(csv.body).toContain('देहरादून');
    expect(csv.body).toContain('5 के पूरे गुणकों');
    const xlsx = await exported({ format: 'xlsx', language: 'en' });
    expect(xlsx.statusCode).toBe(200);
    expect(xlsx.headers['content-disposition']).toContain('children-5-');
  });

  test('is not for a department, and asks for months there are', async () => {
    const nodal = await server.worker('department', '5.dep1');
    expect((await nodal.get('/api/subjects/sheet?place=5.dep1&from=2026-01&to=2026-02')).status).toBe(404);
    expect((await officer.get('/api/subjects/sheet?place=5&from=2026-05&to=2026-02')).status).toBe(400);
    expect((await officer.get("/api/subjects/sheet?place=5&from=2026-05&to=2026-06&category=x'--")).status).toBe(400);
    expect((await officer.get('/api/subjects/sheet?place=5.dep1&from=2026-05&to=2026-06')).status).toBe(400);
  });
});
