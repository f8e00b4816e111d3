// Composition root of `npm start`: database, migrations, first data, the built client, HTTP.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { createOidc } from './auth/oidc.ts';
import { backupByCommand, startNightly } from './backup/nightly.ts';
import { writeKeyCopy } from './backup/key-copy.ts';
import { sealingSecret } from './backup/secret.ts';
import { builtClient } from './build-client.ts';
import { readConfig, WrongSettings, type Config } from './config.ts';
import { startConnect } from './connect/start.ts';
import { consoleWords } from './console-words.ts';
import { openDatabase } from './db/database.ts';
import { startEmbedded, urlOf } from './db/embedded.ts';
import { noticeOtherHistory, readMeta, renewEpoch } from './db/meta.ts';
import { migrate } from './db/migrate.ts';
import { dropUnreadable, KeysNotThere } from './erase/drop-unreadable.ts';
import { applyErased } from './erase/erase-record.ts';
import { erasedListIn } from './erase/erased-list.ts';
import { startExports } from './exports/start.ts';
import { prepareEmpty, startCodes, type SeedDemo, type SignIn } from './first-start.ts';
import { createApp } from './http/app.ts';
import { startImports } from './imports/start.ts';
import { allLists } from './imports/type-lists.ts';
import { startKeyRounds } from './keys/key-round.ts';
import { masterKeysIn, type MasterKeys } from './keys/master-keys.ts';
import { sealClear } from './keys/seal-clear.ts';
import { checkMasters, MasterKeyMissing, subjectKeys } from './keys/subject-keys.ts';
import { startMatching } from './matching/start.ts';
import { createRegistry } from './registry.ts';
import type { Services } from './services.ts';
import { startFacets } from './subjects/facets.ts';
import { applyDenied, splitErased } from './subjects/rights/denied.ts';
import { dropKeyless } from './subjects/rights/erase-rows.ts';
import { startSweeping } from './sweeping.ts';
import { markBackedUp } from './sync/backed-up.ts';
import { beginFilesAnew, guardRules } from './sync/guard-rules.ts';
import { recountSums } from './sync/recount-sums.ts';
import { retryHeld } from './sync/retry-held.ts';
import { startSettling } from './sync/settle-standing.ts';
import { sumsFingerprints } from './sync/sums-fingerprint.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const random = (bytes: number): Buffer => randomBytes(bytes);

try {
  await start(readConfig(process.env));
} catch (error) {
  const text = error instanceof WrongSettings ? consoleWords('wrongSettings', { names: error.names.join(', ') }) : error instanceof Error ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const dist = await builtClient(config.root, say);
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ dir: config.dataDir, durable: true }) : undefined;
  const masters = await masterKeysIn(config.keyDir, random);
  const keys = subjectKeys(masters, random);
  const db = openDatabase(config.databaseUrl ?? embedded?.connection ?? '', { connections: config.connections, keys });
  void embedded?.lost.then(() => {
    process.stderr.write(`${consoleWords('databaseLost')}\n`);
    process.exit(1);
  });
  await migrate(db);
  if (config.restored) await renewEpoch(db.pool, random);
  if (await noticeOtherHistory(db.pool, random)) say(consoleWords('backup.renewed'));
  const erasedList = erasedListIn(config.dataDir);
  const services: Services = {
    db, registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, random), clock: Date.now, random, utcOffsetMinutes: config.utcOffsetMinutes,
    erasedList, keys,
  };
  await openFiles(services, masters);
  await recountSums(services, sumsFingerprints(PROGRAMMES), {
    begun: (districts) => { say(consoleWords('sums.begun', { districts })); },
    district: (done, districts) => { say(consoleWords('sums.district', { done, districts })); },
  });
  // A database that was put back by whatever means may have forgotten what was erased since.
  const gone = splitErased(await erasedList.read());
  await applyErased(services, gone.records);
  await applyDenied(services, gone.denied);
  await dropKeyless(services);
  if (config.backedUpThrough !== undefined) await markBackedUp(db.pool, config.backedUpThrough);
  await prepareEmpty(services, config.demo ? await demoSeed() : undefined, say);
  await retryHeld(services, PROGRAMMES);
  await beginFilesAnew(services, guardRules());
  const imports = startImports(services, allLists(PROGRAMMES, LISTS), (error, batch) => {
    process.stderr.write(`import ${batch} failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const exports = startExports(services, PROGRAMMES, (error, job) => {
    process.stderr.write(`export ${job} failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const connect = startConnect({
    services, programmes: PROGRAMMES, allowed: config.webhookHosts,
    onError: (error) => { process.stderr.write(`webhooks failed: ${error instanceof Error ? error.name : 'unknown'}\n`); },
  });
  const stopSweeping = startSweeping(services, (error) => {
    process.stderr.write(`sweeping failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const stopSettling = startSettling(services, (error) => {
    process.stderr.write(`settling failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const facets = startFacets(services, (error) => {
    process.stderr.write(`counting rows of lists failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const matching = startMatching(services, (error) => {
    process.stderr.write(`comparing rows of lists failed: ${error instanceof Error ? error.name : 'unknown'}\n`);
  });
  const app = await createApp({
    services, dist, limits: config.limits, trustProxy: config.trustProxy, logger: { level: config.logLevel },
    ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
    ...(config.oidc !== undefined && { oidc: createOidc(config.oidc, services) }),
    extend: async (api) => {
      await imports.routes(api);
      exports.routes(api);
      connect.routes(api);
    },
  });
  await app.listen({ port: config.port, host: config.host });
  announce(config, await startCodes(services));
  const { dir, hour } = config.backup;
  const secret = dir === undefined ? undefined : sealingSecret(config.backup, false);
  const stopKeyRounds = startKeyRounds({ db, masters, copy: dir === undefined ? undefined : async () => { await writeKeyCopy(db, masters, dir, secret); } }, (error) => {
    process.stderr.write(`${consoleWords('keys.roundFailed', { why: error instanceof Error ? error.message : 'unknown' })}\n`);
  });
  const nightly = dir === undefined ? undefined : startNightly({
    dir, hour, utcOffsetMinutes: config.utcOffsetMinutes, clock: Date.now,
    make: backupByCommand(config.databaseUrl ?? (embedded === undefined ? '' : urlOf(embedded.connection))),
    failed: (why) => { process.stderr.write(`${consoleWords('backup.nightlyFailed', { why })}\n`); },
  });
  if (nightly === undefined && config.backedUpThrough === undefined) say(consoleWords('backup.none'));

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void (async () => {
      // What is being answered is finished first; a phone that hangs on is cut off after a while.
      const patience = setTimeout(() => process.exit(1), 20_000);
      await app.close();
      stopSweeping();
      stopSettling();
      await Promise.all([imports.stop(), exports.stop(), connect.stop(), facets.stop(), matching.stop(), nightly?.stop(), stopKeyRounds()]);
      await db.close();
      await embedded?.stop();
      clearTimeout(patience);
      process.exit(0);
    })();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** What stands in clear is sealed, what nobody can read any more is dropped; without the keys nothing is served. */
async function openFiles(services: Services, masters: MasterKeys): Promise<void> {
  try {
    await checkMasters(services.db.pool, masters);
    await sealClear(services, (done) => { say(consoleWords('keys.sealing', { done })); });
    await dropUnreadable(services);
  } catch (error) {
    throw error instanceof KeysNotThere || error instanceof MasterKeyMissing ? new Error(consoleWords('keys.missing')) : error;
  }
}

/** The demo is a room of its own; a copy of the server without it starts empty. */
async function demoSeed(): Promise<SeedDemo | undefined> {
  const file = new URL('./demo/seed-demo.ts', import.meta.url);
  if (!existsSync(file)) return undefined;
  const { seedDemo }: { seedDemo: SeedDemo } = await import(file.href);
  return seedDemo;
}

function announce({ port, host }: Config, signIns: readonly SignIn[]): void {
  const addresses = host === '0.0.0.0' ? ['localhost', ...Object.values(networkInterfaces()).flatMap((n) => n ?? []).filter((n) => n.family === 'IPv4' && !n.internal).map((n) => n.address)] : [host];
  say('');
  say(consoleWords('running'));
  for (const address of addresses) say(`  http://${address}:${port}/`);
  if (signIns.length === 0) return;
  say('');
  say(consoleWords('codes'));
  for (const { code, name, role, place } of signIns) say(`  ${code.slice(0, 4)} ${code.slice(4)}  ${name} (${role}, ${place})`);
  say('');
}
