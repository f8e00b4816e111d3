// What is written about persons, sealed on its way into the tables: their files, the changes and held changes of
// these. Other types pass untouched. One query for the keys of all that is written together, one more when there are
// new ones.
import { photosIn, photosOf } from '#shared/photo/photos-of.ts';
import { bucketShelf } from '#shared/place/bucket.ts';
import type { Values } from '#shared/record/change.ts';
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

/** The same with the texts of persons' files sealed. `sql` is in the transaction that writes them. */
export async function sealWritten<T extends Sayings>(sql: Sql, { keys, registry }: Pick<Services, 'keys' | 'registry'>, written: T): Promise<T> {
  const { district, changes, newRecords = [], oldRecords, held = [] } = written;
  const isOfPerson = ({ type }: { readonly type: string }): boolean => registry.type(type)?.type.guard !== undefined;
  const heldOf = held.filter((h) => h.body.length > 0 && isHeldOfPerson(registry, h));
  const records = new Set([
    ...[...newRecords, ...oldRecords].filter(isOfPerson).map((r) => r.id), ...changes.filter(isOfPerson).map((c) => c.record), ...heldOf.flatMap((h) => h.record ?? []),
  ]);
  if (records.size === 0) return written;
  const made = await keys.make(sql, [...records].map((record) => recordKeyId(district, record)));
  const sealed = (record: string, text: string, beside: Beside): string => {
    const id = recordKeyId(district, record);
    const key = made.get(id);
    if (key === undefined) throw new Error('every record that is written has its key');
    return sealedText(id, key, text, beside);
  };
  const sealState = (row: NewRecord): NewRecord => (isOfPerson(row) ? { ...row, state: sealed(row.id, row.state, besideState(registry, row.type, row.state)) } : row);
  return {
    ...written,
    changes: changes.map((row) => (isOfPerson(row) ? { ...row, body: sealed(row.record, row.body, {}) } : row)),
    ...(written.newRecords !== undefined && { newRecords: newRecords.map(sealState) }),
    oldRecords: oldRecords.map(sealState),
    ...(written.held !== undefined && {
      held: held.map((row) => (row.record !== null && heldOf.includes(row) ? { ...row, body: Buffer.from(sealed(row.record, row.body.toString('utf8'), besideHeld(registry, row))) } : row)),
    }),
  };
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
