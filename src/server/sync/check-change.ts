// Is what a change says in form? Pure: access and what the database knows are judged elsewhere.
// A refusal is a reason code and the paths at fault, never a value.
import { saysAadhaar } from '#shared/people/aadhaar.ts';
import { bucketPlace, isPlacedRightly } from '#shared/place/bucket.ts';
import { officeKindOf, PLACE_FORM } from '#shared/place/place.ts';
import { isAddedValue } from '#shared/record/added-value.ts';
import { ID_FORM, type Change, type FieldPath, type FieldValue, type Register } from '#shared/record/change.ts';
import { fieldDef, pathsOf, registerOf, type FieldDef, type RecordType } from '#shared/record/record-type.ts';
import type { HeldCode } from '#shared/sync/protocol.ts';

export interface Refusal {
  readonly code: HeldCode;
  readonly paths: readonly string[];
}

/** Longest change in characters of JSON. */
export const MAX_CHANGE_LENGTH = 64_000;
const MAX_UNKNOWN_TEXT = 2_000;
const MAX_SET = 200;

const BUCKET = /^\d{1,3}(?:\.[0-9A-Za-z_-]{1,16}){0,5}\/[0-9A-Za-z_-]{1,32}$/u;
const PATH = /^[A-Za-z_][0-9A-Za-z_]{0,63}(?:\.[0-9A-Za-z_:-]{1,64}\.[A-Za-z_][0-9A-Za-z_]{0,63})?$/u;

/** The district a bucket belongs to, 0 for the state's own; undefined when it is no bucket. */
export function districtOfBucket(bucket: string): number | undefined {
  if (!BUCKET.test(bucket)) return undefined;
  const place = bucketPlace(bucket);
  const [, second, third] = place.split('.');
  if (second === undefined || (third === undefined && officeKindOf(place) !== undefined)) return 0;
  const district = Number(second);
  return Number.isInteger(district) && district > 0 && district < 2 ** 31 ? district : undefined;
}

/** Can it be filed at all? What is not goes to the held changes as bytes. */
export function isFileable(change: Change): boolean {
  return [change.id, change.record, change.type, change.device, change.author, change.grant].every(isUsableId)
    && (change.mends === undefined || isUsableId(change.mends))
    && (change.form === null || isUsableId(change.form))
    && namesUsableIds(change.replaces)
    && change.counter < 2 ** 31
    && districtOfBucket(change.bucket) !== undefined;
}

/** A change mostly replaces one version in many registers: an id just seen is not looked at again. */
function namesUsableIds(replaces: Change['replaces']): boolean {
  let last = '';
  for (const register of Object.keys(replaces)) {
    for (const id of replaces[register] ?? []) {
      if (id !== last && !isUsableId(id)) return false;
      last = id;
    }
  }
  return true;
}

/** Ids become keys of objects and rows of tables. */
function isUsableId(id: string): boolean {
  return ID_FORM.test(id) && !(id in Object.prototype);
}

/** @param existing the record is already there, so groups must be written whole */
export function checkValues(type: RecordType, change: Change, existing: boolean): Refusal | undefined {
  if (!isPlacedRightly(type, change.bucket)) return { code: 'validation', paths: ['bucket'] };
  const paths = Object.keys(change.values);
  if (paths.length === 0) return { code: 'validation', paths: [] };
  const faults = paths.filter((path) => {
    const def = fieldDef(type, path);
    const value = change.values[path] ?? null;
    return !((def !== undefined && !path.includes('.')) || isUsablePath(path)) || !isValueAllowed(def, value) || saysAadhaar(def, value);
  });
  if (faults.length > 0) return { code: 'validation', paths: faults.slice(0, 20).map(printable) };
  if (existing) {
    const missing = new Set<FieldPath>();
    const looked = new Set<Register>();
    for (const path of paths) {
      const register = registerOf(type, path);
      if (register === path || looked.has(register)) continue;
      looked.add(register);
      for (const other of pathsOf(type, register)) if (!Object.hasOwn(change.values, other)) missing.add(other);
    }
    if (missing.size > 0) return { code: 'validation', paths: [...missing].slice(0, 20) };
  }
  return undefined;
}

/** Names that mean something to JavaScript's own objects are never used as keys. */
function isUsablePath(path: FieldPath): boolean {
  return PATH.test(path) && !(path in Object.prototype) && !path.includes('__proto__');
}

function isValueAllowed(def: FieldDef | undefined, value: FieldValue): boolean {
  if (value === null) return true;
  if (typeof value === 'string' && !isCleanText(value)) return false;
  if (Array.isArray(value) && !(value.length <= MAX_SET && value.every((v) => typeof v === 'string' && v.length <= 200 && isCleanText(v)))) return false;
  if (def === undefined) return typeof value !== 'string' || value.length <= MAX_UNKNOWN_TEXT;
  switch (def.kind) {
    case 'text': return typeof value === 'string' && isWithin(value, def.maxLength ?? 200);
    case 'integer': return Number.isSafeInteger(value) && inRange(def, value);
    case 'decimal': return Number.isFinite(value) && inRange(def, value);
    case 'boolean': return typeof value === 'boolean';
    case 'date': return typeof value === 'string' && isIsoDay(value);
    case 'choice': return typeof value === 'string' && value.length <= 200 && isChoice(def, value);
    case 'choices': return Array.isArray(value) && value.every((v: string) => isChoice(def, v));
    case 'phone': return typeof value === 'string' && /^\+?\d{3,15}$/u.test(value);
    case 'digits': {
      const [least, most] = def.length ?? [1, 40];
      return typeof value === 'string' && /^\d+$/u.test(value) && value.length >= least && value.length <= most;
    }
    case 'geopoint': return typeof value === 'string' && /^-?\d{1,3}(?:\.\d{1,12})?(?:[ ,]+-?\d{1,6}(?:\.\d{1,12})?){1,3}$/u.test(value);
    case 'photo': return typeof value === 'string' && /^[0-9A-Za-z_.-]{1,100}$/u.test(value);
    case 'place': return typeof value === 'string' && PLACE_FORM.test(value);
    case 'record': return typeof value === 'string' && ID_FORM.test(value);
  }
}

function isChoice({ choices, open }: FieldDef, value: string): boolean {
  return choices === undefined || choices.includes(value) || (open === true && isAddedValue(value));
}

function inRange({ min, max }: FieldDef, value: FieldValue): boolean {
  return typeof value === 'number' && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

/** No NUL, no half of a surrogate pair: PostgreSQL and other phones could not hold them. */
function isCleanText(text: string): boolean {
  return !/[\0\ud800-\udfff]/.test(text) || (!text.includes('\0') && !/\p{Surrogate}/u.test(text));
}

/** Counted in characters, as the form on the phone counts; there are never more of them than UTF-16 units. */
function isWithin(text: string, most: number): boolean {
  return text.length <= most || (text.length <= most * 2 && [...text].length <= most);
}

function isIsoDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? [];
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (year === undefined || m < 1 || m > 12 || d < 1) return false;
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  return d <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0);
}

/** A path goes back to the phone and into a row: only if it is plain. */
function printable(path: string): string {
  return /^[\x21-\x7e]{1,160}$/u.test(path) ? path : '?';
}
