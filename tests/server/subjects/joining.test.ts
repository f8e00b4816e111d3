// Joining and parting, step by step beside an oracle that knows only which pairs hold and which were told apart.
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Band } from '#shared/people/same-person/judged.ts';
import type { PairDecision } from '#shared/subjects/pair.ts';
import { readToken } from '#shared/subjects/token.ts';
import { inTransaction, type Database } from '#server/db/database.ts';
import { joinCertain, turnBack } from '#server/matching/join-certain.ts';
import { keepPairs } from '#server/matching/keep-pairs.ts';
import type { Services } from '#server/services.ts';
import { decidePair, joinPersons, partRows } from '#server/subjects/decide-pair.ts';
import { currentToken } from '#server/subjects/move-rows.ts';
import { writeEntries, type EntryRow } from '#tests/support/entries.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

let db: Database;
let services: Pick<Services, 'db' | 'keys' | 'clock' | 'random'>;
let now = 1;
let states = 100;

beforeAll(async () => {
  db = await testDatabase();
  services = { db, keys: testKeys(), clock: () => now, random: randomBytes };
});
afterAll(async () => { await db.close(); });

/** Rows 0 and 1, 2 and 3 … are of one list. */
const ROWS = 7;
const idOf = (row: number): string => `entry-${String(row).padStart(3, '0')}`;
const entry = (row: number, said = 1): EntryRow => {
  const list = Math.floor(row / 2);
  return { id: idOf(row), category: ['labour', 'marriage', 'anaemia', 'labour'][list] ?? '', source: `5.dep${list + 1}`, batch: `batch-${list}`, values: { name: 'आशा', said } };
};

async function newState(): Promise<number> {
  states += 1;
  await writeEntries(services, states, Array.from({ length: ROWS }, (_, row) => entry(row)));
  return states;
}

interface OraclePair {
  standing: 'open' | 'joined' | 'apart' | 'later';
  band: Band;
  act: string;
  byRule: boolean;
  turned: boolean;
}

/** Pairs, and what follows from them by the plainest reckoning. */
class Oracle {
  readonly pairs = new Map<string, OraclePair>();

  key(a: number, b: number): string {
    return [a, b].sort((x, y) => x - y).join(' ');
  }

  pair(a: number, b: number): OraclePair | undefined {
    return this.pairs.get(this.key(a, b));
  }

  set(a: number, b: number, now: Partial<OraclePair>): void {
    this.pairs.set(this.key(a, b), { standing: 'open', band: 'different', act: '', byRule: false, turned: false, ...this.pair(a, b), ...now });
  }

  person(row: number): number[] {
    const seen = new Set([row]);
    for (const one of seen) for (let other = 0; other < ROWS; other += 1) if (this.pair(one, other)?.standing === 'joined') seen.add(other);
    return [...seen].sort((x, y) => x - y);
  }

  partition(): string[] {
    return [...new Set(Array.from({ length: ROWS }, (_, row) => this.person(row).join(' ')))].sort();
  }

  /** May the two persons become one by this pair? */
  stands(a: number, b: number): boolean {
    if (this.person(a).includes(b)) return true;
    return this.person(a).every((x) => this.person(b).every((y) => {
      const pair = this.pair(x, y);
      if (pair?.standing === 'apart') return false;
      const isPair = this.key(x, y) === this.key(a, b);
      return Math.floor(x / 2) !== Math.floor(y / 2) || isPair || pair?.standing === 'joined' || pair?.band === 'certain';
    }));
  }
}

interface World {
  readonly state: number;
  readonly oracle: Oracle;
  runs: number;
}

type Step = (world: World) => Promise<void>;

const row = fc.nat(ROWS - 1);
const twoRows = fc.tuple(row, row).filter(([a, b]) => a !== b);
/** Each pair has a score of its own, so that the order of joining is known. */
const scoreOf = (a: number, b: number): number => Math.round((0.5 + (Math.min(a, b) * ROWS + Math.max(a, b)) / 200) * 1000) / 1000;

const found = fc.array(fc.tuple(twoRows, fc.constantFrom<Band>('certain', 'certain', 'ask', 'different')), { minLength: 1, maxLength: 8 }).map((all) => ({
  name: `a run finds ${all.map(([pair, band]) => `${pair.join('-')} ${band}`).join(', ')}`,
  run: (world: World): Promise<void> => runFinds(world, all),
}));

async function runFinds({ state, oracle, ...world }: World, all: readonly (readonly [readonly [number, number], Band])[]): Promise<void> {
  const run = `run-${world.runs}`;
  const latest = [...new Map(all.map(([[a, b], band]) => [oracle.key(a, b), { a, b, band }])).values()];
  await writeEntries(services, state, [...new Set(latest.map(({ a }) => a))].map((a) => entry(a, now)));
  await inTransaction(db, (client) => keepPairs(client, state, run, now, latest.map(({ a, b, band }) => ({ one: idOf(a), other: idOf(b), band, score: scoreOf(a, b), reasons: [{ field: 'name', how: 'same' }], sameList: Math.floor(a / 2) === Math.floor(b / 2) }))));
  for (const { a, b, band } of latest) {
    const before = oracle.pair(a, b);
    if (before !== undefined && before.standing !== 'open') continue;
    if (band !== 'different') oracle.set(a, b, { band, act: run });
    else if (before?.turned !== true || before.act !== 'person') oracle.pairs.delete(oracle.key(a, b));
  }
  await joinCertain(services, { state, id: run, rules: 'r1' });
  const certain = latest.filter(({ a, b, band }) => band === 'certain' && oracle.pair(a, b)?.standing === 'open' && oracle.pair(a, b)?.act === run && Math.floor(a / 2) !== Math.floor(b / 2) && oracle.pair(a, b)?.turned === false);
  for (const { a, b } of certain.sort((x, y) => scoreOf(y.a, y.b) - scoreOf(x.a, x.b))) if (oracle.stands(a, b)) oracle.set(a, b, { standing: 'joined', byRule: true });
}

/** Mostly of pairs that are there. */
const decided = fc.tuple(twoRows, fc.nat(20), fc.constantFrom<PairDecision>('same', 'same', 'different', 'different', 'later', 'again')).map(([rows, nth, decision]) => ({
  name: `pair ${nth} or ${rows.join('-')} ${decision}`,
  run: (world: World): Promise<void> => personDecides(world, rows, nth, decision),
}));

async function personDecides({ state, oracle }: World, rows: readonly [number, number], nth: number, decision: PairDecision): Promise<void> {
  const [a = 0, b = 0] = [...oracle.pairs.keys()][nth]?.split(' ').map(Number) ?? rows;
  const answer = await inTransaction(db, (client) => decidePair(client, services, { state, by: 'deepak', why: '' }, idOf(a), idOf(b), decision));
  const pair = oracle.pair(a, b);
  const expected = pair === undefined ? 'gone' : decide(oracle, a, b, pair, decision);
  expect(answer.ok ? 'ok' : answer.reason).toBe(expected);
}

function decide(oracle: Oracle, a: number, b: number, { standing }: OraclePair, decision: PairDecision): 'ok' | 'conflict' {
  const waits = standing === 'open' || standing === 'later';
  if (decision === 'same') {
    if (!waits || !oracle.stands(a, b)) return 'conflict';
    oracle.set(a, b, { standing: 'joined', byRule: false, act: 'decision' });
  } else if (decision === 'different') {
    if (!waits || oracle.person(a).includes(b)) return 'conflict';
    oracle.set(a, b, { standing: 'apart', byRule: false, act: 'decision' });
  } else if (decision === 'later') {
    if (standing !== 'open') return 'conflict';
    oracle.set(a, b, { standing: 'later', byRule: false, act: 'decision' });
  } else {
    if (standing === 'open') return 'conflict';
    oracle.set(a, b, { standing: 'open', byRule: false, turned: true, act: 'person' });
  }
  return 'ok';
}

const parted = fc.tuple(row, fc.array(row, { minLength: 1, maxLength: 3 })).map(([of, rows]) => ({
  name: `${rows.join(' ')} parted from the person of ${of}`,
  run: (world: World): Promise<void> => rowsParted(world, of, rows),
}));

async function rowsParted({ state, oracle }: World, of: number, rows: readonly number[]): Promise<void> {
  const token = await tokenOfRow(state, of);
  const answer = await inTransaction(db, (client) => partRows(client, services, { state, by: 'vinita', why: 'x' }, token, rows.map(idOf)));
  const hers = oracle.person(of);
  const out = [...new Set(rows)].filter((r) => hers.includes(r)).sort((x, y) => x - y);
  const stay = hers.filter((r) => !rows.includes(r));
  const expected = out.length === 0 ? 'gone' : out.length < new Set(rows).size || stay.length === 0 ? 'conflict' : 'ok';
  expect(answer.ok ? 'ok' : answer.reason).toBe(expected);
  if (expected !== 'ok') return;
  for (const x of out) for (const y of stay) oracle.set(x, y, { standing: 'apart', byRule: false, act: 'decision' });
  for (const group of [out, stay]) group.slice(1).forEach((r, at) => { oracle.set(group[at] ?? 0, r, { standing: 'joined', byRule: false, act: 'decision' }); });
  // The rows that stay keep the number.
  expect(await tokenOfRow(state, stay[0] ?? 0)).toBe(token);
  expect(answer).toEqual({ ok: true, token: await tokenOfRow(state, out[0] ?? 0) });
}

const joinedByHand = twoRows.map(([a, b]) => ({
  name: `the persons of ${a} and ${b} joined by hand`,
  run: (world: World): Promise<void> => handJoins(world, a, b),
}));

async function handJoins({ state, oracle }: World, a: number, b: number): Promise<void> {
  const [one, other] = [await tokenOfRow(state, a), await tokenOfRow(state, b)];
  const answer = await inTransaction(db, (client) => joinPersons(client, services, { state, by: 'vinita', why: 'x' }, one, other));
  expect(answer.ok ? 'ok' : answer.reason).toBe(one === other ? 'conflict' : 'ok');
  if (one === other) return;
  const [hers, others] = [oracle.person(a), oracle.person(b)];
  for (const x of hers) for (const y of others) oracle.set(x, y, { standing: 'joined', byRule: false, act: 'decision' });
}

const turnedBack = fc.nat(4).map((ago) => ({
  name: `run ${ago} before the last turned back`,
  run: async ({ state, oracle, runs }: World): Promise<void> => {
    const run = `run-${runs - 1 - ago}`;
    await turnBack(services, { state, id: run, rules: 'r1' }, { by: 'vinita', why: 'x' });
    for (const [key, pair] of oracle.pairs) if (pair.standing === 'joined' && pair.byRule && pair.act === run) oracle.pairs.set(key, { ...pair, standing: 'open', byRule: false, turned: true });
  },
}));

async function tokenOfRow(state: number, at: number): Promise<string> {
  const { rows: [link] } = await db.pool.query<{ token: string }>('SELECT token FROM subject_link WHERE state = $1 AND entry = $2', [state, idOf(at)]);
  return link?.token ?? '';
}

async function check({ state, oracle }: World): Promise<void> {
  const { rows: links } = await db.pool.query<{ entry: string; token: string; how: string }>('SELECT entry, token, how FROM subject_link WHERE state = $1 ORDER BY entry', [state]);
  expect(links.map((link) => link.entry)).toEqual(Array.from({ length: ROWS }, (_, at) => idOf(at)));
  const persons = new Map<string, number[]>();
  for (const [at, { token }] of links.entries()) persons.set(token, [...persons.get(token) ?? [], at]);
  expect([...persons.values()].map((rows) => rows.join(' ')).sort()).toEqual(oracle.partition());
  for (const [at, { how }] of links.entries()) {
    const held = Array.from({ length: ROWS }, (_, other) => oracle.pair(at, other)).filter((pair) => pair?.standing === 'joined');
    expect([at, how]).toEqual([at, held.length === 0 ? 'alone' : held.some((pair) => pair?.byRule === false) ? 'person' : 'certain']);
  }
  const { rows: pairs } = await db.pool.query<{ key: string }>(`SELECT right(a, 1) || ' ' || right(b, 1) || ' ' || standing AS key FROM subject_pair WHERE state = $1 ORDER BY 1`, [state]);
  expect(pairs.map(({ key }) => key)).toEqual([...oracle.pairs].map(([key, { standing }]) => `${key} ${standing}`).sort());
  const { rows: apart } = await db.pool.query(
    `SELECT FROM subject_pair p JOIN subject_link x ON x.state = p.state AND x.entry = p.a JOIN subject_link y ON y.state = p.state AND y.entry = p.b WHERE p.state = $1 AND p.standing = 'apart' AND x.token = y.token`, [state],
  );
  expect(apart).toEqual([]);
  // The history alone tells where every row is, and was.
  const { rows: past } = await db.pool.query<{ entry: string; from_token: string; to_token: string }>('SELECT entry, from_token, to_token FROM subject_link_past WHERE state = $1 ORDER BY n', [state]);
  const at = new Map<string, string>();
  for (const move of past) {
    expect(at.get(move.entry) ?? move.from_token).toBe(move.from_token);
    at.set(move.entry, move.to_token);
  }
  expect(links.map((link) => at.get(link.entry) ?? link.token)).toEqual(links.map(({ token }) => token));
  // Numbers that are in use lead to themselves, all others to one that is.
  const { rows: tokens } = await db.pool.query<{ token: string; into_token: string | null }>('SELECT token, into_token FROM subject WHERE state = $1', [state]);
  for (const { token, into_token: into } of tokens) {
    expect(readToken(token)).toBe(token);
    expect(into === null).toBe(persons.has(token));
    expect(persons.has(await currentToken(db.pool, state, token) ?? '')).toBe(true);
  }
}

test('whatever is joined, parted, turned back or said anew, persons are what the pairs that hold make them, and no two rows told apart are one', async () => {
  const step: fc.Arbitrary<{ name: string; run: Step }> = fc.oneof({ weight: 3, arbitrary: found }, { weight: 6, arbitrary: decided }, { weight: 2, arbitrary: parted }, { weight: 1, arbitrary: joinedByHand }, { weight: 1, arbitrary: turnedBack });
  await expect(fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }), async (steps) => {
    const world: World = { state: await newState(), oracle: new Oracle(), runs: 0 };
    for (const { name, run } of steps) {
      now += 1;
      await run(world);
      if (name.startsWith('a run')) world.runs += 1;
      await check(world);
    }
  }), { numRuns: Number(process.env['RUNS'] ?? 60), seed: createHash('sha256').update('joining').digest().readInt32BE(0) })).resolves.toBeUndefined();
}, 120_000);
