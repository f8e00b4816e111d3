// npm run restore -- FILE [--into postgres://…|FOLDER] [--replace] [--older]
// Puts a backup in the place of what the configured database holds, while no server runs over it.
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { readConfig } from '../config.ts';
import { erasedListIn } from '../erase/erased-list.ts';
import { createRegistry } from '../registry.ts';
import { BackupError } from './backup-error.ts';
import { command, say, withDatabase } from './operator.ts';
import { restoreBackup } from './restore-backup.ts';
import { givenSecret } from './secret.ts';

await command(async () => {
  const { file, into, replace, older } = readOrder();
  const config = readConfig(process.env);
  return withDatabase(into ?? config.databaseUrl ?? config.dataDir, async (db, at, wasRunning) => {
    if (wasRunning) throw new BackupError('inUse');
    const erased = await erasedListIn(config.dataDir).read();
    const restored = await restoreBackup({ db, at, registry: createRegistry(PROGRAMMES), file, secret: givenSecret(config.backup), replace, older, erased });
    say('restored', { at: new Date(restored.at).toISOString(), rows: restored.rows });
    return restored;
  });
});

function readOrder(): { readonly file: string; readonly into: string | undefined; readonly replace: boolean; readonly older: boolean } {
  try {
    const { positionals: [file, ...more], values } = parseArgs({
      allowPositionals: true,
      options: { into: { type: 'string' }, replace: { type: 'boolean', default: false }, older: { type: 'boolean', default: false } },
    });
    if (file === undefined || more.length > 0) throw new BackupError('usage');
    return { file, into: values.into, replace: values.replace, older: values.older };
  } catch {
    throw new BackupError('usage');
  }
}
