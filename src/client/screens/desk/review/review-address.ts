// The address of a view of the review: place, period, the places set side by side, the figure opened. Ids
// and days only, so that it can be copied and opened again with the same outcome.
//
//   /desk/review/10.208?from=2026-04-01&to=2027-03-31&with=10.208.1,10.208.2
//   /desk/review/10.208/one-stop-centre.cases.pendingAge.30?from=…&to=…
//   /desk/meetings/give/10.208.osc1?at=10.208&of=one-stop-centre.cases.pendingAge.90&why=old&from=…&to=…
import { financialYear, financialYearOf, type Period } from '#shared/report/period.ts';
import { isWithin, PLACE_FORM, type PlaceCode } from '#shared/place/place.ts';
import { periodFrom } from './period-choice.ts';

/** As many columns as a sheet of paper holds. */
export const MOST_COMPARED = 5;

export interface FigureName {
  readonly programme: string;
  readonly part: string;
  readonly cell: string;
}

/** The period in the address; the running financial year where there is none that can be read. */
export function periodIn(search: string, today: string): Period {
  const said = new URLSearchParams(search);
  return periodFrom(said.get('from'), said.get('to')) ?? financialYear(financialYearOf(today));
}

/** Places below `place` that are to stand side by side. */
export function comparedIn(search: string, place: PlaceCode): readonly PlaceCode[] {
  const codes = (new URLSearchParams(search).get('with') ?? '').split(',').filter((code) => code !== place && isWithin(code, place));
  return [...new Set(codes)].slice(0, MOST_COMPARED);
}

export function reviewHref(place: PlaceCode, { from, to }: Period, compared: readonly PlaceCode[] = []): string {
  return `/desk/review/${place}?from=${from}&to=${to}${compared.length === 0 ? '' : `&with=${compared.join(',')}`}`;
}

export function figureHref(place: PlaceCode, { programme, part, cell }: FigureName, { from, to }: Period): string {
  return `/desk/review/${place}/${programme}.${part}.${cell}?from=${from}&to=${to}`;
}

/** `<programme>.<part>.<cell>`; a cell's name may hold points itself. */
export function figureIn(detail: string | undefined): FigureName | undefined {
  const [, programme, part, cell] = /^([^.]+)\.([^.]+)\.(.+)$/u.exec(detail ?? '') ?? [];
  return programme === undefined || part === undefined || cell === undefined ? undefined : { programme, part, cell };
}

/** Why a place is named among those who must act. */
export const REASONS = ['late', 'old', 'last'] as const;

/** A figure of the review that a direction is to be about. */
export interface Directed {
  readonly place: PlaceCode;
  readonly period: Period;
  readonly figure: FigureName;
  readonly why: (typeof REASONS)[number];
}

/** Where a direction to `owner` is written. */
export function directHref(owner: PlaceCode, { place, period: { from, to }, figure: { programme, part, cell }, why }: Directed): string {
  return `/desk/meetings/give/${owner}?at=${place}&of=${programme}.${part}.${cell}&why=${why}&from=${from}&to=${to}`;
}

export function directIn(search: string): Directed | undefined {
  const said = new URLSearchParams(search);
  const period = periodFrom(said.get('from'), said.get('to'));
  const figure = figureIn(said.get('of') ?? undefined);
  const place = said.get('at') ?? '';
  const why = REASONS.find((one) => one === said.get('why'));
  return period === undefined || figure === undefined || why === undefined || !PLACE_FORM.test(place) ? undefined : { place, period, figure, why };
}

/** What another page of the review takes with it: its period. */
export function keptSearch(search: string): string {
  const said = new URLSearchParams(search);
  const period = periodFrom(said.get('from'), said.get('to'));
  return period === undefined ? '' : `?from=${period.from}&to=${period.to}`;
}
