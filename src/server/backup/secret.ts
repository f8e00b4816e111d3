// What backups are sealed with, from the environment: a passphrase, or the bytes of a key file. Not
// from the command line, which every user of the machine can read. A backup holds everything the
// server knows and is carried about, so writing one in clear must be said plainly.
import { readFileSync } from 'node:fs';
import type { BackupConfig } from '../config.ts';
import { BackupError } from './backup-error.ts';

/** To write with; undefined: in clear, as was said. Throws `needsSecret`. */
export function sealingSecret(config: BackupConfig, plain: boolean): Buffer | undefined {
  if (plain || config.plain) return undefined;
  const secret = givenSecret(config);
  if (secret === undefined) throw new BackupError('needsSecret');
  return secret;
}

/** To read with, when there is one. */
export function givenSecret({ passphrase, keyFile }: BackupConfig): Buffer | undefined {
  if (keyFile !== undefined) return readFileSync(keyFile);
  return passphrase === undefined ? undefined : Buffer.from(passphrase.normalize('NFC'));
}
