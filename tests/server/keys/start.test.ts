// A server of this database starts only with the keys of this database.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consoleWords } from '#server/console-words.ts';
import { testDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer } from '#tests/support/running-server.ts';

test('with another key folder it says what is missing and ends; with its own it starts again', { timeout: 240_000 }, async () => {
  const [own, other] = [await mkdtemp(join(tmpdir(), 'dehri-own-')), await mkdtemp(join(tmpdir(), 'dehri-other-'))];
  const environment = { DATABASE_URL: await testDatabaseUrl(), DEMO: 'no', KEY_DIR: own };
  const server = await runServer(environment);
  await server.stop();
  const kept = await readdir(own);
  expect(kept.filter((name) => name.startsWith('master-'))).toHaveLength(1);
  await expect(runServer({ ...environment, KEY_DIR: other })).rejects.toThrow(consoleWords('keys.missing'));
  await server.start();
  await server.stop();
  expect(await readdir(own)).toEqual(kept);
  await Promise.all([own, other].map((dir) => rm(dir, { recursive: true })));
});
