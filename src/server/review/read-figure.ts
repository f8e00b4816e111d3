// What one figure of the review is made of: the places below and the offices beside them, and the months.
import type { Grant } from '#shared/access/access.ts';
import type { FigureResponse } from '#shared/desk/review.ts';
import { officeKindOf } from '#shared/place/place.ts';
import { monthPeriod, monthsOf, periodBefore } from '#shared/report/period.ts';
import { cellValue, type Told } from '#shared/report/review-cells.ts';
import { cellsOf, countsOf } from '#shared/report/review.ts';
import { kindSet } from '#shared/report/small-cells.ts';
import { today, type Services } from '../services.ts';
import { OWN } from './counted.ts';
import { readScope } from './read-sums.ts';
import { countNames, coverSpans, MONTHS_AFTER, readCounts, type ReviewAsked } from './read-review.ts';

export interface FigureAsked extends ReviewAsked {
  readonly programme: string;
  readonly part: string;
  readonly cell: string;
}

const LEAST_MONTHS = 12;

/** Undefined when the place, the part or the cell is unknown. */
export async function readFigure(services: Services, asked: FigureAsked, grants: readonly Grant[]): Promise<FigureResponse | undefined> {
  const { place, from, to, programme } = asked;
  const { db, registry } = services;
  const part = registry.review.find((r) => r.programme === programme && r.part.key === asked.part)?.part;
  const cell = part === undefined ? undefined : cellsOf(part).find(({ name }) => name === asked.cell);
  const scope = part === undefined || cell === undefined ? undefined : await readScope(db.pool, place);
  if (part === undefined || cell === undefined || scope === undefined) return undefined;
  const day = today(services);
  const before = periodBefore({ from, to }, day);
  const line = { ...part, lines: [cell.line] };
  const names = countNames({ programme, part: line });
  const isNow = 'aged' in cell.line || 'overdue' in cell.line || 'past' in cell.line || countsOf(cell.line).some((count) => registry.standing.has(`${programme}.${count}`));
  // Of a span that is still running there are no months to come.
  const months = isNow ? [] : monthsOf({ from, to: to > day && from <= day ? day : to }, LEAST_MONTHS);
  const counts = await readCounts(services, scope, [{ programme, part: line }], [{ from, to }, before], months);
  const sets = new Set(registry.sensitive.map(({ count }) => kindSet(count)));
  const isSensitive = names.some((count) => sets.has(kindSet(count)));
  const [cover, coverBefore, ...coverMonths] = await coverSpans(services, scope, [{ from, to }, before, ...(isSensitive ? months.map(monthPeriod) : [])], grants);
  if (cover === undefined || coverBefore === undefined) throw new Error('each span is covered');
  const told = months.map((month, at): { month: string; value: Told } => ({ month, value: cellValue(cell, counts.month(programme, place, MONTHS_AFTER + at, coverMonths[at] ?? cover)) }));
  // Beside the sum of the months one hidden month would be the rest of the others.
  const isHidden = told.some(({ value }) => value === 'hidden');
  const { code, hi, en } = scope.here;
  const value = (unit: string): Told => cellValue(cell, counts.at(programme, unit, 0, cover));
  const lies = part.rows === 'everywhere' && scope.names.length > 0 && counts.has(OWN, 0, names) ? [{ code, hi, en, value: value(OWN) }] : [];
  const isOwn = (unit: string): boolean => part.offices === undefined ? officeKindOf(unit) === undefined : part.offices.some((kind) => kind === officeKindOf(unit));
  return {
    place: { code, hi, en }, from, to,
    value: value(place), before: cellValue(cell, counts.at(programme, place, 1, coverBefore)),
    rows: [...lies, ...scope.names.filter((n) => (scope.depth === 1 ? officeKindOf(n.code) === undefined : isOwn(n.code) || counts.has(n.code, 0, names))).map((n) => ({ code: n.code, hi: n.hi, en: n.en, value: value(n.code) }))],
    months: told.map(({ month, value: of }) => ({ month, value: isHidden ? 'hidden' as const : of })),
    at: services.clock(),
  };
}
