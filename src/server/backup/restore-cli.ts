// npm run restore -- FILE [--into postgres://…|FOLDER] [--keys FILE] [--without-keys] [--replace] [--older]
// Puts a backup in the place of what the configured database holds, while no server runs over it.
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { readConfig } from '../config.ts';
import { erasedListIn } from '../erase/erased-list.ts';
import { masterKeysIn, putLookUp } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { createRegistry } from '../registry.ts';
import { splitErased } from '../subjects/rights/denied.ts';
import { BackupError } from './backup-error.ts';
import { KEY_COPY, readKeyCopy } from './key-copy.ts';
import { command, say, withDatabase } from './operator.ts';
import { restoreBackup } from './restore-backup.ts';
import { givenSecret } from './secret.ts';

await command(async () => {
  const { file, into, keys, withoutKeys, replace, older } = readOrder();
  const config = readConfig(process.env);
  const secret = givenSecret(config.backup);
  const keyCopy = withoutKeys ? undefined : await readKeyCopy(keys ?? join(dirname(file), KEY_COPY), secret);
  if (keyCopy !== undefined && !await putLookUp(config.keyDir, keyCopy.lookUp, randomBytes)) throw new BackupError('otherKeys');
  const masters = await masterKeysIn(config.keyDir, randomBytes);
  return withDatabase(into ?? config.databaseUrl ?? config.dataDir, subjectKeys(masters, randomBytes), async (db, at, wasRunning) => {
    if (wasRunning) throw new BackupError('inUse');
    const erased = splitErased(await erasedListIn(config.dataDir).read()).records;
    const restored = await restoreBackup({ db, at, registry: createRegistry(PROGRAMMES), file, secret, keyCopy, masters, withoutKeys, replace, older, erased });
    say('restored', { at: new Date(restored.at).toISOString(), rows: restored.rows });
    return restored;
  });
});

function readOrder(): { readonly file: string; readonly into: string | undefined; readonly keys: string | undefined; readonly withoutKeys: boolean; readonly replace: boolean; readonly older: boolean } {
  try {
    const { positionals: [file, ...more], values } = parseArgs({
      allowPositionals: true,
      options: { into: { type: 'string' }, keys: { type: 'string' }, 'without-keys': { type: 'boolean', default: false }, replace: { type: 'boolean', default: false }, older: { type: 'boolean', default: false } },
    });
    if (file === undefined || more.length > 0) throw new BackupError('usage');
    return { file, into: values.into, keys: values.keys, withoutKeys: values['without-keys'], replace: values.replace, older: values.older };
  } catch {
    throw new BackupError('usage');
  }
}
