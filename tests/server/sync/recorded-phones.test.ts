// The recorded messages of every protocol version, handed to the real server as the bytes that they
// are, and its recorded answers to the real store: a phone that was never updated is still served.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { PROGRAMMES } from '#programmes/index.ts';
import type { Programme } from '#shared/programme.ts';
import type { Change } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { readLine } from '#shared/sync/lines.ts';
import { isChange } from '#shared/sync/wire-changes.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { openSession } from '#server/auth/session.ts';
import { createTestServer, readLines, START, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const folder = new URL('../../fixtures/protocol/', import.meta.url);
const bytesOf = (version: string, name: string): Buffer => readFileSync(new URL(`${version}/${name}`, folder));
const versions = readdirSync(folder).sort();

/** The recorded kinds, as loosely as a server may know them: what it does not know it keeps. */
const typeNamed = (name: string): RecordType => ({ name, version: 2, accessClass: 'family', shelf: 'doorstep', fields: { outcome: { kind: 'text', merge: 'ask' } } });
const LOOSE: Programme = { id: 'trial', recordTypes: [typeNamed('household'), typeNamed('shg')], forms: [], tasks: [], indicators: [] };

describe.each(versions)('a phone of protocol %s', (version) => {
  const changes: Change[] = z.array(z.custom<Change>(isChange)).parse(JSON.parse(bytesOf(version, 'push.changes.json').toString()));
  const records: DehriRecord[] = JSON.parse(bytesOf(version, 'pull.records.json').toString());

  describe.each([['that knows its records', [LOOSE]], ['of today', PROGRAMMES]] as const)('at a server %s', (_, programmes) => {
    let server: TestServer;
    let cookie: string;
    beforeAll(async () => {
      server = await createTestServer({ programmes });
      const [{ author = '', grant = '', device = '', bucket = '' } = {}] = changes;
      const { pool } = server.db;
      await pool.query('INSERT INTO person (id, name, made_at) VALUES ($1, $2, 0)', [author, 'रीना']);
      await pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ($1, $2, 'mitra', $3, '2020-01-01', 0)`, [grant, author, bucket.split('/')[0]]);
      await pool.query(`INSERT INTO device (id, person, public_key, app, enrolled_at) VALUES ($1, $2, '{}', '0.1.0', 0)`, [device, author]);
      cookie = `dehri=${(await openSession(server.services, pool, device)).token}`;
    });
    afterAll(async () => {
      await expectWhole(server.services);
      await server.close();
    });
    const handIn = async (packed: boolean): Promise<ReturnType<typeof readLines> & { status: number }> => {
      const body = bytesOf(version, 'push.json');
      const reply = await server.app.inject({
        method: 'POST', url: '/api/sync', headers: { cookie, 'content-type': 'application/json', ...(packed && { 'content-encoding': 'gzip' }) }, payload: packed ? gzipSync(body) : body,
      });
      return { status: reply.statusCode, ...readLines(reply.body) };
    };

    test('has every change applied or held as it was, none refused; a second time changes nothing', async () => {
      const first = await handIn(false);
      expect([first.status, first.head?.results?.length]).toEqual([200, changes.length]);
      const { rows: kept } = await server.db.pool.query<{ id: string; body: Buffer | null }>('SELECT id, NULL::bytea AS body FROM change UNION ALL SELECT id, body FROM held_change');
      const byId = new Map(kept.map(({ id, body }) => [id, body]));
      for (const [at, change] of changes.entries()) {
        const [kind] = first.head?.results?.[at] ?? [];
        const body = byId.get(change.id);
        expect([change.id, kind, kind === 'h' ? JSON.parse(body?.toString() ?? 'null') : byId.has(change.id)]).toEqual([change.id, kind === 'h' ? 'h' : 'a', kind === 'h' ? change : true]);
      }
      const again = await handIn(true);
      expect(again.head?.results?.map(([kind]) => kind)).toEqual(first.head?.results?.map(([kind]) => (kind === 'a' ? 'd' : kind)));
    });
  });

  test('reads what a server of its time answered, into the store of today', async () => {
    const store = await openMemoryStore({ types: [typeNamed('household'), typeNamed('shg')], now: () => START });
    let taken = 0;
    const wrong: string[] = [];
    for (const line of bytesOf(version, 'pull.txt').toString().trimEnd().split('\n')) {
      const read = readLine(line);
      if (!read.ok) throw new Error(read.reason);
      if (read.line.t === 'head') await store.resetEpoch(read.line.epoch);
      else if (read.line.t === 'page') taken += await store.applyPage(read.line);
      else for (const [bucket, sum] of Object.entries(read.line.sums ?? {})) if (store.checksum(bucket) !== sum) wrong.push(bucket);
    }
    expect([taken, wrong]).toEqual([records.length, []]);
    for (const record of records) expect(store.get(record.id)).toMatchObject({ ...record, schema: Math.max(2, record.schema) });
  });
});
