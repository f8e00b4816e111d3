// Rows of several lists compared in the background, on a real database and in real threads.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { inTransaction, type Database } from '#server/db/database.ts';
import { clearBlocks } from '#server/matching/blocks.ts';
import { matchOne } from '#server/matching/match-one.ts';
import { readRows } from '#server/matching/read-rows.ts';
import { compareAll, readMatching, turnRunBack } from '#server/matching/runs.ts';
import { matchState } from '#server/matching/start.ts';
import { masterKeysInMemory } from '#server/keys/master-keys.ts';
import { subjectKeys } from '#server/keys/subject-keys.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { decidePair } from '#server/subjects/decide-pair.ts';
import { takeEntriesBack, writeEntries, type EntryRow } from '#tests/support/entries.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { makeRows, rowOf } from './made-rows.ts';

let db: Database;
let services: Pick<Services, 'db' | 'registry' | 'keys' | 'clock' | 'random'>;
let state = 200;
let now = 1_000;
const never = new AbortController().signal;

beforeAll(async () => {
  db = await testDatabase();
  services = { db, registry: createRegistry(PROGRAMMES), keys: testKeys(), clock: () => (now += 1), random: randomBytes };
});
afterAll(async () => { await db.close(); });
beforeEach(() => { state += 1; });

const write = (rows: readonly EntryRow[]): Promise<void> => writeEntries(services, state, rows);
const match = (few?: number): Promise<void> => matchState(services, state, { stopping: never, threads: 2, ...(few !== undefined && { few }) });
async function pairs(of = state): Promise<string[]> {
  const { rows } = await db.pool.query<{ pair: string }>(`SELECT a || ' ' || b || ' ' || band || ' ' || standing || ' ' || round(score::numeric, 3) AS pair FROM subject_pair WHERE state = $1 ORDER BY a, b`, [of]);
  return rows.map(({ pair }) => pair);
}
async function persons(of = state): Promise<string[]> {
  const { rows } = await db.pool.query<{ rows: string }>(`SELECT string_agg(entry, ' ' ORDER BY entry) AS rows FROM subject_link WHERE state = $1 GROUP BY token HAVING count(*) > 1 ORDER BY 1`, [of]);
  return rows.map((row) => row.rows);
}

const ASHA = { name: 'आशा', father: 'रमेश सिंह', village: 'नथुवाला', district: '5.60', sex: 'female', birthDay: '2013-04-09', seenDay: '2026-01-10', phone: '9812345670' };
const ASHA_TOO = { ...ASHA, name: 'Asha', father: 'Ramesh Singh', village: 'Nathuwala' };

test('rows that come by the thousand in memory, and rows that come a few at a time through the database, find the same pairs', async () => {
  const rows = makeRows(120);
  await write(rows);
  await match(0);
  const [many, joined] = [await pairs(), await persons()];
  expect(joined.length).toBeGreaterThan(20);
  expect(await matching()).toMatchObject({ waiting: 0, runs: [{ standing: 'done', done: rows.length, of: rows.length, skipped: 0 }] });

  state += 1000;
  await match();
  for (let from = 0; from < rows.length; from += 37) {
    await write(rows.slice(from, from + 37));
    await match(1_000_000);
  }
  // How common a name is, is known of all rows only now.
  await db.pool.query('DELETE FROM subject_pair WHERE state = $1', [state]);
  await inTransaction(db, (client) => compareAll(client, services, state, 'vinita'));
  await match(1_000_000);
  expect(await pairs()).toEqual(many);
  expect(await persons()).toEqual(joined);
  state -= 1000;
}, 60_000);

const matching = (): ReturnType<typeof readMatching> => readMatching(db.pool, state);

test('the same child in two scripts is one person; her sister and a namesake of another village are not', async () => {
  await write([rowOf(0, 1, ASHA), rowOf(0, 2, { ...ASHA, name: 'पूजा', birthDay: '2015-11-20' }), rowOf(0, 3, { ...ASHA, father: 'मोहन लाल', village: 'लक्सर', phone: '9700000001', birthDay: '2010-02-03' }), rowOf(1, 4, ASHA_TOO)]);
  await match();
  expect(await persons()).toEqual(['l0-00001-x l1-00004-x']);
});

test('what certain pairs say is joined is one run, and goes back as a whole; the rule does not join it again', async () => {
  await write(makeRows(40));
  await match();
  const before = await persons();
  expect(before.length).toBeGreaterThan(5);
  const { runs: [run] } = await matching();
  expect(await turnRunBack(db.pool, state, run?.id ?? '', 'vinita', 'नियम ढीला था')).toBe(true);
  await match();
  expect(await persons()).toEqual([]);
  expect((await matching()).runs[0]).toMatchObject({ standing: 'turned' });
  await inTransaction(db, (client) => compareAll(client, services, state, 'vinita'));
  await match();
  expect(await persons()).toEqual([]);
  expect((await pairs()).every((pair) => pair.includes(' open '))).toBe(true);
});

test('a row that says something else is compared anew: what is no longer alike leaves the queue, what was decided stays', async () => {
  // Rows of one list are never joined by the rule.
  await write([rowOf(0, 1, ASHA), rowOf(0, 2, ASHA_TOO), rowOf(0, 3, ASHA_TOO)]);
  await match();
  expect((await pairs()).map((pair) => pair.split(' ').slice(0, 4).join(' '))).toEqual(['l0-00001-x l0-00002-x certain open', 'l0-00001-x l0-00003-x certain open', 'l0-00002-x l0-00003-x certain open']);
  await inTransaction(db, (client) => decidePair(client, services, { state, by: 'deepak', why: '' }, 'l0-00001-x', 'l0-00002-x', 'different'));
  await write([rowOf(0, 1, { ...ASHA, name: 'मुस्कान', father: 'इरफ़ान अली', village: 'लक्सर', district: '5.54', phone: '9700000009', birthDay: '2009-12-24' })]);
  await match();
  expect((await pairs()).map((pair) => pair.split(' ').slice(0, 4).join(' '))).toEqual(['l0-00001-x l0-00002-x certain apart', 'l0-00002-x l0-00003-x certain open']);
  expect((await matching()).runs[0]).toMatchObject({ dropped: 1 });
});

test('a list that is taken back takes its rows out of the queue and out of what others are compared with', async () => {
  await write([rowOf(0, 1, ASHA), rowOf(0, 2, ASHA_TOO)]);
  await match();
  expect(await pairs()).toHaveLength(1);
  await takeEntriesBack(services, state, ['l0-00002-x']);
  await match();
  expect(await pairs()).toEqual([]);
  await write([rowOf(1, 5, ASHA)]);
  await match();
  expect((await pairs()).map((pair) => pair.split(' ').slice(0, 2).join(' '))).toEqual(['l0-00001-x l1-00005-x']);
});

test('a department that names one child twice is asked, however sure it looks', async () => {
  await write([rowOf(0, 1, ASHA), rowOf(0, 2, ASHA), rowOf(0, 3, { ...ASHA, name: 'Sunita', birthDay: '2016-01-01' })]);
  await match();
  expect(await persons()).toEqual([]);
  expect((await pairs())[0]).toMatch(/^l0-00001-x l0-00002-x certain open/);
});

test('a certain pair that would make two rows of one list one person waits for a person', async () => {
  const twin = { ...ASHA, name: 'उषा' };
  await write([rowOf(0, 1, ASHA), rowOf(0, 2, { ...twin, phone: null })]);
  await match();
  await inTransaction(db, (client) => decidePair(client, services, { state, by: 'deepak', why: '' }, 'l0-00001-x', 'l0-00002-x', 'different'));
  await write([rowOf(1, 3, ASHA_TOO)]);
  await match();
  expect((await persons()).join()).not.toContain('l0-00001-x l0-00002-x');
  expect(await persons()).toEqual(['l0-00001-x l1-00003-x']);
});

test('rows of a list without names are compared with nothing', async () => {
  await write([rowOf(3, 1, ASHA), rowOf(0, 2, ASHA)]);
  await match();
  expect(await pairs()).toEqual([]);
  expect((await db.pool.query('SELECT DISTINCT entry FROM subject_block WHERE state = $1', [state])).rows).toEqual([{ entry: 'l0-00002-x' }]);
  expect(await matching()).toMatchObject({ waiting: 0 });
});

test('what is stopped half-way goes on where it stood', async () => {
  const rows = makeRows(150);
  await write(rows);
  let pieces = 0;
  const stop = new AbortController();
  const slow: typeof services = { ...services, clock: () => {
    pieces += 1;
    if (pieces === 1) stop.abort();
    return services.clock();
  } };
  await match(0);
  const whole = await pairs();
  await db.pool.query('DELETE FROM subject_pair WHERE state = $1', [state]);
  await inTransaction(db, (client) => compareAll(client, services, state, 'vinita'));
  await matchState(slow, state, { stopping: stop.signal, few: 1_000_000 });
  const { waiting, runs: [run] } = await matching();
  expect(waiting).toBeGreaterThan(0);
  expect(run).toMatchObject({ standing: 'running', of: rows.length, done: rows.length - waiting });
  await match(1_000_000);
  expect((await matching()).runs[0]).toMatchObject({ id: run?.id, standing: 'done', done: rows.length });
  expect((await pairs()).map((pair) => pair.split(' ').slice(0, 3).join(' '))).toEqual(whole.map((pair) => pair.split(' ').slice(0, 3).join(' ')));
});

test('blocks that the database lost are made again, of all rows', async () => {
  await write(makeRows(30));
  await match();
  const blocks = async (): Promise<unknown[]> => (await db.pool.query('SELECT block, entry FROM subject_block WHERE state = $1 ORDER BY 1, 2', [state])).rows;
  const before = await blocks();
  expect(before.length).toBeGreaterThan(100);
  await inTransaction(db, (client) => clearBlocks(client, state));
  await match();
  expect(await blocks()).toEqual(before);
});

test('one row by itself finds what all together find, and is not found under another key', async () => {
  const rows = makeRows(80);
  await write(rows);
  await match(0);
  const wanted = await pairs();
  const found = new Set<string>();
  for (const row of (await readRows(db.pool, services, state, rows.map(({ id }) => id))).rows) {
    for (const { one, other, band } of (await matchOne(db.pool, services, state, row)).found) found.add(`${[one, other].sort().join(' ')} ${band}`);
  }
  expect([...found].sort()).toEqual(wanted.map((pair) => pair.split(' ').slice(0, 3).join(' ')).sort());
  const [row] = (await readRows(db.pool, services, state, [rows[0]?.id ?? ''])).rows;
  expect(row).toBeDefined();
  const stranger = { ...services, keys: { ...services.keys, hash: subjectKeys(masterKeysInMemory(randomBytes), randomBytes).hash } };
  expect(row === undefined ? undefined : (await matchOne(db.pool, stranger, state, { ...row, id: 'new-row-x' })).compared).toBe(0);
});

test('a phone that a whole institution gives proves nothing', async () => {
  const home = { ...ASHA, phone: '9411000000', father: null, birthDay: null, age: 12, village: null };
  const names = ['आशा', 'पूजा', 'नेहा', 'रेखा', 'मीना', 'काजल', 'सीमा', 'गीता', 'राधा', 'कविता', 'सरिता', 'अनीता', 'ममता', 'बबीता', 'निशा', 'उषा'];
  await write(names.map((name, at) => rowOf(0, at, { ...home, name })));
  await write([rowOf(1, 90, { ...home, name: 'Asha' })]);
  await match();
  expect(await persons()).toEqual([]);
  const { rows } = await db.pool.query<{ reasons: string[][] }>('SELECT reasons FROM subject_pair WHERE state = $1 AND b = $2', [state, 'l1-00090-x']);
  for (const { reasons } of rows) expect(reasons.find(([field]) => field === 'phone')).toEqual(['phone', 'shared']);
});
