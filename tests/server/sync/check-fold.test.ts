// Records and buckets are told from their history, moves included; each way to be wrong is named.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveRecords } from '#server/places/move-records.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';

const EAST = `${VILLAGE}.t1`;
const BUCKET = `${EAST}/doorstep`;
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
  const phone = await server.worker('mitra', VILLAGE);
  const made = Array.from({ length: 20 }, (_, n) => phone.change({ headName: `H${n}` }, { place: EAST }));
  await phone.sync(made);
  await phone.sync([...phone.records.values()].slice(0, 7).map((record) => phone.change({ memberCount: 3 }, { record })));
  const ids = made.map((c) => c.record).sort();
  const late = phone.change({ notes: 'late' }, { record: phone.records.get(ids[19] ?? '') });
  const by = { person: 'manager', grant: 'grant' };
  await moveRecords(server.services, { id: 'first-of-two-moves', from: EAST, to: VILLAGE, records: ids.slice(14), by });
  await phone.sync([late]);
  await moveRecords(server.services, { id: 'second-of-two-moves', from: VILLAGE, to: EAST, records: ids.slice(17, 19), by });
  await phone.sync();
  await phone.sync([...phone.records.values()].map((record) => phone.change({ memberCount: 5 }, { record })));
  for (const table of TABLES) await server.db.pool.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
});
const TABLES = ['bucket', 'record', 'departed', 'record_move', 'change'];
afterAll(() => server.close());

/** What the check says while `sql` holds. */
async function after(sql: string): Promise<string[]> {
  await server.db.pool.query(sql.replaceAll('$bucket', `'${BUCKET}'`).replaceAll('$record', '(SELECT min(id) FROM record)'));
  const { faults } = await checkFold(server.services);
  for (const table of TABLES) await server.db.pool.query(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_${table}`);
  return faults.map(({ kind, id }) => `${kind} ${id.startsWith('10.') ? id : ''}`.trim()).sort();
}

test('what pushes and moves have written is whole', async () => {
  expect(await checkFold(server.services)).toMatchObject({ buckets: 2, records: 20, faults: [] });
});

test.each([
  ['a checksum', 'UPDATE bucket SET checksum = checksum + 1 WHERE id = $bucket', [`bucket ${BUCKET}`]],
  ['a number of records', 'UPDATE bucket SET records = records - 2 WHERE id = $bucket', [`bucket ${BUCKET}`]],
  ['a counter behind its records', 'UPDATE bucket SET seq = seq - 9 WHERE id = $bucket', [`bucket ${BUCKET}`]],
  ['a digest that is not the record\'s', 'UPDATE record SET digest = digest + 4 WHERE id = $record', [`bucket ${BUCKET}`, 'digest']],
  ['a record listed as gone that is there', 'INSERT INTO departed (district, bucket, record, seq) VALUES (193, $bucket, $record, 1)', [`bucket ${BUCKET}`]],
  ['a move that is not written down', `DELETE FROM record_move WHERE move = 'second-of-two-moves'`, ['bucket ' + `${VILLAGE}/doorstep`, 'record', 'record']],
  ['a change taken out of the history', `DELETE FROM change WHERE record = $record AND seq = (SELECT max(seq) FROM change WHERE record = $record)`, ['record']],
])('names %s', async (_, sql, said) => {
  expect(await after(sql)).toEqual(said);
});
