// The two commands as an operator types them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPerson } from '#server/people/people.ts';
import { openDatabase } from '#server/db/database.ts';
import { testDatabaseUrl } from '#tests/support/postgres.ts';
import { createTestServer } from '#tests/support/server.ts';

const PASSPHRASE = { BACKUP_PASSPHRASE: 'बारह अक्षर से लंबा' };
let dir: string;
let keyDir: string;
let from: string;
let into: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dehri-commands-'));
  keyDir = await mkdtemp(join(tmpdir(), 'dehri-keys-'));
  [from, into] = [await testDatabaseUrl(), await testDatabaseUrl()];
  const server = await createTestServer({ db: openDatabase(from) });
  await createPerson(server.services, 'रीना देवी', { role: 'mitra', place: '10.193' }, null);
  await server.close();
});
afterAll(() => Promise.all([dir, keyDir].map((each) => rm(each, { recursive: true, force: true }))));

async function run(name: 'backup' | 'restore', words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ code: unknown; said: string; json: unknown }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/server/backup/${name}-cli.ts`, ...words], {
    cwd: new URL('../../../', import.meta.url).pathname, env: { ...process.env, DATABASE_URL: from, KEY_DIR: keyDir, ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => { out += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { said += piece.toString(); });
  const [code]: unknown[] = await once(child, 'close');
  return { code, said, json: out === '' ? undefined : JSON.parse(out) };
}

test('a backup is made, confirmed where it is kept, and restored; every refusal is a sentence in Hindi', { timeout: 180_000 }, async () => {
  expect(await run('backup', ['--to', dir])).toMatchObject({ code: 1, json: undefined, said: expect.stringMatching(/^BACKUP_PASSPHRASE .* दें।/u) });
  expect(await run('backup', ['--somewhere'])).toMatchObject({ code: 1, said: expect.stringMatching(/^ऐसे लिखें: npm run backup/u) });
  const made = await run('backup', ['--to', dir], PASSPHRASE);
  const [name = '', ...others] = (await readdir(dir)).sort();
  expect(others).toEqual(['dehri.keys']);
  const file = join(dir, name);
  expect(made).toMatchObject({ code: 0, json: { file }, said: expect.stringMatching(/^बैकअप बन गया .*\n.*उसी डिस्क पर/u) });
  expect(made.json).not.toHaveProperty('told');
  expect(await run('backup', ['--confirm', file], PASSPHRASE)).toMatchObject({ code: 0, json: { file, told: 0 } });

  expect(await run('restore', [file], PASSPHRASE)).toMatchObject({ code: 1, said: expect.stringMatching(/^वहाँ पहले से लोगों का डेटा है।/u) });
  expect(await run('restore', [file, '--into', into])).toMatchObject({ code: 1, said: expect.stringMatching(/^BACKUP_PASSPHRASE/u) });
  expect(await run('restore', [file, '--into', into], PASSPHRASE)).toMatchObject({ code: 0, json: { rows: expect.any(Number) } });
  const db = openDatabase(into, { connections: 1 });
  expect((await db.pool.query('SELECT name FROM person')).rows).toEqual([{ name: 'रीना देवी' }]);
  await db.close();
});
