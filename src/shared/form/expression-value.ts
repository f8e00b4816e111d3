// What an expression works with, and how one kind of value becomes another. XPath's rules, with two
// differences on purpose: an empty answer is never equal to a boolean (unanswered is not "no"), and
// the words yes/no mean true/false beside a yes-no answer.
import type { FieldValue } from '../record/change.ts';
import { dayNumber, isDay } from './calendar.ts';
import { latinDigits } from './digits.ts';

export type Value = FieldValue | undefined;

export function isEmpty(value: Value): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'number' && Number.isNaN(value));
}

/** Dates become days since 1970, as in XForms; empty and unreadable become NaN. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return Number.NaN;
  const text = latinDigits(value).trim();
  if (text === '') return Number.NaN;
  return dayNumber(text) ?? Number(text);
}

export function toText(value: Value): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return value.join(' ');
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return !isEmpty(value);
}

/** The values chosen in a select, of one or of many. */
export function toChosen(value: Value): readonly string[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  const text = toText(value).trim();
  return text === '' ? [] : text.split(/\s+/);
}

export function isEqual(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') {
    const [left, right] = [asYesNo(a), asYesNo(b)];
    return left !== undefined && left === right;
  }
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b);
  return toText(a) === toText(b);
}

/** Days compare as days, everything else as numbers. With something empty no order holds. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string' && isDay(a) && isDay(b)) return a < b ? -1 : a > b ? 1 : 0;
  return toNumber(a) - toNumber(b);
}

function asYesNo(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (isEmpty(value)) return undefined;
  if (value === 'yes' || value === 'true') return true;
  if (value === 'no' || value === 'false') return false;
  return toBoolean(value);
}
