// How what is said of a person stands in a column of JSON (or of bytes that hold JSON): sealed with her key, and
// with it only what the database itself goes by. Everything that is read from the database passes `openRows`
// (opening-client.ts), so whoever reads finds it open, and what was sealed of somebody erased stays closed.
import type { Sql } from '../db/database.ts';
import { seal, unseal } from './seal.ts';
import type { SubjectId, SubjectKeys } from './subject-keys.ts';

export interface SealedJson {
  /** base64url of what `seal` makes of the JSON text; the key's id is authenticated with it. */
  readonly sealed: string;
  readonly of: SubjectId;
  /** Ids of records and names of photos that it names: opaque, and asked for by the database. */
  readonly names?: readonly string[];
  /** Answers in it differ. */
  readonly rivals?: true;
}

/** Text for the column. @param beside said in clear */
export function sealedText(of: SubjectId, key: Buffer, text: string, beside: Omit<SealedJson, 'sealed' | 'of'> = {}): string {
  const stored: SealedJson = { sealed: seal(key, of, text).toString('base64url'), of, ...beside };
  return JSON.stringify(stored);
}

/** What could not be opened: its key was destroyed. */
export class KeyGone extends Error {
  override name = 'KeyGone';
  constructor() {
    super('sealed with a key that is gone');
  }
}

export function isSealed(value: unknown): value is SealedJson {
  return typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'string' && 'of' in value && typeof value.of === 'string';
}

/** Throws `KeyGone`. */
export function assertOpen(value: object): void {
  if ('sealed' in value) throw new KeyGone();
}

/** Opens in place whatever is sealed in these columns and has its key still; all the keys in one query. */
export async function openRows(sql: Sql, keys: SubjectKeys, rows: readonly Record<string, unknown>[], columns: readonly string[]): Promise<void> {
  const found: { readonly row: Record<string, unknown>; readonly column: string; readonly stored: SealedJson; readonly bytes: boolean }[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const value = row[column];
      const bytes = Buffer.isBuffer(value);
      const stored = bytes ? sealedIn(value) : value;
      if (isSealed(stored)) found.push({ row, column, stored, bytes });
    }
  }
  if (found.length === 0) return;
  const held = await keys.of(sql, [...new Set(found.map(({ stored }) => stored.of))]);
  for (const { row, column, stored, bytes } of found) {
    const key = held.get(stored.of);
    if (key === undefined) continue;
    // What came from a phone may look like something sealed; what this server did not seal stays as it came.
    try {
      const open = unseal(key, stored.of, Buffer.from(stored.sealed, 'base64url'));
      row[column] = bytes ? open : JSON.parse(open.toString('utf8'));
    } catch {
      continue;
    }
  }
}

const BEGINS = Buffer.from('{"sealed":"');

function sealedIn(bytes: Buffer): unknown {
  if (!bytes.subarray(0, BEGINS.length).equals(BEGINS)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
