// What is written about persons, sealed on its way into the tables: their files, the changes and held changes of
// these, and who looked at them. Other types pass untouched. One query for the keys of all that is written together, one more when there are
// new ones.
import { look } from '#shared/access/look.ts';
import { photosIn, photosOf } from '#shared/photo/photos-of.ts';
import { bucketShelf } from '#shared/place/bucket.ts';
import type { RecordId, Values } from '#shared/record/change.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import type { Sql } from '../db/database.ts';
import type { Registry } from '../registry.ts';
import type { Services } from '../services.ts';
import type { NewChange, NewHeld, NewRecord } from '../sync/sync-tables.ts';
import type { ChangeBody, RecordState } from '../sync/stored.ts';
import { sealedText, type SealedJson } from './sealed-json.ts';
import { recordKeyId } from './subject-keys.ts';

/** What is said in clear with something sealed. */
export type Beside = Omit<SealedJson, 'sealed' | 'of'>;

/** Whatever of a `Written` says something. */
export interface Sayings {
  readonly district: number;
  readonly changes: readonly NewChange[];
  readonly newRecords?: readonly NewRecord[];
  readonly oldRecords: readonly NewRecord[];
  readonly held?: readonly NewHeld[];
}

/** The same with what is said of persons sealed. `sql` is in the transaction that writes it. */
export async function sealWritten<T extends Sayings>(sql: Sql, { keys, registry }: Pick<Services, 'keys' | 'registry'>, written: T): Promise<T> {
  const { district, changes, newRecords = [], oldRecords, held = [] } = written;
  /** By record, whose file it is or tells of. */
  const whose = new Map<RecordId, RecordId>();
  for (const { id, type, state } of [...newRecords, ...oldRecords]) {
    const file = fileOf(registry, type, id, state);
    if (file !== undefined) whose.set(id, file);
  }
  const ofHeld = new Map(held.flatMap((h) => (h.record !== null && h.body.length > 0 && isHeldOfPerson(registry, h) ? [[h, h.record] as const] : [])));
  if (whose.size === 0 && ofHeld.size === 0) return written;
  const made = await keys.make(sql, [...new Set([...whose.values(), ...ofHeld.values()])].map((record) => recordKeyId(district, record)));
  const sealed = (file: RecordId, text: string, beside: Beside): string => {
    const id = recordKeyId(district, file);
    const key = made.get(id);
    if (key === undefined) throw new Error('every file that is written has its key');
    return sealedText(id, key, text, beside);
  };
  const sealState = (row: NewRecord): NewRecord => {
    const file = whose.get(row.id);
    return file === undefined ? row : { ...row, state: sealed(file, row.state, besideState(registry, row.type, row.state)) };
  };
  return {
    ...written,
    // A change comes with the record that it makes or changes.
    changes: changes.map((row) => {
      const file = whose.get(row.record);
      return file === undefined ? row : { ...row, body: sealed(file, row.body, {}) };
    }),
    ...(written.newRecords !== undefined && { newRecords: newRecords.map(sealState) }),
    oldRecords: oldRecords.map(sealState),
    ...(written.held !== undefined && {
      held: held.map((row) => {
        const file = ofHeld.get(row);
        return file === undefined ? row : { ...row, body: Buffer.from(sealed(file, row.body.toString('utf8'), besideHeld(registry, row))) };
      }),
    }),
  };
}

/**
 * The file whose key seals a record: itself when it is one; of a look the file that was looked at, for beside the
 * reason words may stand. @param text state or body, as JSON
 */
export function fileOf(registry: Registry, type: string, id: RecordId, text: string): RecordId | undefined {
  if (registry.type(type)?.type.guard !== undefined) return id;
  if (type !== look.name) return undefined;
  const { values: { record } }: Pick<ChangeBody, 'values'> = JSON.parse(text);
  return typeof record === 'string' && record !== '' ? record : undefined;
}

/** What is said beside a held change, in the order given; untouched when that is about no person's file. */
export async function sealNote(
  sql: Sql, { keys, registry }: Pick<Services, 'keys' | 'registry'>, held: Pick<NewHeld, 'record' | 'type' | 'bucket'> & { readonly district: number }, notes: readonly string[],
): Promise<readonly string[]> {
  if (held.record === null || !isHeldOfPerson(registry, held)) return notes;
  const id = recordKeyId(held.district, held.record);
  const key = (await keys.make(sql, [id])).get(id);
  if (key === undefined) throw new Error('a record that is spoken of has its key');
  return notes.map((note) => (note === '' ? '' : sealedText(id, key, note)));
}

/** By its type; by its shelf where the phone named another. */
export function isHeldOfPerson(registry: Registry, { record, type, bucket }: Pick<NewHeld, 'record' | 'type' | 'bucket'>): boolean {
  return record !== null && ((type !== null && registry.type(type)?.type.guard !== undefined) || (bucket !== null && registry.isGuarded(bucketShelf(bucket))));
}

/** @param state as `recordState` writes it */
export function besideState(registry: Registry, name: string, state: string): Beside {
  const type = registry.type(name)?.type;
  if (type === undefined) return {};
  const { values, rivals = {} }: RecordState = JSON.parse(state);
  const names = new Set(photosOf(type, { values, rivals }));
  for (const said of [values, ...Object.values(rivals).flatMap((live) => live.map((rival) => rival.values))]) for (const id of recordsIn(type, said)) names.add(id);
  return { ...(names.size > 0 && { names: [...names] }), ...(Object.keys(rivals).length > 0 && { rivals: true }) };
}

export function besideHeld(registry: Registry, row: Pick<NewHeld, 'type' | 'body'>): Beside {
  const type = row.type === null ? undefined : registry.type(row.type)?.type;
  if (type === undefined) return {};
  const { values }: Pick<ChangeBody, 'values'> = JSON.parse(row.body.toString('utf8'));
  const names = photosIn(type, values);
  return names.length > 0 ? { names } : {};
}

/** Records and people that it names; but not whom the file is kept from. */
function recordsIn(type: RecordType, values: Values): string[] {
  return Object.entries(values).flatMap(([path, value]) => (
    typeof value === 'string' && value !== '' && fieldDef(type, path)?.kind === 'record' && path.replace(ROW, '.*.') !== type.guard?.barred ? [value] : []));
}

const ROW = /\.[^.]+\./u;
