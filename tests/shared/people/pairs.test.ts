import { describe, expect, test } from 'vitest';
import { joining } from '#programmes/jeevika/joining.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { DUPLICATE_LIKELY } from '#shared/people/duplicates.ts';
import { findPairs } from '#shared/people/pairs.ts';

const family = (id: string, place: string, values: Values): DehriRecord => ({ id, type: 'household', bucket: `${place}/doorstep`, seq: 1, schema: 1, values: { place, ...values }, base: `b.${id}`, heads: {}, rivals: {} });
const T1 = '10.193.1710.p01.v1.t1';
const T2 = '10.193.1710.p01.v1.t2';

const found = (doors: readonly DehriRecord[]): string[] => [...findPairs(doors, joining, DUPLICATE_LIKELY)].flatMap((step) => step.found).map(({ a, b }) => [a.id, b.id].sort().join('+')).sort();

describe('families that may have been written twice', () => {
  test('are found across scripts, spellings and tolas of a village, by phone and by card', () => {
    expect(found([
      family('list', T1, { headName: 'सुनीता देवी', guardianName: 'रमेश पासवान', cardNumber: '10300000000123' }),
      family('door', T1, { headName: 'SUNITA DEVI', guardianName: 'RAMESH PASWAN' }),
      family('other', T1, { headName: 'सुनीता देवी', guardianName: 'महेश यादव' }),
      family('card', T2, { headName: 'सुनीता कुमारी', guardianName: 'रमेश', cardNumber: '10300000000123' }),
      family('far', '10.193.1710.p02.v9.t1', { headName: 'सुनीता देवी', guardianName: 'रमेश पासवान' }),
    ])).toEqual(['card+list', 'door+list']);
  });

  test('told apart or joined, they are found no more', () => {
    const [a, b] = [family('a', T1, { headName: 'मीना देवी', guardianName: 'सुरेश मंडल' }), family('b', T1, { headName: 'मीना देवी', guardianName: 'सुरेश मंडल' })];
    expect(found([a, b])).toEqual(['a+b']);
    expect(found([{ ...a, values: { ...a.values, 'notSame.b.day': '2026-05-10', 'notSame.b._gone': false } }, b])).toEqual([]);
    expect(found([a, { ...b, values: { ...b.values, sameAs: 'a' } }])).toEqual([]);
  });

  test('are all found in a block, and each step says how far it is', () => {
    const women = ['सुनीता', 'मीना', 'गीता', 'रुखसाना', 'पूनम', 'रेखा', 'शबनम', 'बबीता', 'ललिता', 'कौशल्या', 'चिंता', 'अनीता'];
    const men = ['रमेश', 'इरफान', 'सुरेश', 'दिनेश', 'अरुण', 'बिनोद', 'राजेश', 'उमेश', 'मनोज', 'संजय', 'अजय', 'विजय', 'गणेश'];
    const doors = Array.from({ length: 6_000 }, (_, i) => family(`f${i}`, `10.193.1710.p${i % 8}.v${Math.floor(i / 8) % 25}.t1`, {
      headName: `${women[i % women.length]} देवी`, guardianName: `${men[Math.floor(i / 7) % men.length]} ${i}`, cardNumber: `1030${String(10_000_000 + i * 7919)}`,
    }));
    const doubled = doors.filter((_, i) => i % 300 === 0).map((door) => ({ ...door, id: `${door.id}-again`, values: { ...door.values, listed: false } }));
    const steps = [...findPairs([...doors, ...doubled], joining, DUPLICATE_LIKELY)];
    const pairs = new Set(steps.flatMap((step) => step.found).map(({ a, b }) => [a.id, b.id].sort().join('+')));
    expect(doubled.filter(({ id }) => !pairs.has([id, id.replace('-again', '')].sort().join('+')))).toEqual([]);
    expect(steps.at(-1)?.done).toBe(steps.at(-1)?.of);
  });

  test('of nobody there is nothing to find', () => {
    expect([...findPairs([], joining, DUPLICATE_LIKELY)]).toEqual([{ done: 0, of: 0, found: [] }]);
  });
});
