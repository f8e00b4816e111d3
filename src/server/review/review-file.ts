// The review as a file: a workbook with a sheet for each part, or one CSV in which every figure is a line.
// What is hidden is a dash with a note, what has nothing to say is empty; a share is per cent with one decimal.
import { Readable } from 'node:stream';
import type { ReviewResponse } from '#shared/desk/review.ts';
import { levelOf } from '#shared/place/place.ts';
import { cellsOf, type ReviewCell, type ReviewPart } from '#shared/report/review.ts';
import type { Told } from '#shared/report/review-cells.ts';
import { tableFile, type TableCell, type TableFormat } from '../exports/table-file.ts';
import { XlsxBook } from '../exports/xlsx-book.ts';
import { word } from '../imports/words.ts';
import type { Registry } from '../registry.ts';

/** What stands for a hidden cell. */
const HIDDEN = '—';

type Part = ReviewResponse['parts'][number];

export function reviewFile({ review: parts }: Pick<Registry, 'review'>, review: ReviewResponse, format: TableFormat, language: string): Readable {
  const named = review.parts.flatMap((said) => {
    const part = parts.find((p) => p.programme === said.programme && p.part.key === said.part)?.part;
    return part === undefined ? [] : [{ said, part }];
  });
  return format === 'csv' ? asLines(named, review, language) : Readable.from(asBook(named, review, language));
}

interface NamedPart {
  readonly said: Part;
  readonly part: ReviewPart;
}

async function* asBook(parts: readonly NamedPart[], review: ReviewResponse, language: string): AsyncGenerator<Buffer> {
  const say = words(language);
  let ready: Buffer[] = [];
  const book = new XlsxBook((bytes) => { ready.push(bytes); });
  // A workbook has a sheet at least.
  if (parts.length === 0) await book.beginSheet(say.here('sheetName'), [say.place(review.place)]);
  for (const { said, part } of parts) {
    const cells = cellsOf(part);
    await book.beginSheet(say.part(said), [say.here('place'), say.here('bucket'), ...cells.map((cell) => say.cell(said, cell))]);
    const row = (name: string, code: string, values: readonly Told[]): void => book.row([name, code, ...cells.map((cell, at) => written(cell, values[at]))]);
    for (const { values, ...place } of said.rows) row(say.row(place, review), place.code, values);
    row(`${say.here('total')}: ${say.place(review.place)}`, review.place.code, said.total);
    row(say.span(review.before), review.place.code, said.before);
    for (const line of notes(review, [said], say)) book.row([line]);
    await book.settle();
    if (ready.length > 0) yield Buffer.concat(ready);
    ready = [];
  }
  await book.end();
  yield Buffer.concat(ready);
}

function asLines(parts: readonly NamedPart[], review: ReviewResponse, language: string): Readable {
  const say = words(language);
  return tableFile({
    sheetName: say.here('sheetName'),
    headers: [say.here('review.part'), say.here('review.figure'), say.here('place'), say.here('bucket'), say.span(review), say.span(review.before)],
    rows: (async function* (): AsyncGenerator<TableCell[]> {
      for (const { said, part } of parts) {
        for (const [at, cell] of cellsOf(part).entries()) {
          const line = (name: string, code: string, values: readonly Told[], before: readonly Told[]): TableCell[] =>
            [say.part(said), say.cell(said, cell), name, code, written(cell, values[at]), written(cell, before[at])];
          for (const { values, before, ...place } of said.rows) yield line(say.row(place, review), place.code, values, before);
          yield line(`${say.here('total')}: ${say.place(review.place)}`, review.place.code, said.total, said.before);
        }
      }
      for (const line of notes(review, review.parts, say)) yield [line];
    })(),
  }, 'csv');
}

function written({ line }: ReviewCell, value: Told | undefined): TableCell {
  if (value === 'hidden') return HIDDEN;
  if (value === null || value === undefined) return null;
  return 'share' in line ? Math.round(value * 1000) / 10 : Math.round(value * 100) / 100;
}

/** Of which days it is, what the dash means, what happened to the places. */
function notes(review: ReviewResponse, parts: readonly Part[], say: Words): string[] {
  const hidden = parts.some((p) => [p.total, p.before, ...p.rows.flatMap((r) => [r.values, r.before])].some((values) => values.includes('hidden')));
  return [
    say.span(review),
    ...(hidden ? [say.here('review.hidden', { mark: HIDDEN })] : []),
    ...review.notes.map(({ kind, place, was, day }) => say.here(`review.note.${kind}`, { place: say.place(place), was: say.place(was), day })),
  ];
}

type Words = ReturnType<typeof words>;

function words(language: string) {
  const here = (key: string, values?: Readonly<Record<string, string | number>>): string => word(language, `import:export.${key}`, values);
  return {
    here,
    row: ({ code, hi, en }: ReviewResponse['place'], { place }: ReviewResponse): string => (code === place.code ? here(`review.itself.${levelOf(code)}`) : language === 'en' ? en : hi),
    place: ({ hi, en }: { readonly hi: string; readonly en: string }): string => (language === 'en' ? en : hi),
    part: ({ programme, part }: Part): string => word(language, `${programme}:review.${part}.title`),
    span: ({ from, to }: { readonly from: string; readonly to: string }): string => here('review.span', { from: dayWords(from), to: dayWords(to) }),
    cell: ({ programme, part }: Part, { line, band }: ReviewCell): string => {
      const title = word(language, `${programme}:review.${part}.line.${line.name}`);
      const full = 'share' in line ? `${title} (%)` : title;
      if (band === undefined) return full;
      return `${full}: ${band.to === undefined ? here('review.over', { from: band.from }) : here('review.band', { from: band.from, to: band.to })}`;
    },
  };
}

/** `2026-04-01` as it is written here: 01-04-2026. */
function dayWords(day: string): string {
  return day.split('-').reverse().join('-');
}
