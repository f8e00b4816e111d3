// From what was typed to the value that is kept, and whether it is a right answer of its kind.
// What cannot be read is kept as typed, so that nothing vanishes under the person's fingers; it is
// a problem until mended and never leaves the form.
import { saysAadhaar } from '../people/aadhaar.ts';
import { ID_FORM, type FieldPath, type FieldValue } from '../record/change.ts';
import { PLACE_FORM } from '../place/place.ts';
import { fieldDef, type RecordType } from '../record/record-type.ts';
import { isDay, parseDay } from './calendar.ts';
import type { Question, QuestionType } from './definition.ts';
import { onlyDigits, typedNumber } from './digits.ts';

/** Words: `form:problem.<code>`. */
export type ProblemCode =
  | 'required' | 'integer' | 'decimal' | 'date' | 'date-future' | 'age' | 'tel' | 'digits' | 'choice' | 'yes-no' | 'geopoint'
  | 'text' | 'too-long' | 'too-small' | 'too-big' | 'digits-length' | 'constraint' | 'aadhaar' | 'rows-too-few' | 'rows-too-many';

export const MAX_AGE = 120;

/**
 * Text as it may be kept anywhere: without NUL and without halves of a character, which no keyboard
 * means, in one spelling; '' when nothing of it can be seen.
 */
export function wholeText(text: string): string {
  const whole = text.replaceAll(/[\0\p{Surrogate}]/gu, '').normalize('NFC').trim();
  return /[^\p{Cf}\p{Cc}\s]/u.test(whole) ? whole : '';
}

/** @returns the value to keep; `null` for an answer that was emptied. */
export function readTyped(type: QuestionType, typed: FieldValue): FieldValue {
  if (typed === null) return null;
  if (Array.isArray(typed)) return typed.length === 0 ? null : [...new Set(typed)].sort();
  if (typeof typed !== 'string') return typed;
  const text = wholeText(typed);
  if (text === '') return null;
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'age':
      return typedNumber(text) ?? text;
    case 'tel':
      return readPhone(text);
    case 'digits':
      return /^[\d०-९\s./-]*$/u.test(text) ? onlyDigits(text) : text;
    case 'select_multiple':
      return [text];
    case 'yes_no':
      return text === 'yes' || text === 'true' ? true : text === 'no' || text === 'false' ? false : text;
    default:
      return text;
  }
}

/** Is a non-empty value of the right kind? Choices are checked against the list by the caller. */
export function kindProblem(question: Question, value: FieldValue): ProblemCode | undefined {
  switch (question.type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? undefined : 'integer';
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'decimal';
    case 'age':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_AGE ? undefined : 'age';
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : 'date';
    case 'tel':
      return typeof value === 'string' && /^[6-9]\d{9}$/.test(value) ? undefined : 'tel';
    case 'digits':
      return typeof value === 'string' && /^\d+$/.test(value) ? undefined : 'digits';
    case 'yes_no':
      return typeof value === 'boolean' ? undefined : 'yes-no';
    case 'select_one':
      return typeof value === 'string' ? undefined : 'choice';
    case 'select_multiple':
      return Array.isArray(value) ? undefined : 'choice';
    case 'geopoint':
      return typeof value === 'string' && parsePoint(value) !== undefined ? undefined : 'geopoint';
    case 'text':
    case 'image':
      return typeof value === 'string' ? undefined : 'text';
    case 'note':
    case 'calculate':
      return undefined;
  }
}

/** Is what was typed an Aadhaar number? Without a record type only text is looked at: digits may be of a card. */
export function aadhaarProblem(type: RecordType | undefined, { type: asked }: Pick<Question, 'type'>, path: FieldPath, value: FieldValue): 'aadhaar' | undefined {
  if (!TYPED.has(asked) || (type === undefined && asked !== 'text')) return undefined;
  return saysAadhaar(type === undefined ? undefined : fieldDef(type, path), value) ? 'aadhaar' : undefined;
}

const TYPED: ReadonlySet<QuestionType> = new Set(['text', 'digits', 'integer', 'decimal']);

/** Does a value of the right kind keep within the limits of the record's field? */
export function limitProblem(type: RecordType, path: FieldPath, value: FieldValue): { code: ProblemCode; values: Record<string, number> } | undefined {
  const def = fieldDef(type, path);
  if (def === undefined) return undefined;
  if (def.kind === 'text' && typeof value === 'string') {
    const max = def.maxLength ?? 200;
    return [...value].length > max ? { code: 'too-long', values: { max } } : undefined;
  }
  // Chosen from a list that the screen shows, never typed.
  if (def.kind === 'record' && typeof value === 'string' && !ID_FORM.test(value)) return { code: 'choice', values: {} };
  if (def.kind === 'place' && typeof value === 'string' && !PLACE_FORM.test(value)) return { code: 'choice', values: {} };
  if (def.kind === 'digits' && typeof value === 'string' && def.length !== undefined) {
    const [min, max] = def.length;
    return value.length < min || value.length > max ? { code: 'digits-length', values: { min, max } } : undefined;
  }
  if (typeof value === 'number') {
    if (def.min !== undefined && value < def.min) return { code: 'too-small', values: { min: def.min } };
    if (def.max !== undefined && value > def.max) return { code: 'too-big', values: { max: def.max } };
  }
  return undefined;
}

export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres. */
  readonly accuracy: number;
}

/** ODK's form: `latitude longitude altitude accuracy`, degrees and metres. */
export function parsePoint(text: string): GeoPoint | undefined {
  const [latitude = Number.NaN, longitude = Number.NaN, , accuracy = 0] = text.split(' ').map(Number);
  const inside = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && Number.isFinite(accuracy);
  return inside ? { latitude, longitude, accuracy } : undefined;
}

/** Five decimals of a degree are about a metre. */
export function pointText({ latitude, longitude, accuracy }: GeoPoint): string {
  return `${latitude.toFixed(5)} ${longitude.toFixed(5)} 0 ${Math.round(accuracy)}`;
}

/** Day, month and year as typed in three fields → ISO text, or what was typed when it is no day yet. */
export function dayFromParts(day: string, month: string, year: string): string {
  const [d, m, y] = [onlyDigits(day), onlyDigits(month), onlyDigits(year)];
  if (d === '' && m === '' && y === '') return '';
  const text = `${y.padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return y.length === 4 && parseDay(text) !== undefined ? text : `${y}-${m}-${d}`;
}

/** The three fields of a date kept as text, whole or half typed. */
export function partsFromDay(text: string): readonly [day: string, month: string, year: string] {
  const [year = '', month = '', day = ''] = text.split('-');
  return [day, month, year];
}

/** With or without +91 or a leading 0. */
function readPhone(text: string): string {
  if (!/^[\d०-९\s()+.-]*$/u.test(text)) return text;
  const digits = onlyDigits(text);
  if (digits.length === 12 && digits.startsWith('91')) return digits.slice(2);
  return digits.length === 11 && digits.startsWith('0') ? digits.slice(1) : digits;
}
