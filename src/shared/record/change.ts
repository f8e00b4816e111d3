// A change: the only way anything is ever written. It is made once, on the phone
// (or by an import), never edited afterwards, and kept by the server as history.

/** A small value. `null` means "asked and left empty"; absent means "never asked". Arrays are sets. */
export type FieldValue = string | number | boolean | null | readonly string[];

/** Address of an answer: `headName`, or `members.k7.ayushman` inside a repeat row keyed by id. */
export type FieldPath = string;

/**
 * The unit of merging: a field path, or `@name` for a group of fields that must agree.
 * Repeat rows have one group instance per row: `members.k7.@birth`.
 */
export type Register = string;

/**
 * Idempotency key, unique for ever: `<run>.<n>`, where `run` is 72 random bits drawn each time a
 * vault is opened (so a phone cloned from a backup cannot repeat one) and n counts from 1.
 * Imports use `<batch>/<record id>`.
 */
export type ChangeId = string;
export type RecordId = string;
/** What an id of a record, person or device looks like. */
export const ID_FORM = /^[\x21-\x7e]{1,120}$/u;
export type BucketId = string;
export type PersonId = string;
export type DeviceId = string;
export type GrantId = string;

export type Values = Readonly<Record<FieldPath, FieldValue>>;

export interface Change {
  readonly id: ChangeId;
  readonly record: RecordId;
  readonly type: string;
  readonly bucket: BucketId;
  readonly device: DeviceId;
  /** 1, 2, 3 … without gaps per device: the server can list every missing one. */
  readonly counter: number;
  readonly author: PersonId;
  /** The grant the author acted under; she is judged by it even after a transfer. */
  readonly grant: GrantId;
  /** Milliseconds since 1970 by the phone's clock: evidence, never used in a merge. */
  readonly deviceTime: number;
  /** `form@version` that produced it, or null (imports, conflict resolutions). */
  readonly form: string | null;
  /** Version of the record type it was written under. */
  readonly schema: number;
  /** The held change that this one puts right. */
  readonly mends?: ChangeId;
  readonly values: Values;
  /** Per register, the versions it saw and replaces. A register that is absent saw nothing. */
  readonly replaces: Readonly<Record<Register, readonly ChangeId[]>>;
}

/** Devices of changes that a list brought are named so; no phone can be. */
export const LIST_DEVICE = 'import:';

/** Who writes what is settled by rule (`task/asked.ts`): no person, and in no list of people. */
export const RULE_AUTHOR = 'rule';
/** Devices of such changes are named so; no phone can be. */
export const RULE_DEVICE = 'rule:';

/** Who stands beside a contested value: its author, or '' for what a list says. */
export function signatureOf({ device, author }: Pick<Change, 'device' | 'author'>): PersonId {
  return device.startsWith(LIST_DEVICE) ? '' : author;
}
