// npm run backup -- [--to FOLDER] [--url postgres://…] [--keep 30] [--plain]
// npm run backup -- --confirm FILE [--url postgres://…]
// Makes a backup of the configured database, running or not, and tries it by restoring it; or tries
// a file again in the place where it is kept. Then phones may forget what is in it.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { readConfig } from '../config.ts';
import { masterKeysIn } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { createRegistry } from '../registry.ts';
import { BackupError } from './backup-error.ts';
import { confirmBackup, makeBackup } from './make-backup.ts';
import { command, say, withDatabase } from './operator.ts';
import { givenSecret, sealingSecret } from './secret.ts';

await command(async () => {
  const order = readOrder();
  const config = readConfig(process.env);
  const keep = order.keep === undefined ? config.backup.keep : Number(order.keep);
  const dir = order.to ?? config.backup.dir ?? 'backups';
  if (!Number.isInteger(keep) || keep < 1) throw new BackupError('usage');
  const secret = order.confirm === undefined ? sealingSecret(config.backup, order.plain) : givenSecret(config.backup);
  const begun = performance.now();
  const masters = await masterKeysIn(config.keyDir, randomBytes);
  return withDatabase(order.url ?? config.databaseUrl ?? config.dataDir, subjectKeys(masters, randomBytes), async (db, at) => {
    const where = { db, at, registry: createRegistry(PROGRAMMES) };
    const made = order.confirm === undefined ? await makeBackup({ ...where, masters, dir, keep, secret }) : await confirmBackup(where, order.confirm, secret);
    say(order.confirm === undefined ? 'made' : 'confirmed', { file: made.file });
    if (made.told === undefined) say('sameDisk');
    else say('told', { count: made.told });
    return { ...made, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  });
});

function readOrder(): { readonly to?: string; readonly url?: string; readonly keep?: string; readonly confirm?: string; readonly plain: boolean } {
  try {
    const { values } = parseArgs({
      options: { to: { type: 'string' }, url: { type: 'string' }, keep: { type: 'string' }, confirm: { type: 'string' }, plain: { type: 'boolean', default: false } },
    });
    return values;
  } catch {
    throw new BackupError('usage');
  }
}
