// A review beside the figures that were read out of it: which are right to the figure, and the whole of it as a
// table for people.
import { PROGRAMMES } from '#programmes/index.ts';
import type { FigureResponse, ReviewResponse, ReviewValue } from '#shared/desk/review.ts';
import { cellsOf, type ReviewCell } from '#shared/report/review.ts';
import { word } from '#server/imports/words.ts';
import type { DeskReader } from './server-sheet.ts';
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
}

/** The review, and what each figure is made of, as the desk gets them. */
export interface SheetRead {
  readonly review: ReviewResponse;
  /** In the order of the figures; undefined where there is no such cell. */
  readonly made: readonly (FigureResponse | undefined)[];
}

export async function readSheet(reader: DeskReader, { code, period, figures }: ReadOut): Promise<SheetRead> {
  const review = await reader.review({ place: code, ...period });
  const made: FigureResponse[] = [];
  for (const { programme, part, cell } of figures) made.push(await reader.figure({ place: code, ...period, programme, part, cell }));
  return { review, made };
}

export function checkSheet({ review, made }: SheetRead, { figures }: Pick<ReadOut, 'figures'>): CheckedSheet {
  const shown = shownIn(review);
  const checked = figures.map((figure, at): CheckedFigure => {
    const found = shown.find(({ programme, part, cell }) => programme === figure.programme && part === figure.part && cell.name === figure.cell);
    return { ...figure, name: found === undefined ? '' : nameOf(found), shown: found?.value, right: found !== undefined && isRight(found, made[at], figure) };
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
  return review.parts.flatMap(({ programme, part, total }) => {
    const definition = PROGRAMMES.find(({ id }) => id === programme)?.review?.find(({ key }) => key === part);
    return (definition === undefined ? [] : cellsOf(definition)).map((cell, at): Shown => ({ programme, part, cell, value: total[at] ?? null }));
  });
}

/** To the figure; and what it is made of says the same and, where it is a sum, adds up to it. */
function isRight({ value, cell: { line } }: Shown, made: FigureResponse | undefined, { value: expected, decimals }: ReadOutFigure): boolean {
  if (typeof value !== 'number' || made?.value !== value) return false;
  const isSum = !('share' in line) && !('mean' in line);
  if (isSum && made.rows.reduce((sum, row) => (typeof row.value === 'number' ? sum + row.value : sum), 0) !== value) return false;
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
