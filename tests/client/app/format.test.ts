import { describe, expect, test } from 'vitest';
import { createFormat, dayDistance, dayMonthYear, isoDay } from '#client/app/format.ts';

const hindi = createFormat('hi');
const english = createFormat('en');
const at = (hour: number, minute: number, day = 21): number => new Date(2026, 10, day, hour, minute).getTime();

describe('numbers', () => {
  test('are grouped by lakh, in Latin digits, in both languages', () => {
    expect(hindi.number(532_630)).toBe('5,32,630');
    expect(english.number(532_630)).toBe('5,32,630');
  });

  test('of bytes are told as a person would: never 0 KB for something', () => {
    expect(hindi.bytes(0)).toBe('0 KB');
    expect(hindi.bytes(12)).toBe('1 KB');
    expect(hindi.bytes(11_300)).toBe('11 KB');
    expect(hindi.bytes(5_400_000)).toBe('5.1 MB');
    expect(hindi.bytes(4_000_000_000)).toBe('3.7 GB');
  });

  test('of seconds become minutes when there are many', () => {
    expect(hindi.duration(3)).toBe('3 सेकंड');
    expect(hindi.duration(0.2)).toBe('1 सेकंड');
    expect(english.duration(600)).toBe('10 minutes');
  });
});

describe('days', () => {
  test('are written with the short month, and as dd/mm/yyyy', () => {
    expect(hindi.day('2026-11-21')).toBe('21 नव. 2026');
    expect(dayMonthYear('2026-02-02')).toBe('02/02/2026');
    expect(hindi.days('2026-11-22', '2026-11-25')).toBe('22–25 नव. 2026');
    expect(hindi.days('2026-11-22', '2026-11-22')).toBe('22 नव. 2026');
  });

  test('stay the calendar day here, whatever the hour', () => {
    expect(isoDay(at(0, 5))).toBe('2026-11-21');
    expect(isoDay(at(23, 55))).toBe('2026-11-21');
    expect(dayDistance('2026-12-01', '2026-11-30')).toBe(1);
  });

  test('near today have their own words', () => {
    expect(hindi.dayNear('2026-11-22', '2026-11-21')).toBe('कल');
    expect(hindi.dayNear('2026-11-21', '2026-11-21')).toBe('आज');
    expect(hindi.dayNear('2026-11-25', '2026-11-21')).toBe('25 नव. 2026');
  });

  test('and times say the part of the day in Hindi, am and pm in English', () => {
    expect(hindi.when(at(9, 40), at(12, 0))).toBe('आज सुबह 9:40');
    expect(hindi.when(at(16, 10, 20), at(12, 0))).toBe('कल शाम 4:10');
    expect(english.clock(at(16, 10)).replace(/\s/u, ' ')).toBe('4:10 pm');
  });
});
