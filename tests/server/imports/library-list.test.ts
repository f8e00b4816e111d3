// The starter library as an administrator loads it at the desk of an empty server: for the whole state.
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { library } from '#programmes/library/index.ts';
import { missionShakti } from '#programmes/mission-shakti/index.ts';
import { createApp } from '#server/http/app.ts';
import { readBatch } from '#server/imports/batch-store.ts';
import { faultWords, readFaults } from '#server/imports/fault-report.ts';
import { startImportJobs, type ImportJobs } from '#server/imports/jobs.ts';
import { importRoutes } from '#server/imports/routes.ts';
import { allLists } from '#server/imports/type-lists.ts';
import { rowIds } from '#shared/record/record.ts';
import { signIn } from './desk-people.ts';
import { importFixture, type ImportFixture } from './fixture.ts';

const PROGRAMMES = [library, missionShakti];
const TARGETS = allLists(PROGRAMMES, []);
// The clock of the trial stands before the day on which the schemes were checked.
const SCHEMES = readFileSync(new URL('../../../src/server/demo/data/library/schemes-10.csv', import.meta.url), 'utf8').replaceAll('2026-11-20', '2025-09-01');
const HEAD = 'योजना का नाम,सरल शब्दों में,किस तरह की मदद,स्थिति,किसे मिल सकती है';

let it: ImportFixture;
let app: FastifyInstance;
let jobs: ImportJobs;
let cookie: string;
beforeEach(async () => {
  it = await importFixture({ programmes: PROGRAMMES, targets: TARGETS });
  await it.services.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES (0, '10', 1, 'बिहार', 'Bihar') ON CONFLICT DO NOTHING`);
  jobs = startImportJobs(it.services, TARGETS, (error) => { throw error; });
  app = await createApp({ services: it.services, extend: (api) => importRoutes(api, { services: it.services, targets: TARGETS, jobs }) });
  cookie = await signIn(it.services, 'admin', 'administrator', '10');
});
afterEach(async () => {
  await app.close();
  await jobs.stop();
  await it.close();
});

const upload = async (target: string, body: string | Buffer, place = '10', programme = 'library') => app.inject({
  method: 'POST', url: `/api/imports?place=${place}&programme=${programme}&target=${target}&source=starter`, headers: { cookie, 'content-type': 'application/octet-stream', 'x-file-name': 'list.csv' }, payload: Readable.from([Buffer.from(body)]),
});

interface Received {
  readonly batch: { readonly id: string; readonly district: number };
  readonly columns: readonly { readonly name: string; readonly header: number | null; readonly required: boolean }[];
  readonly key: readonly string[] | null;
}

/** Takes the suggested mapping, and the name as what a scheme is known by. */
async function load(body: string | Buffer): Promise<Record<string, unknown>> {
  const received = (await upload('scheme', body)).json<Received>();
  const mapping = Object.fromEntries(received.columns.flatMap(({ name, header }) => (header === null ? [] : [[name, header]])));
  const url = `/api/imports/${received.batch.district}/${received.batch.id}`;
  const started = await app.inject({ method: 'POST', url: `${url}/start`, headers: { cookie }, payload: { mapping, dry: false, key: ['name'] } });
  expect(started.json()).toMatchObject({ ok: true });
  await jobs.idle();
  return (await app.inject({ method: 'GET', url, headers: { cookie } })).json();
}

const schemes = async (): Promise<readonly { bucket: string; state: { values: Record<string, unknown> } }[]> => (await it.services.db.pool.query("SELECT bucket, state FROM record WHERE district = 0 AND type = 'scheme'")).rows;

test('every row becomes a scheme of the state, its columns known by their headers; the same file again changes nothing', async () => {
  expect(await load(SCHEMES)).toMatchObject({ status: 'done', created: 38, faulty: 0 });
  expect(new Set((await schemes()).map(({ bucket }) => bucket))).toEqual(new Set(['10/library']));
  expect(await load(SCHEMES)).toMatchObject({ status: 'done', created: 0, changed: 0, unchanged: 38 });
});

test('a scheme whose conditions leave nobody, and one that is not understood, are refused in words', async () => {
  const batch = await load(`${HEAD}\nएक,सार,पढ़ाई,जाँचना बाकी,age>=18; age<=17\nदो,सार,पढ़ाई,जाँचना बाकी,उम्र 18\nतीन,सार,पढ़ाई,जाँचना बाकी,age>=18\n`);
  expect(batch).toMatchObject({ created: 1, faulty: 2 });
  const found = await readBatch(it.services.db.pool, 0, String(batch['id']));
  const rows = found === undefined ? [] : await readFaults(it.services.db.pool, found, 0, 9);
  expect(rows.map((row) => row.faults.map((fault) => fault.code))).toEqual([['rule'], ['conditions']]);
  for (const row of rows) for (const fault of row.faults) expect(faultWords('hi', found ?? raise(), fault)).toMatch(/[\u0900-\u097f]{3}/u);
});

test('what is loaded for a state is only what may lie there', async () => {
  expect((await upload('event', 'day,name\n2026-01-01,x\n', '10', 'mission-shakti')).statusCode).toBe(400);
  const targets = (await app.inject({ method: 'GET', url: '/api/imports/targets', headers: { cookie } })).json<{ targets: { target: string; atState?: boolean }[] }>().targets;
  expect(targets.filter(({ atState }) => atState === true).map(({ target }) => target).sort()).toEqual(['policy', 'scheme', 'study', 'training']);
});

test('a condition that the list leaves out is a scheme for everybody', async () => {
  await load(`${HEAD}\nएक,सार,पढ़ाई,जाँचना बाकी,\n`);
  const [only] = await schemes();
  expect(rowIds((only?.state.values ?? {}) as Record<string, string>, 'conditions')).toEqual([]);
});

function raise(): never {
  throw new Error('the batch is there');
}
