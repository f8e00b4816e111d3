import { describe, expect, test } from 'vitest';
import { percent } from '#client/screens/desk/figures/percent.ts';
import { daysBefore, readFigures } from '#client/screens/desk/coverage/sheet-figures.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { columnValue } from '#shared/report/review-sheet.ts';
import type { SheetResponse } from '#shared/desk/sheet.ts';

const reviewed = PROGRAMMES.filter((p) => p.sheet !== undefined);

describe('the review sheet of every programme', () => {
  test.each(reviewed)('of $id counts only what its records count, and names only its own columns', ({ sheet, indicators }) => {
    const counted = new Set(indicators.flatMap((i) => i.counts));
    const names = new Set(sheet?.columns.map((c) => c.name));
    const used = sheet?.columns.flatMap((c) => ('count' in c ? [c.count] : 'minus' in c ? c.minus : c.share)) ?? [];
    expect([...used, ...(sheet?.moved ?? [])].filter((c) => !counted.has(c))).toEqual([]);
    expect([...(sheet?.shown ?? []), ...(sheet?.headline ?? []), ...(sheet?.moved ?? []), sheet?.rank ?? '', sheet?.left ?? ''].filter((n) => !names.has(n))).toEqual([]);
  });
});

describe('a figure', () => {
  const count = (name: string): number => ({ listed: 532_630, linked: 339_650 })[name] ?? 0;
  test('of what is left is the list less the linked (dossier C1)', () => {
    expect(columnValue({ name: 'left', source: 's', minus: ['listed', 'linked'] }, count)).toBe(192_980);
  });
  test('of coverage is 63.7 percent, cut and not rounded up', () => {
    expect(percent(columnValue({ name: 'c', source: 's', share: ['linked', 'listed'] }, count) ?? 0)).toBe('63.7%');
    expect(percent(0.9999)).toBe('99.9%');
    expect(percent(1)).toBe('100%');
  });
  test('that is a share of nothing is no figure', () => {
    expect(columnValue({ name: 'c', source: 's', share: ['linked', 'none'] }, count)).toBeUndefined();
  });
  test('is read from the column of its name, whatever the order of the answer', () => {
    const [programme] = reviewed;
    if (programme === undefined) throw new Error('some programme is reviewed');
    const answer: SheetResponse = {
      place: { code: '10.193', hi: 'भागलपुर', en: 'Bhagalpur' }, level: 'block', counts: ['other.listed', `${programme.id}.linked`, `${programme.id}.listed`],
      rows: [{ code: '10.193.1', hi: 'क', en: 'a', values: [9, 2, 5] }], total: [9, 3, 7], at: 0,
    };
    const { rows, total } = readFigures(programme, answer);
    expect(rows[0]?.count('listed')).toBe(5);
    expect(total.count('linked')).toBe(3);
    expect(total.count('never')).toBe(0);
  });
});

test('seven days end today, over the end of a month', () => {
  expect(daysBefore('2026-03-03', 6)).toBe('2026-02-25');
});
