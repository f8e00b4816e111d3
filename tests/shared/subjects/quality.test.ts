import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledBits, GROWN_BIT, QUALITY_PARTS, QUALITY_PATHS, QUALITY_WEIGHTS, qualityOf, type ListCounts } from '#shared/subjects/quality.ts';

const TODAY = '2026-11-22';
const GOOD: ListCounts = { rows: 100, filled: { father: 100, sex: 100 }, alike: 0, newestSeen: '2026-11-20', loadedDay: '2026-11-21', loadedRows: 100, loadedFaulty: 0, absent: 0, grown: 0 };

describe('the score of a list', () => {
  test('is whole when nothing is to be mended, and nothing when nothing has come', () => {
    expect(qualityOf(GOOD, TODAY)).toEqual({ score: 100, parts: { complete: 100, valid: 100, fresh: 100, single: 100 }, mend: [] });
    expect(qualityOf({ ...GOOD, rows: 0, loadedRows: 0 }, TODAY)).toBeUndefined();
  });

  test('falls by what is empty, faulty, old or doubled, and says so with what lifts it most first', () => {
    expect(qualityOf({ ...GOOD, filled: { father: 40, sex: 100 } }, TODAY)).toEqual({ score: 91, parts: { complete: 70, valid: 100, fresh: 100, single: 100 }, mend: [{ code: 'column-empty', count: 60, share: 60, path: 'father' }] });
    expect(qualityOf({ ...GOOD, loadedFaulty: 50, alike: 10 }, TODAY)).toMatchObject({ score: 83, parts: { valid: 50, single: 90 }, mend: [{ code: 'rows-faulty', count: 50, share: 50 }, { code: 'rows-alike', count: 10, share: 10 }] });
    expect(qualityOf({ ...GOOD, absent: 3, grown: 2 }, TODAY)?.mend).toEqual([{ code: 'rows-absent', count: 3, share: 3 }, { code: 'rows-grown', count: 2, share: 2 }]);
  });

  test('is fresh for five weeks after a load, and worth nothing of it after half a year; whom nobody met for long counts as well', () => {
    expect(qualityOf(GOOD, '2026-12-26')?.parts.fresh).toBe(100);
    expect(qualityOf(GOOD, '2027-05-30')).toMatchObject({ parts: { fresh: 0 }, mend: [{ code: 'load-old', count: 190 }, { code: 'seen-old', count: 191 }] });
    expect(qualityOf({ ...GOOD, newestSeen: '2026-05-22' }, TODAY)).toMatchObject({ parts: { fresh: 59 }, mend: [{ code: 'seen-old', count: 184 }] });
    expect(qualityOf({ ...GOOD, newestSeen: '' }, TODAY)).toMatchObject({ score: 80, parts: { fresh: 0 }, mend: [{ code: 'seen-unsaid' }] });
  });

  test('is between 0 and 100 and made of its parts, whatever is counted', () => {
    const n = fc.integer({ min: 0, max: 1_000 });
    const day = fc.constantFrom('', '2020-01-01', '2026-11-22', '2030-01-01');
    fc.assert(fc.property(n, n, n, n, n, n, day, day, (rows, filled, alike, loadedRows, loadedFaulty, absent, newestSeen, loadedDay) => {
      const found = qualityOf({ rows, filled: { father: Math.min(filled, rows) }, alike: Math.min(alike, rows), newestSeen, loadedDay, loadedRows, loadedFaulty: Math.min(loadedFaulty, loadedRows), absent, grown: 0 }, TODAY);
      if (found === undefined) return rows === 0 && loadedRows === 0;
      const sum = QUALITY_PARTS.reduce((total, part) => total + (found.parts[part] * QUALITY_WEIGHTS[part]) / 100, 0);
      return found.score >= 0 && found.score <= 100 && Math.abs(found.score - sum) <= 0.5 && QUALITY_PARTS.every((part) => found.parts[part] >= 0 && found.parts[part] <= 100);
    }));
    expect(QUALITY_PARTS.reduce((sum, part) => sum + QUALITY_WEIGHTS[part], 0)).toBe(100);
  });
});

test('the bits of a row are those of what it says; an age will do for a birth date', () => {
  const paths = (bits: number): string[] => QUALITY_PATHS.filter((_, at) => (bits >> at) % 2 !== 0);
  expect(paths(filledBits({ father: 'राम', age: 12, services: [], village: '', name: 'रीना' }))).toEqual(['father', 'birthDay', 'age']);
  expect(filledBits({ notes: ['grown'] })).toBe(2 ** GROWN_BIT);
});
