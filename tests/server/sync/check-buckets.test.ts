// What a bucket says of itself is told from its records; each way to be wrong is named.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkBuckets } from '#server/sync/check-buckets.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';

const BUCKET = `${VILLAGE}/doorstep`;
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
  const phone = await server.worker('mitra', VILLAGE);
  await phone.sync(Array.from({ length: 20 }, (_, n) => phone.change({ headName: `H${n}` })));
  await phone.sync();
  await phone.sync([...phone.records.values()].slice(0, 7).map((record) => phone.change({ memberCount: 3 }, { record })));
});
afterAll(() => server.close());

/** What the check says while `sql` holds. */
async function after(sql: string): Promise<string[]> {
  const { rows: [kept] } = await server.db.pool.query<{ checksum: number; records: number; seq: number }>('SELECT checksum, records, seq FROM bucket WHERE id = $1', [BUCKET]);
  const { rows: [record] } = await server.db.pool.query<{ id: string; digest: number }>('SELECT id, digest FROM record ORDER BY id LIMIT 1');
  if (kept === undefined || record === undefined) throw new Error('there is a bucket with records');
  await server.db.pool.query(sql.replaceAll('$bucket', `'${BUCKET}'`).replaceAll('$record', `'${record.id}'`));
  const { differences } = await checkBuckets(server.services);
  await server.db.pool.query('UPDATE bucket SET checksum = $2, records = $3, seq = $4 WHERE id = $1', [BUCKET, kept.checksum, kept.records, kept.seq]);
  await server.db.pool.query('UPDATE record SET digest = $2, bucket = $3 WHERE id = $1', [record.id, record.digest, BUCKET]);
  await server.db.pool.query('DELETE FROM departed');
  return differences.map(({ what, bucket, kept: said, counted }) => `${what} ${bucket === BUCKET ? said - counted : 'elsewhere'}`).sort();
}

test('buckets written by pushes are whole', async () => {
  expect(await checkBuckets(server.services)).toEqual({ buckets: 1, records: 20, differences: [] });
});

test.each([
  ['a checksum', 'UPDATE bucket SET checksum = checksum + 1', ['checksum 1']],
  ['a number of records', 'UPDATE bucket SET records = records - 2', ['records -2']],
  ['a counter behind its records', 'UPDATE bucket SET seq = seq - 1', ['seq -1']],
  ['a digest that is not the record\'s', 'UPDATE record SET digest = digest + 4 WHERE id = $record', ['digest 4']],
  ['a record listed as gone that is there', 'INSERT INTO departed (district, bucket, record, seq) VALUES (193, $bucket, $record, 1)', ['gone 1']],
])('names %s', async (_, sql, said) => {
  expect(await after(sql)).toEqual(said);
});

test('names a record that lies in no known bucket, and the one it is missed in', async () => {
  const said = await after(`UPDATE record SET bucket = '10.193.1710.p09/doorstep' WHERE id = $record`);
  expect(said).toContain('records elsewhere');
  expect(said).toContain('records 1');
});
