// A durable embedded PostgreSQL in a folder that goes away, migrated, with the services over it.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { readMeta } from '#server/db/meta.ts';
import { migrate } from '#server/db/migrate.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { testKeys } from '#tests/support/keys.ts';

export interface ScratchServer {
  readonly services: Services;
  readonly url: string;
  close(): Promise<void>;
}

export async function scratchServer(): Promise<ScratchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dehri-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbedded({ dir: join(folder, 'data'), durable: true });
  const { host, port, user, password, database } = postgres.connection;
  const db = openDatabase(postgres.connection, { connections: 6, keys: testKeys() });
  await migrate(db);
  return {
    services: { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 },
    url: `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database}`,
    close: async () => {
      await db.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
