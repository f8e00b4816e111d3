// What a family may ask for, where, and with which papers. It screens answers by the published
// conditions and points to the office that decides; it never says "eligible" or "not eligible".
// Sources: dossier C2 (Mahila Rojgar Yojana), C5 (Ayushman, PMAY-G), C6 (Samagra Seva camps).
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { Values } from '#shared/record/change.ts';
import { linkageOf, textOf } from './linkage.ts';

export interface AdviceCode {
  /** Words: `jeevika:advice.<code>.title` and `.detail`. */
  readonly code: string;
  /** The person it is about. */
  readonly name?: string;
  /** Row of that person. */
  readonly row?: string;
}

/** From this age a person gets the Vay Vandana card whatever the family's card (dossier C5, general knowledge). */
const VAY_VANDANA_AGE = 70;
const PENSION_AGE = 60;
const ROJGAR_AGES = { min: 18, max: 60 } as const;

export function adviceFor(record: DehriRecord): readonly AdviceCode[] {
  const { values } = record;
  return [...ayushman(values), ...housing(values), ...rojgar(values), ...rationCard(values), ...pensions(values), ...otherNeeds(values)];
}

function ayushman(values: Values): AdviceCode[] {
  const out = rowIds(values, 'members')
    .filter((row) => values[`members.${row}.ayushman`] === 'wanted')
    .map((row): AdviceCode => {
      const age = values[`members.${row}.age`];
      return { code: typeof age === 'number' && age >= VAY_VANDANA_AGE ? 'ayushman_70' : 'ayushman', name: textOf(values, `members.${row}.name`), row };
    });
  const family = values['ayushmanFamily'];
  if (out.length === 0 && (family === 'nobody' || family === 'unknown')) out.push({ code: 'ayushman_family' });
  return out;
}

function housing(values: Values): AdviceCode[] {
  const kind = values['houseKind'];
  if (kind !== 'kutcha' && kind !== 'no_land') return [];
  const out: AdviceCode[] = [];
  if (kind === 'no_land') out.push({ code: 'homestead' });
  if (values['houseScheme'] === 'listed') out.push({ code: 'housing_listed' });
  if (values['houseScheme'] === 'no' || values['houseScheme'] === 'unknown') {
    const bars = values['housingBars'];
    if (!Array.isArray(bars) || bars.length === 0) out.push({ code: 'housing_ask' });
    else out.push({ code: bars.every((bar) => bar === 'none') ? 'housing_check' : 'housing_bar' });
  }
  return out;
}

function rojgar(values: Values): AdviceCode[] {
  if (values['rojgar'] !== 'wanted') return [];
  if (values['taxOrGovernmentJob'] === true) return [{ code: 'rojgar_bar' }];
  const age = values['womanAge'];
  if (typeof age === 'number' && (age < ROJGAR_AGES.min || age > ROJGAR_AGES.max)) return [{ code: 'rojgar_age' }];
  const linkage = linkageOf(values);
  return [{ code: linkage === 'before' || linkage === 'now' ? 'rojgar_form' : 'rojgar_group_first' }];
}

function rationCard(values: Values): AdviceCode[] {
  const out = chosen(values, 'rationNeeds').map((need): AdviceCode => ({ code: `ration_${need}` }));
  if (values['listed'] === false && textOf(values, 'cardNumber') === '') out.push({ code: 'ration_new' });
  return out;
}

function pensions(values: Values): AdviceCode[] {
  return rowIds(values, 'members')
    .filter((row) => values[`members.${row}.pension`] === 'wanted')
    .flatMap((row): AdviceCode[] => {
      const age = values[`members.${row}.age`];
      const name = textOf(values, `members.${row}.name`);
      if (values[`members.${row}.disability`] === true) return [{ code: 'pension_disability', name, row }];
      return typeof age === 'number' && age >= PENSION_AGE ? [{ code: 'pension_age', name, row }] : [];
    });
}

function otherNeeds(values: Values): AdviceCode[] {
  return chosen(values, 'otherNeeds').map((need): AdviceCode => ({ code: `need_${need}` }));
}

function chosen(values: Values, field: string): readonly string[] {
  const set = values[field];
  return Array.isArray(set) ? set.filter((value) => value !== 'none') : [];
}
