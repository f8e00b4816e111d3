// What a programme says about a kind of record: its fields, how each merges, which must agree.
import type { Guard } from '../access/guard.ts';
import type { PlaceLevel } from '../place/place.ts';
import type { FieldPath, FieldValue, Register, Values } from './change.ts';
import { ROW_GONE } from './record.ts';

/**
 * How a register with several live versions is read. All live versions are always kept until a
 * later change names them; the policy only decides what is in force meanwhile.
 * - `latest`: the last in server order; nobody is asked.
 * - `union`: all sets together.
 * - `ask`: contested until a person chooses (legal, identity, outcome, status).
 */
export type MergePolicy = 'latest' | 'union' | 'ask';

export type FieldKind =
  | 'text' | 'integer' | 'decimal' | 'date' | 'boolean' | 'choice' | 'choices'
  | 'phone' | 'digits' | 'geopoint' | 'photo' | 'place' | 'record';

export interface FieldDef {
  readonly kind: FieldKind;
  /** Default `latest`. */
  readonly merge?: MergePolicy;
  /** For a safety field: its values from most to least protective; while contested the first found rules. */
  readonly protective?: readonly FieldValue[];
  /** Allowed values for `choice` and `choices`. */
  readonly choices?: readonly string[];
  /** Beside `choices` also values that an administrator adds (`added-value.ts`). */
  readonly open?: true;
  /** Longest text in characters; default 200. */
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Number of digits allowed for `digits`, e.g. [8, 20]. */
  readonly length?: readonly [number, number];
}

/**
 * A step of migrate-on-read. Every one is exercised by a test. An answer that means something else
 * than before (another unit, other choices) gets another name, so that an app of the old version
 * never reads it by its own meaning; a field that is asked no more is only left out of `fields`, and
 * its answers stay. Groups keep their names.
 */
export interface Migration {
  /** Version this step produces. */
  readonly to: number;
  /** Why the shape changed. */
  readonly reason: string;
  /** Old path pattern → new path pattern (`members.*.hc` → `members.*.ayushman`). */
  readonly rename?: Readonly<Record<string, string>>;
  /** Old path pattern → the paths that `values` divides its answer over: who wrote it, and what it replaces, goes to each. */
  readonly split?: Readonly<Record<string, readonly string[]>>;
  /**
   * Rewrites values after renaming. Pure and total: it gets whole records and single edits alike, so it
   * only looks at paths that are there, and makes a path only of the one it comes from.
   */
  readonly values?: (values: Values) => Values;
}

export interface RecordType {
  readonly name: string;
  readonly version: number;
  /** Access class of its records, a row of the table in `shared/access/table.ts`. */
  readonly accessClass: string;
  /** Present when names in the record say who may see it. */
  readonly guard?: Guard;
  /** Its authors only add to it; it is sent to no phone (who looked at what). */
  readonly writeOnly?: true;
  /** Which bucket it lives in at a place; see `bucketOf`. */
  readonly shelf: string;
  /** Contested answers of it are settled on a page of its own, and no phone asks about them. */
  readonly quiet?: true;
  /** Levels of the places at which such records lie; default: all but the state. */
  readonly levels?: readonly PlaceLevel[];
  /** Keyed by path; repeat rows by pattern: `members.*.ayushman`. */
  readonly fields: Readonly<Record<string, FieldDef>>;
  /** Fields that must agree and are taken or contested whole; patterns as in `fields`. */
  readonly groups?: Readonly<Record<string, { readonly fields: readonly string[]; readonly merge: MergePolicy }>>;
  /** Paths whose text the name search reads. */
  readonly searchNames?: readonly FieldPath[];
  /** Paths whose digits the search reads (card, phone). */
  readonly searchDigits?: readonly FieldPath[];
  /** Fields that say in the record's own words where it lies; written anew when it is moved to another place. */
  readonly home?: { readonly place?: FieldPath; readonly name?: FieldPath };
  /** Paths whose value may stand in one record of the type per district (ration card number). */
  readonly unique?: readonly FieldPath[];
  /**
   * Values that only someone with the verb `approve` may write: `{ status: ['approved', 'returned'] }`, by
   * pattern as in `fields`. `any`: every value; `changed`: every value in place of one that stands there.
   */
  readonly approves?: Readonly<Record<string, readonly FieldValue[] | 'any' | 'changed'>>;
  /** Path of the place that asked: only a grant that takes it in approves (`access/approval.ts`). */
  readonly approvedFrom?: FieldPath;
  /**
   * Patterns of answers that only someone who may create such records writes. Who carries out what is
   * asked in a record may answer in it, and neither make one nor alter what is asked.
   */
  readonly authored?: readonly string[];
  readonly migrations?: readonly Migration[];
  /**
   * What must fit together within a record. A change that breaks a rule which the record kept before is
   * refused on the phone and held by the server.
   */
  readonly rules?: readonly RecordRule[];
}

export interface RecordRule {
  /** Its words: `<programme>:rule.<code>`, telling what to do. */
  readonly code: string;
  /**
   * Paths at fault, none when it is kept. Pure and total.
   * @param today ISO day on which the change was captured.
   */
  readonly broken: (values: Values, today: string) => readonly FieldPath[];
}

/** `members.k7.name` → `members.*.name`; a path without a row is its own pattern. */
export function patternOf(path: FieldPath): string {
  const row = path.indexOf('.');
  const field = row < 0 ? -1 : path.indexOf('.', row + 1);
  return field < 0 || path.includes('.', field + 1) ? path : `${path.slice(0, row)}.*${path.slice(field)}`;
}

export function fieldDef(type: RecordType, path: FieldPath): FieldDef | undefined {
  const pattern = patternOf(path);
  if (pattern.endsWith(`.*.${ROW_GONE}`)) return ROW_GONE_FIELD;
  return Object.hasOwn(type.fields, pattern) ? type.fields[pattern] : undefined;
}

/** A row contested between removal and edit stays visible. */
const ROW_GONE_FIELD: FieldDef = { kind: 'boolean', merge: 'ask', protective: [false, true] };

/** The register a path belongs to: itself, or `@group` / `members.k7.@group`. */
export function registerOf(type: RecordType, path: FieldPath): Register {
  const group = groupOfPattern(type).get(patternOf(path));
  if (group === undefined) return path;
  return path.slice(0, path.lastIndexOf('.') + 1) + group;
}

/** All paths of a register. */
export function pathsOf(type: RecordType, register: Register): readonly FieldPath[] {
  const at = register.indexOf('@');
  if (at < 0) return [register];
  const group = type.groups?.[register.slice(at + 1)];
  if (group === undefined) return [];
  const prefix = register.slice(0, at);
  return group.fields.map((pattern) => (prefix === '' ? pattern : prefix + pattern.slice(pattern.lastIndexOf('.') + 1)));
}

export function policyOf(type: RecordType, register: Register): MergePolicy {
  const at = register.indexOf('@');
  if (at >= 0) return type.groups?.[register.slice(at + 1)]?.merge ?? 'latest';
  return fieldDef(type, register)?.merge ?? 'latest';
}

/** Pattern → `@group`. */
const groupIndex = new WeakMap<RecordType, ReadonlyMap<string, string>>();

function groupOfPattern(type: RecordType): ReadonlyMap<string, string> {
  let index = groupIndex.get(type);
  if (index === undefined) {
    index = new Map(Object.entries(type.groups ?? {}).flatMap(([name, g]) => g.fields.map((f) => [f, `@${name}`] as const)));
    groupIndex.set(type, index);
  }
  return index;
}
