// Answers of a file as facts and lines: labels are the names of the fields, codes become their words.
import type { CaseContext } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import type { FieldPath, FieldValue, Values } from '#shared/record/change.ts';
import { isAddedValue } from '#shared/record/added-value.ts';
import { patternOf } from '#shared/record/record-type.ts';
import { osCase } from './records.ts';

/** Lists of choices that are not named after their field. */
const LISTS: Readonly<Record<string, string>> = {
  risks: 'risk', primaryViolence: 'violence', sharedWith: 'agency', 'team.*.task': 'service', 'services.*.kind': 'service', 'services.*.outcome': 'serviceOutcome', 'referrals.*.agency': 'agency',
  'referrals.*.answer': 'answer', 'pauses.*.clock': 'clock', 'followUps.*.way': 'way', 'followUps.*.state': 'followUpState', 'counselling.*.with': 'sittingWith', 'counselling.*.result': 'sittingResult',
  'papers.*.kind': 'paper', 'children.*.sex': 'sex', dirPapers: 'dirPaper', dirOrders: 'dirOrder',
};

/** Those of the fields that were answered. */
export function factsOf(values: Values, fields: readonly FieldPath[], context?: Pick<CaseContext, 'nameOf'>): readonly Fact[] {
  return fields.flatMap((path): readonly Fact[] => {
    const value = said(path, values[path], context);
    return value === undefined ? [] : [{ label: { key: `field.case.${patternOf(path).replace('.*.', '.')}` }, value }];
  });
}

/** An answer in words; undefined when there is none. */
export function said(path: FieldPath, value: FieldValue | undefined, context?: Pick<CaseContext, 'nameOf'>): string | Phrase | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const pattern = patternOf(path);
  const { kind, choices, open } = osCase.fields[pattern] ?? {};
  const isCode = (code: string): boolean => choices?.includes(code) === true || (open === true && isAddedValue(code));
  const word = (code: string): Phrase => ({ key: `choice.${LISTS[pattern] ?? pattern}.${code}` });
  if (typeof value === 'boolean') return { key: value ? 'yes' : 'no' };
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return isCode(value) ? word(value) : kind === 'record' ? context?.nameOf(value) || undefined : value;
  return together(value.filter(isCode).map(word));
}

/** Several said one after the other; undefined when there is nothing to say. */
export function together(parts: readonly (Phrase | string | undefined)[], key = 'and'): Phrase | string | undefined {
  const [first, ...rest] = parts.filter((part) => part !== undefined && part !== '');
  const others = rest.length === 0 ? undefined : together(rest, key);
  return first === undefined || others === undefined ? first : { key, values: { first, others } };
}

/** Parts of one line, with a dot between them. */
export function line(...parts: readonly (Phrase | string | undefined)[]): Phrase | string {
  return together(parts, 'beside') ?? '';
}
