// Reads a sheet's answer by the programme's columns.
import type { SheetResponse } from '#shared/desk/sheet.ts';
import type { Programme } from '#shared/programme.ts';
import { columnValue, type SheetColumn } from '#shared/report/review-sheet.ts';

export interface PlaceFigures {
  readonly code: string;
  readonly hi: string;
  readonly en: string;
  readonly figure: (column: SheetColumn) => number | undefined;
  /** Undefined: hidden, because it is small. */
  readonly count: (name: string) => number | undefined;
}

export interface Figures {
  readonly rows: readonly PlaceFigures[];
  readonly total: PlaceFigures;
}

export function readFigures(programme: Programme, answer: SheetResponse): Figures {
  const at = new Map(answer.counts.map((name, i) => [name, i]));
  const place = (code: string, hi: string, en: string, values: readonly (number | null)[]): PlaceFigures => {
    const count = (name: string): number | undefined => {
      const value = values[at.get(`${programme.id}.${name}`) ?? -1];
      return value === null ? undefined : value ?? 0;
    };
    return { code, hi, en, count, figure: (column) => columnValue(column, count) };
  };
  return {
    rows: answer.rows.map((r) => place(r.code, r.hi, r.en, r.values)),
    total: place(answer.place.code, answer.place.hi, answer.place.en, answer.total),
  };
}

/** ISO day so many days before. */
export function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
