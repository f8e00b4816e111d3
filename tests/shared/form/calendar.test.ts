import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayNumber, isDay, yearsBetween } from '#shared/form/calendar.ts';

describe('calendar days', () => {
  it('agree with the platform on every day number between the years 1000 and 9999', () => {
    fc.assert(fc.property(fc.integer({ min: -354_285, max: 2_932_896 }), (days) => {
      const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
      expect(dayFromNumber(days)).toBe(text);
      expect(dayNumber(text)).toBe(days);
    }));
  });

  it('that do not exist are none', () => {
    expect(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', '0999-01-01', '1900-02-29'].filter(isDay)).toEqual([]);
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isDay)).toBe(true);
  });

  it('give an age that rises on the birthday itself', () => {
    expect(yearsBetween('2008-02-03', '2026-02-02')).toBe(17);
    expect(yearsBetween('2008-02-02', '2026-02-02')).toBe(18);
    expect(yearsBetween('2008-02-29', '2026-02-28')).toBe(17);
    expect(yearsBetween('2027-01-01', '2026-02-02')).toBe(-1);
  });
});
