// How changes and records lie in their tables. Everything that writes them, the bulk import
// included, keeps these rules; the tests recompute them from the history:
//
// 1. The bucket's row is locked (FOR UPDATE, several in the order of their ids) before a seq is
//    taken from it, and the lock is held to the commit: so commit order is seq order, and a reader
//    who has seen seq n will never see a smaller one appear (no gap).
// 2. Every change has its own seq, the next of its bucket; bucket.seq is the last one given. Leaving a
//    bucket and arriving in one take a seq each too (record_move); so does saying again that a record is
//    gone (departed.seq). A record is in one bucket; departed names those it has left and is not in again.
// 3. record.state is the fold of the record's changes and moves with `applyChange`, in the order of seq
//    within a bucket and of its moves between buckets, `at` being change.at, its contested versions named
//    by `withOrigins` from the history; record.seq is the seq of the last of them;
//    record.digest is `recordDigest` of it.
// 4. bucket.checksum is the sum of the digests of its records modulo 2^32, bucket.records their number.
// 5. indicator_sum holds, for every record, its contributions as `SumDelta` spreads them; indicator_month
//    the same by months as `monthRows` has them, and indicator_closed, up to the month that closed_month
//    names, those of a district together. Rows that came down to 0 are gone.
// 6. unique_value names, for every path in `RecordType.unique`, the record in which a value lives: in force, or
//    contested and so perhaps in force tomorrow.
// 7. State and body of files of persons are sealed by `seal-written.ts` as they are written, and open again in what
//    is read.
// 8. (district, id) and (district, device, counter) of a change are unique, for ever.
import { hash } from 'node:crypto';
import type { Change, ChangeId, FieldPath, FieldValue, Register, Values } from '#shared/record/change.ts';
import type { DehriRecord, Rival } from '#shared/record/record.ts';
import { assertOpen } from '../keys/sealed-json.ts';

/** Columns of a change beside its body. */
export interface ChangeRow {
  readonly id: string;
  readonly record: string;
  readonly type: string;
  readonly bucket: string;
  readonly device: string;
  readonly counter: number;
  readonly author: string;
  readonly seq: number;
  readonly at: number;
  readonly body: ChangeBody;
}

/** Registers that replace the same versions are written together: most replace one. */
export interface ChangeBody {
  readonly grant: string;
  readonly deviceTime: number;
  readonly form?: string;
  readonly schema: number;
  readonly mends?: string;
  readonly values: Values;
  readonly replaces?: readonly (readonly [readonly ChangeId[], readonly Register[]])[];
}

/** Text for `change.body`. */
export function changeBody(change: Change): string {
  const together = new Map<string, [readonly ChangeId[], Register[]]>();
  for (const register of Object.keys(change.replaces)) {
    const seen = change.replaces[register];
    if (seen === undefined || seen.length === 0) continue;
    const key = seen.join(' ');
    const known = together.get(key);
    if (known === undefined) together.set(key, [seen, [register]]);
    else known[1].push(register);
  }
  const body: ChangeBody = {
    grant: change.grant,
    deviceTime: change.deviceTime,
    ...(change.form !== null && { form: change.form }),
    schema: change.schema,
    ...(change.mends !== undefined && { mends: change.mends }),
    values: change.values,
    ...(together.size > 0 && { replaces: [...together.values()] }),
  };
  return JSON.stringify(body);
}

/** Throws `KeyGone`. */
export function changeFromRow(row: ChangeRow): Change {
  assertOpen(row.body);
  const { body } = row;
  const replaces: Record<Register, readonly ChangeId[]> = {};
  for (const [seen, registers] of body.replaces ?? []) for (const register of registers) replaces[register] = seen;
  return {
    id: row.id, record: row.record, type: row.type, bucket: row.bucket, device: row.device, counter: row.counter, author: row.author,
    grant: body.grant, deviceTime: body.deviceTime, form: body.form ?? null, schema: body.schema,
    ...(body.mends !== undefined && { mends: body.mends }),
    values: body.values, replaces,
  };
}

export interface RecordState {
  readonly schema: number;
  readonly values: Values;
  readonly base: ChangeId;
  /** By change, the registers it wrote: few changes write many registers. */
  readonly heads?: Readonly<Record<ChangeId, readonly Register[]>>;
  readonly rivals?: Readonly<Record<Register, readonly Rival[]>>;
}

export interface RecordRow {
  readonly id: string;
  readonly bucket: string;
  readonly type: string;
  readonly seq: number;
  readonly state: RecordState;
}

/** Text for `record.state`. */
export function recordState(record: DehriRecord): string {
  const state: RecordState = {
    schema: record.schema,
    values: record.values,
    base: record.base,
    ...(hasKeys(record.heads) && { heads: headsByChange(record.heads) }),
    ...(hasKeys(record.rivals) && { rivals: record.rivals }),
  };
  return JSON.stringify(state);
}

/** Throws `KeyGone`. */
export function recordFromRow({ id, bucket, type, seq, state }: RecordRow): DehriRecord {
  assertOpen(state);
  const heads: Record<Register, ChangeId> = {};
  for (const change in state.heads) for (const register of state.heads[change] ?? []) heads[register] = change;
  return { id, type, bucket, seq, schema: state.schema, values: state.values, base: state.base, heads, rivals: state.rivals ?? {} };
}

function headsByChange(heads: DehriRecord['heads']): Record<ChangeId, Register[]> {
  const byChange: Record<ChangeId, Register[]> = {};
  for (const register in heads) {
    const change = heads[register];
    if (change !== undefined) (byChange[change] ??= []).push(register);
  }
  return byChange;
}

/** Text for `unique_value.value_hash`, or undefined when there is nothing to be unique. */
export function uniqueHash(value: FieldValue | undefined): string | undefined {
  if (value === undefined || value === null || value === '' || typeof value === 'object') return undefined;
  return hash('sha256', String(value).normalize('NFC').trim(), 'base64url').slice(0, 22);
}

/** Every value of a unique path that lives in the record, and its hash. */
export function liveUnique(paths: readonly FieldPath[], record: Pick<DehriRecord, 'values' | 'rivals'>): { readonly path: FieldPath; readonly hash: string }[] {
  return paths.flatMap((path) => {
    const contested = Object.values(record.rivals).flatMap((live) => live.map((rival) => rival.values[path]));
    const hashes = new Set([Object.hasOwn(record.values, path) ? record.values[path] : undefined, ...contested].flatMap((value) => uniqueHash(value) ?? []));
    return [...hashes].map((hash) => ({ path, hash }));
  });
}

function hasKeys(object: object): boolean {
  for (const _ in object) return true;
  return false;
}
