// Sums of a state, by its districts: closed months as each district keeps them, those after them added up
// from its blocks, the edges of a span from days. What is open lies between few cuts: only the months in
// which one falls are read by days.
import type { PlaceCode } from '#shared/place/place.ts';
import { addDays, monthPeriod, piecesOf, type Period } from '#shared/report/period.ts';
import type { Sql } from '../db/database.ts';
import type { Closed } from '../sync/closed-months.ts';
import { TOP_DEPTH } from '../sync/sums.ts';
import type { MonthSum, OpenSum, Summed } from './read-sums.ts';

export interface State {
  readonly place: PlaceCode;
  /** All its districts by what is closed; 0, where what counts at the state itself stands, among them. */
  readonly closed: readonly Closed[];
}

/** Every count of the state itself and of each district, for each span and without a day. */
export async function readStateSums(sql: Sql, state: State, spans: readonly Period[], counts: readonly string[]): Promise<Summed[]> {
  if (counts.length === 0) return [];
  const from = new Sources(state, counts);
  const pieces = spans.flatMap((span, n) => {
    const { months, days } = piecesOf(span);
    return [
      ...(months === undefined ? [] : from.months(months).map((source) => `SELECT ${n} AS span, district, indicator, amount FROM ${source}`)),
      ...days.map((edge) => `SELECT ${n} AS span, district, indicator, ${edge.sign < 0 ? '-' : ''}amount FROM ${from.days(edge)}`),
    ];
  });
  const { rows } = await sql.query<Omit<Summed, 'unit'> & { readonly district: number }>(
    `SELECT span, district, indicator, sum(amount) AS amount FROM (
       SELECT -1 AS span, district, indicator, amount FROM ${from.standing()}
       UNION ALL ${pieces.join('\n       UNION ALL ')}
     ) AS sums GROUP BY span, district, indicator`, from.params,
  );
  return rows.map(({ district, ...sum }) => ({ ...sum, unit: unitOf(state.place, district) }));
}

/** What is counted on any day now, as the days lie between the cuts: ISO days in their order. */
export async function readStateOpen(sql: Sql, state: State, counts: readonly string[], cuts: readonly string[]): Promise<OpenSum[]> {
  if (counts.length === 0) return [];
  const from = new Sources(state, counts);
  const cutMonths = [...new Set(cuts.map((cut) => cut.slice(0, 7)))];
  const between = [undefined, ...cutMonths].flatMap((after, n) => {
    const until = cutMonths[n];
    const months = { first: after === undefined ? FIRST : addDays(monthPeriod(after).to, 1).slice(0, 7), last: until === undefined ? LAST : addDays(`${until}-01`, -1).slice(0, 7) };
    const band = after === undefined ? 0 : cuts.filter((cut) => cut.slice(0, 7) <= after).length;
    return from.months(months).map((source) => `SELECT district, indicator, ${band} AS band, amount FROM ${source}`);
  });
  const at = from.param(cuts);
  const around = cutMonths.map((month) => `SELECT district, indicator, width_bucket(day, ${at}::text[] COLLATE "C"), amount FROM ${from.days(monthPeriod(month))}`);
  const { rows } = await sql.query<Omit<OpenSum, 'unit'> & { readonly district: number }>(
    `SELECT district, indicator, band, sum(amount) AS amount FROM (${[...between, ...around].join('\n       UNION ALL ')}) AS sums GROUP BY district, indicator, band`, from.params,
  );
  return rows.map(({ district, ...sum }) => ({ ...sum, unit: unitOf(state.place, district) }));
}

/** Every count within the state, month by month, what has no day left out. */
export async function readStateMonths(sql: Sql, state: State, first: string, last: string, counts: readonly string[]): Promise<MonthSum[]> {
  const from = new Sources(state, counts);
  const pieces = from.months({ first, last }).map((source) => `SELECT month, indicator, amount FROM ${source}`);
  return (await sql.query<MonthSum>(`SELECT month, indicator, sum(amount) AS amount FROM (${pieces.join(' UNION ALL ')}) AS sums GROUP BY month, indicator`, from.params)).rows;
}

/** Before and after every month. */
const [FIRST, LAST] = ['0000-01', '9999-12'];

/** Where rows of (district, indicator, amount) are, each source with bounds that the planner sees, or it would read whole tables. */
class Sources {
  readonly params: unknown[];
  readonly #closed: readonly Closed[];
  readonly #districts: readonly number[];

  constructor({ place, closed }: State, counts: readonly string[]) {
    this.#closed = closed;
    this.#districts = closed.flatMap(({ districts }) => districts);
    this.params = [counts, place];
  }

  param(value: unknown): string {
    return `$${this.params.push(value)}`;
  }

  standing(): string {
    return `indicator_month WHERE ${this.#within(this.#districts)} AND month = '' AND ${OWN}`;
  }

  days({ from, to }: Period): string {
    return `indicator_sum WHERE ${this.#within(this.#districts)} AND depth <= ${TOP_DEPTH} AND day >= ${this.param(from)} AND day <= ${this.param(to)} AND ${OWN}`;
  }

  /** None where the last comes before the first. */
  months({ first, last }: { readonly first: string; readonly last: string }): string[] {
    return first > last ? [] : this.#closed.flatMap(({ until, districts }) => {
      const within = `${this.#within(districts)} AND month >= ${this.param(first)} AND month <=`;
      return [
        ...(until < first ? [] : [`indicator_closed WHERE ${within} ${this.param(until < last ? until : last)}`]),
        ...(until >= last ? [] : [`indicator_month WHERE ${within} ${this.param(last)} AND month > ${this.param(until)} AND ${OWN}`]),
      ];
    });
  }

  #within(districts: readonly number[]): string {
    return `district = ANY(${this.param(districts)}::int[]) AND indicator = ANY($1::text[])`;
  }
}

/** Sums with district 0 are those of all states. $2: this one. */
const OWN = '(district <> 0 OR place = $2)';

/** District 0: the state itself. */
function unitOf(state: PlaceCode, district: number): PlaceCode {
  return district === 0 ? state : `${state}.${district}`;
}
