// The review of a place: every programme's part for one span of days, its rows one level down, beside the
// span before. It reads running sums, never records.
import type { Grant } from '#shared/access/access.ts';
import type { ReviewResponse } from '#shared/desk/review.ts';
import { officeKindOf, PLACE_LEVELS, type PlaceCode } from '#shared/place/place.ts';
import { periodBefore, type Period } from '#shared/report/period.ts';
import type { Told } from '#shared/report/review-cells.ts';
import { cellsOf, countsOf, type ReviewPart } from '#shared/report/review.ts';
import { isWholeMonths, kindSet } from '#shared/report/small-cells.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import { coverSmall, type Covered } from '../desk/hide-small.ts';
import { readRulebook, readRulebooks } from '../rulebook.ts';
import { today, type Services } from '../services.ts';
import { closeMonths } from '../sync/closed-months.ts';
import { TOP_DEPTH } from '../sync/sums.ts';
import { openOf, OWN, ReviewCounts, type Now } from './counted.ts';
import { readNotes } from './notes.ts';
import { readMonths, readOpen, readScope, readSums, readTopSums, type Named, type Scope, type Summed } from './read-sums.ts';
import { readStateMonths, readStateOpen, readStateSums } from './read-state.ts';

export interface ReviewAsked extends Period {
  readonly place: PlaceCode;
}

interface NamedPart {
  readonly programme: string;
  readonly part: ReviewPart;
}

/**
 * Undefined when the place is unknown.
 * @param grants of whoever asks: small counts are hidden from those who may not read what is counted
 */
export async function readReview(services: Services, asked: ReviewAsked, grants: readonly Grant[]): Promise<ReviewResponse | undefined> {
  const { place, from, to } = asked;
  const { db, registry } = services;
  const scope = await readScope(db.pool, place);
  if (scope === undefined) return undefined;
  const before = periodBefore({ from, to }, today(services));
  const [counts, covers, notes] = await Promise.all([
    readCounts(services, scope, registry.review, [{ from, to }, before]),
    coverSpans(services, scope, [{ from, to }, before], grants),
    readNotes(db.pool, place, { from, to }),
  ]);
  const [cover, coverBefore] = covers;
  if (cover === undefined || coverBefore === undefined) throw new Error('each span is covered');
  const values = ({ programme, part }: NamedPart, code: PlaceCode): { values: Told[]; before: Told[] } => ({
    values: counts.values(programme, part, code, 0, cover), before: counts.values(programme, part, code, 1, coverBefore),
  });
  const parts = registry.review.map((named) => {
    const rows = rowsOf(scope, named, counts, [0, 1]);
    const total = values(named, place);
    return {
      programme: named.programme, part: named.part.key, cells: cellsOf(named.part).map((cell) => cell.name),
      total: total.values, before: total.before,
      level: rows.level, rows: rows.names.map(({ code, hi, en }) => ({ code, hi, en, ...values(named, code === place ? OWN : code) })),
    };
  });
  const { code, hi, en } = scope.here;
  return {
    place: { code, hi, en }, from, to, before, parts, notes,
    empty: !registry.review.some((named) => counts.has(place, 0, countNames(named))),
    at: services.clock(),
  };
}

/** Months are spans like others, numbered after the span and the one before it. */
export const MONTHS_AFTER = 2;

/** Every count of the parts, in each span and without a day, and what is open by its days; month by month only of the place as a whole. */
export async function readCounts(services: Services, scope: Scope, parts: readonly NamedPart[], spans: readonly [Period, Period], months: readonly string[] = []): Promise<ReviewCounts> {
  const { db, registry } = services;
  const now: Now = { today: today(services), at: services.clock() };
  const rules = await rulesOf(services, scope, parts);
  const open = openOf(parts, [...rules.values()], now);
  const names = [...new Set(parts.flatMap(countNames))];
  const [first, last] = [months[0], months.at(-1)];
  const state = scope.depth === 1 ? { place: scope.place, closed: await closeMonths(db, scope.districts, now.today) } : undefined;
  const [sums, opened, byMonth] = await Promise.all([
    state === undefined ? readSums(db.pool, scope, spans, names) : readStateSums(db.pool, state, spans, names),
    state === undefined ? readOpen(db.pool, scope, open.counts, open.cuts) : readStateOpen(db.pool, state, open.counts, open.cuts),
    first === undefined || last === undefined ? [] : state === undefined ? readMonths(db.pool, scope, first, last, names) : readStateMonths(db.pool, state, first, last, names),
  ]);
  const asSpans = byMonth.map(({ month, indicator, amount }) => ({ unit: scope.place, indicator, span: MONTHS_AFTER + months.indexOf(month), amount }));
  const known = (unit: PlaceCode): Rulebook => {
    const found = rules.get(scope.depth === 1 ? unit : scope.place);
    if (found === undefined) throw new Error('every district has a rulebook');
    return found;
  };
  return new ReviewCounts({ place: scope.place, isWhole: scope.depth < TOP_DEPTH, sums: [...sums, ...asSpans], open: opened, cuts: open.cuts, standing: registry.standing, rules: known, now });
}

/** Read only where a line goes by a clock. Administrators set them for a state or a district, so below a district there is one. */
async function rulesOf({ db, registry }: Services, { place, depth, districts }: Scope, parts: readonly NamedPart[]): Promise<ReadonlyMap<PlaceCode, Rulebook>> {
  if (!parts.some(({ part }) => part.lines.some((line) => 'overdue' in line))) return new Map();
  return depth === 1 ? readRulebooks(db.pool, registry, place, districts) : new Map([[place, await readRulebook(db.pool, registry, place)]]);
}

/** What is hidden in each of the spans; what tells it is read once for all of them. */
export function coverSpans(services: Services, scope: Scope, spans: readonly Period[], grants: readonly Grant[]): Promise<Covered[]> {
  const { db, registry } = services;
  // In others everything sensitive is hidden, whatever it counts.
  const whole = spans.filter(({ from, to }) => isWholeMonths(from, to));
  const sets = new Set(registry.sensitive.map(({ count }) => kindSet(count)));
  let read: Promise<Summed[]> | undefined;
  return Promise.all(spans.map((span) => coverSmall(services, { place: scope.place, ...span, grants }, async () => {
    read ??= readTopSums(db.pool, scope, whole, registry.counts.filter((count) => sets.has(kindSet(count))));
    const at = whole.indexOf(span);
    return (await read).filter((sum) => sum.span === at || sum.span < 0).map(({ unit, indicator, amount }) => ({ place: unit, indicator, amount }));
  })));
}

/**
 * Offices, where the part counts there; else the places one level down; where it counts everywhere both, and the place itself.
 * @param spans in which a row must count something to stand where it need not
 */
function rowsOf({ depth, place, here, names }: Scope, named: NamedPart, counts: ReviewCounts, spans: readonly number[]): { readonly level: (typeof PLACE_LEVELS)[number] | null; readonly names: readonly Named[] } {
  const kinds = named.part.offices;
  const places = names.filter((n) => officeKindOf(n.code) === undefined);
  if (officeKindOf(place) !== undefined || (kinds !== undefined && depth > 2)) return { level: null, names: [] };
  const level = places.length > 0 ? PLACE_LEVELS[depth] ?? null : null;
  if (named.part.rows === 'everywhere' && level !== null) {
    const any = (unit: PlaceCode): boolean => spans.some((span) => counts.has(unit, span, countNames(named)));
    return { level, names: [...any(OWN) ? [here] : [], ...depth === 1 ? places : names.filter((n) => officeKindOf(n.code) === undefined || any(n.code))] };
  }
  if (kinds === undefined) return { level, names: places };
  const offices = names.filter((n) => kinds.some((kind) => kind === officeKindOf(n.code)));
  if (depth === 2) return { level: 'office', names: offices };
  return { level: 'district', names: places.filter((p) => offices.some((o) => o.code.startsWith(`${p.code}.`)) || counts.has(p.code, 0, countNames(named))) };
}

export function countNames({ programme, part }: NamedPart): readonly string[] {
  return [...new Set(part.lines.flatMap(countsOf))].map((count) => `${programme}.${count}`);
}
