// How a count of children is told. A small one is hidden, and every other one is rounded to the next multiple of
// the limit: whatever two counts are taken from one another (a month from a quarter, a district from the state, a
// department from all), what is left is never known to a child. Hiding alone would not do, for these counts can be
// cut by place, category, department and month at will (dossier E2: JJ Act s.74, POCSO s.23).

/** Where no programme brings the number `smallCell`. */
export const SMALLEST_TOLD = 5;

export type ToldCount = number | 'hidden';

/** @param limit counts of 1 up to below this are hidden; from 3 on */
export function disclose(count: number, limit = SMALLEST_TOLD): ToldCount {
  if (count === 0) return 0;
  return count < limit ? 'hidden' : Math.round(count / limit) * limit;
}
