// Why a backup could not be made, read or restored. Words in `locales/<language>/server.json` under
// `backup.<code>`.
export const BACKUP_FAULTS = [
  /** The file: something else, damaged or cut, or written by a newer version. */
  'notBackup', 'damaged', 'newer',
  /** The passphrase: none was given, or another than it was written with. */
  'needsSecret', 'wrongSecret',
  /** What was restored on trial is not what was saved, or does not fit together. */
  'unsound',
  /** Another backup of the same database is being made. */
  'busy',
  /** The file is of another life of the database: before a restore, or of another server. */
  'otherEpoch',
  /** Files of persons in it are sealed, and their keys are not there; the key folder is another server's. */
  'noKeys', 'otherKeys',
  /** Where it should go: people are there, a server is running over it, newer backups exist. */
  'peopleThere', 'inUse', 'older',
  'usage',
] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

export class BackupError extends Error {
  override name = 'BackupError';
  readonly code: BackupFault;
  /** What was found, for the operator: names of tables, numbers; never what a row says. */
  readonly detail: string;
  constructor(code: BackupFault, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
