// A migrated PostgreSQL database of this test file's own, on the server that the whole run shares.
import * as z from 'zod/mini';
import { inject } from 'vitest';
import { openDatabase, type Database } from '#server/db/database.ts';
import { urlOf, type Connection } from '#server/db/embedded.ts';
import { testKeys } from './keys.ts';
import { DEMO_PATH } from './postgres-setup.ts';

const connectionSchema = z.object({ host: z.string(), port: z.int(), user: z.string(), password: z.string(), database: z.string() });

/** Where a fresh, migrated, empty database is. @param path of the broker */
export async function testConnection(path = ''): Promise<Connection> {
  const reply = await fetch(`${inject('postgresBroker')}${path}`);
  if (!reply.ok) throw new Error(await reply.text());
  return connectionSchema.parse(await reply.json());
}

/** A fresh, migrated, empty database. Close it in `afterAll`. */
export async function testDatabase(connections = 10): Promise<Database> {
  return openDatabase(await testConnection(), { connections, keys: testKeys() });
}

/** As `DATABASE_URL`, for tests that start the server as its own process. */
export async function testDatabaseUrl(): Promise<string> {
  return urlOf(await testConnection());
}

/** As `DATABASE_URL`: the demo is in it already, its people without phones. For servers without a data folder of their own. */
export async function demoDatabaseUrl(): Promise<string> {
  return urlOf(await testConnection(DEMO_PATH));
}
