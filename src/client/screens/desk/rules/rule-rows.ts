// The rules of all programmes as rows to show and to change: what a programme brings, what is in force at a
// place, and who set it. And where she may set anything.
import { decideRecord, type Grant } from '#shared/access/access.ts';
import { bucketOf, bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { rulebook, rulebookId } from '#shared/task/rulebook-record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Limit, Rules, Standing } from '#shared/task/rulebook.ts';

export interface RuleRow {
  readonly programme: string;
  readonly kind: 'clocks' | 'numbers';
  readonly id: string;
  /** What the programme brings: a limit, or for a number its value without a unit. */
  readonly brought: Amount;
  readonly inForce: Amount;
  readonly standing: Standing;
  /** The place whose value is in force; absent: the programme's own. */
  readonly setAt?: PlaceCode;
  readonly why: string;
}

export interface Amount {
  readonly amount: number;
  readonly unit?: Limit['unit'];
}

type Said = Pick<DehriRecord, 'id' | 'bucket' | 'values'>;

export function ruleRows(programmes: readonly Programme[], said: readonly Said[], place: PlaceCode): readonly RuleRow[] {
  const rules = rulebookFrom(rulesOf(programmes), said, place);
  return programmes.flatMap(({ id: programme, rules: brought }): RuleRow[] => brought === undefined ? [] : [
    ...brought.clocks.map(({ id, limit, standing }): RuleRow => ({ programme, kind: 'clocks', id, brought: limit, inForce: rules.clock(id).limit, standing, ...setBy('clocks', id, 'amount') })),
    ...brought.numbers.map(({ id, value, standing }): RuleRow => ({ programme, kind: 'numbers', id, brought: { amount: value }, inForce: { amount: rules.number(id) }, standing, ...setBy('numbers', id, 'value') })),
  ]);

  function setBy(repeat: RuleRow['kind'], id: string, field: string): Pick<RuleRow, 'setAt' | 'why'> {
    const nearest = said.filter((r) => isWithin(place, bucketPlace(r.bucket)) && rowIds(r.values, repeat).includes(id) && typeof r.values[`${repeat}.${id}.${field}`] === 'number').sort((a, b) => b.bucket.length - a.bucket.length)[0];
    if (nearest === undefined) return { why: '' };
    const why = nearest.values[`${repeat}.${id}.why`];
    return { setAt: bucketPlace(nearest.bucket), why: typeof why === 'string' ? why : '' };
  }
}

export function rulesOf(programmes: readonly Programme[]): readonly Rules[] {
  return programmes.flatMap(({ rules }) => rules ?? []);
}

/** Another value for a rule, with its reason. */
export function ruleEdits({ kind, id }: Pick<RuleRow, 'kind' | 'id'>, { amount, unit }: Amount, why: string): Values {
  const row = `${kind}.${id}`;
  return kind === 'clocks' ? { [`${row}.amount`]: amount, [`${row}.unit`]: unit ?? 'days', [`${row}.why`]: why, [`${row}._gone`]: false } : { [`${row}.value`]: amount, [`${row}.why`]: why, [`${row}._gone`]: false };
}

/** Rows of a repeat that the place itself has set, with the fields asked for. */
export function rowsHere(record: Said | undefined, repeat: string, fields: readonly string[]): readonly { readonly row: string; readonly values: readonly FieldValue[] }[] {
  if (record === undefined) return [];
  return rowIds(record.values, repeat).map((row) => ({ row, values: fields.map((field) => record.values[`${repeat}.${row}.${field}`] ?? null) }));
}

/** Where it was read, in words of the programme; of a mere habit there is nothing to name. */
export function sourceOf({ programme, id }: Pick<RuleRow, 'programme' | 'id'>): string {
  return `${programme}:source.${id}`;
}

/** Places for which she may set something: of the state and of districts, the widest first. */
export function rulePlaces(grants: readonly Grant[], known: readonly PlaceCode[], day: string): readonly PlaceCode[] {
  return [...new Set([...grants.map((g) => g.place), ...known])]
    .filter((place) => rulebook.levels?.includes(levelOf(place)) === true && decideRecord(grants, 'write', rulebook.accessClass, bucketOf(place, rulebook.shelf), day).ok)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** Where the values of a place are kept: what every change of them names. */
export function recordOf(place: PlaceCode): { readonly type: string; readonly record: string; readonly bucket: string } {
  return { type: rulebook.name, record: rulebookId(place), bucket: bucketOf(place, rulebook.shelf) };
}
