import { expect, test } from 'vitest';
import type { Values } from '#shared/record/change.ts';
import { letterheadOf, letterheadRow } from '#shared/report/letterhead.ts';

const rulebook = (at: string, rows: Readonly<Record<string, Values>>) => ({
  bucket: `${at}/notice`,
  values: Object.fromEntries(Object.entries(rows).flatMap(([place, fields]) => Object.entries({ place, ...fields }).map(([field, value]) => [`letterheads.${letterheadRow(place)}.${field}`, value]))),
});
const STATE = rulebook('10', { '10': { line1: 'बिहार सरकार', signer: 'निदेशक' } });
const DISTRICT = rulebook('10.192', { '10.192': { line1: 'बिहार सरकार', line2: 'जिला प्रशासन', signer: 'जिला पदाधिकारी' }, '10.192.osc1': { line1: 'सखी केंद्र', signer: '' } });

test('the nearest place that has a letterhead lends it to those below', () => {
  expect(letterheadOf([STATE, DISTRICT], '10.192.1700.p1')).toEqual({ place: '10.192', lines: ['बिहार सरकार', 'जिला प्रशासन'], signer: 'जिला पदाधिकारी' });
  expect(letterheadOf([STATE, DISTRICT], '10.192.osc1')).toEqual({ place: '10.192.osc1', lines: ['सखी केंद्र'], signer: '' });
  expect(letterheadOf([STATE, DISTRICT], '10.200')?.lines).toEqual(['बिहार सरकार']);
  expect(letterheadOf([DISTRICT], '10')).toBeUndefined();
});

test('a district sets none for another, nor for the state', () => {
  const greedy = rulebook('10.192', { '10': { line1: 'मेरा राज्य' }, '10.200': { line1: 'पड़ोसी' } });
  expect([letterheadOf([greedy], '10'), letterheadOf([greedy], '10.200'), letterheadOf([greedy], '10.192')]).toEqual([undefined, undefined, undefined]);
});

test('one without any line, or taken away, counts for nothing', () => {
  const empty = rulebook('10.192', { '10.192': { signer: 'जिला पदाधिकारी' } });
  const gone = { ...DISTRICT, values: { ...DISTRICT.values, 'letterheads.10-192._gone': true } };
  expect([letterheadOf([empty], '10.192'), letterheadOf([gone], '10.192')]).toEqual([undefined, undefined]);
});
