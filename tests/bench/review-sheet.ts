// A review beside the figures that were read out of it: which are right to the figure, and the whole of it as a
// table for people.
import { PROGRAMMES } from '#programmes/index.ts';
import type { ReviewResponse, ReviewValue } from '#shared/desk/review.ts';
import { cellsOf, type ReviewCell } from '#shared/report/review.ts';
import { word } from '#server/imports/words.ts';
import type { ReadOut, ReadOutFigure } from './sheet-figures.ts';

export interface CheckedFigure extends ReadOutFigure {
  /** In Hindi, as the review screen names it. */
  readonly name: string;
  readonly shown: ReviewValue | undefined;
  readonly right: boolean;
}

export interface CheckedSheet {
  readonly place: ReviewResponse['place'];
  readonly period: { readonly from: string; readonly to: string };
  readonly figures: readonly CheckedFigure[];
  readonly right: boolean;
}

interface Shown {
  readonly programme: string;
  readonly part: string;
  readonly cell: ReviewCell;
  readonly value: ReviewValue;
  /** What the rows add up to; undefined where a cell is no sum, or something is hidden. */
  readonly rows: number | undefined;
}

export function checkSheet(review: ReviewResponse, { figures }: Pick<ReadOut, 'figures'>): CheckedSheet {
  const shown = shownIn(review);
  const checked = figures.map((figure): CheckedFigure => {
    const found = shown.find(({ programme, part, cell }) => programme === figure.programme && part === figure.part && cell.name === figure.cell);
    return { ...figure, name: found === undefined ? '' : nameOf(found), shown: found?.value, right: found !== undefined && isRight(found, figure) };
  });
  return { place: review.place, period: { from: review.from, to: review.to }, figures: checked, right: checked.every(({ right }) => right) };
}

/** Every cell that says something; what was read out is marked, and what it should be where it is not right. */
export function tableOf(review: ReviewResponse, { figures }: CheckedSheet): string {
  const lines = [`${review.place.hi}  ${review.from} – ${review.to}`];
  let part = '';
  for (const shown of shownIn(review).filter(({ value }) => value !== 0 && value !== null)) {
    const title = word('hi', `${shown.programme}:review.${shown.part}.title`);
    if (title !== part) lines.push('', title);
    part = title;
    const figure = figures.find(({ programme, part: of, cell }) => programme === shown.programme && of === shown.part && cell === shown.cell.name);
    const mark = figure === undefined ? '' : figure.right ? '  ✓' : `  ✗ ${figure.value}`;
    lines.push(`${textOf(shown).padStart(12)}  ${nameOf(shown)}${mark}`);
  }
  return `${lines.join('\n')}\n`;
}

function shownIn(review: ReviewResponse): readonly Shown[] {
  return review.parts.flatMap(({ programme, part, total, rows }) => {
    const definition = PROGRAMMES.find(({ id }) => id === programme)?.review?.find(({ key }) => key === part);
    return (definition === undefined ? [] : cellsOf(definition)).map((cell, at): Shown => {
      const values = rows.map((row) => row.values[at]);
      const isSum = !('share' in cell.line) && !('mean' in cell.line);
      return {
        programme, part, cell, value: total[at] ?? null,
        rows: isSum && values.length > 0 && values.every((value) => typeof value === 'number') ? values.reduce((sum, value) => sum + value, 0) : undefined,
      };
    });
  });
}

/** To the figure; and its rows add up to it. */
function isRight({ value, rows }: Shown, { value: expected, decimals }: ReadOutFigure): boolean {
  if (typeof value !== 'number' || (rows !== undefined && rows !== value)) return false;
  return decimals === undefined ? value === expected : value.toFixed(decimals) === expected.toFixed(decimals);
}

function nameOf({ programme, part, cell: { line, band } }: Shown): string {
  const name = word('hi', `${programme}:review.${part}.line.${line.name}`);
  return band === undefined ? name : `${name}: ${band.from}${band.to === undefined ? '+' : `–${band.to}`}`;
}

function textOf({ value, cell: { line } }: Shown): string {
  if (typeof value !== 'number') return value === 'hidden' ? '•••' : '—';
  if ('share' in line) return `${(value * 100).toFixed(1)} %`;
  const text = value.toLocaleString('en-IN', { maximumFractionDigits: 1 });
  return line.unit === 'rupees' ? `₹ ${text}` : text;
}
