// Every new row of a list is a person of her own.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readToken } from '#shared/subjects/token.ts';
import { inTransaction, type Database } from '#server/db/database.ts';
import { linkNew, newTokens } from '#server/subjects/link-new.ts';
import { takeEntriesBack, writeEntries, type EntryRow } from '#tests/support/entries.ts';
import { testKeys } from '#tests/support/keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

let db: Database;
const keys = testKeys();
const clock = (): number => 1_000;
const row = (id: string): EntryRow => ({ id, category: 'labour', source: '5.dep1', batch: 'b1', values: { name: 'आशा' } });
const links = async (): Promise<{ entry: string; token: string; how: string; home: string }[]> =>
  (await db.pool.query('SELECT entry, token, how, home FROM subject_link WHERE state = 5 ORDER BY entry')).rows;
const waiting = async (): Promise<string[]> => (await db.pool.query<{ row: string }>(`SELECT entry || ' ' || version AS row FROM subject_waiting WHERE state = 5 ORDER BY 1`)).rows.map((r) => r.row);

beforeAll(async () => { db = await testDatabase(); });
afterAll(async () => { await db.close(); });

test('a new row gets a number of its own and waits to be compared; a new version keeps its number and waits again', async () => {
  const services = { db, keys, clock, random: randomBytes };
  await writeEntries(services, 5, [row('entry-aa'), row('entry-bb')]);
  const first = await links();
  expect(first.map(({ entry, how, token, home }) => [entry, how, token === home])).toEqual([['entry-aa', 'alone', true], ['entry-bb', 'alone', true]]);
  expect(new Set(first.map(({ token }) => readToken(token))).size).toBe(2);
  expect(await waiting()).toEqual(['entry-aa 1', 'entry-bb 1']);

  await writeEntries(services, 5, [row('entry-bb'), row('entry-cc')]);
  expect((await links()).slice(0, 2)).toEqual(first);
  expect(await waiting()).toEqual(['entry-aa 1', 'entry-bb 2', 'entry-cc 1']);

  await takeEntriesBack(services, 5, ['entry-cc']);
  expect((await links()).map(({ entry }) => entry)).toEqual(['entry-aa', 'entry-bb', 'entry-cc']);
});

test('a number that is in use is drawn again', async () => {
  const taken = Buffer.from('00000007', 'hex');
  const draws = [taken, taken, Buffer.from('00000008', 'hex')];
  const random = (): Buffer => draws.shift() ?? randomBytes(4);
  expect(await newTokens(db.pool, { clock, random }, 5, 1)).toEqual([expect.stringMatching(/^000-007/)]);
  expect(await newTokens(db.pool, { clock, random }, 5, 1)).toEqual([expect.stringMatching(/^000-008/)]);
});

test('numbers of another state are its own', async () => {
  await inTransaction(db, (client) => linkNew(client, { clock, random: randomBytes }, 10, ['entry-aa']));
  const { rows } = await db.pool.query('SELECT entry FROM subject_link WHERE state = 10');
  expect(rows).toEqual([{ entry: 'entry-aa' }]);
});
