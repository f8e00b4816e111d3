import { expect, test } from 'vitest';
import { placesOfState } from '#server/places/directory.ts';
import { levelOf } from '#shared/place/place.ts';

test('Bihar has 38 districts and 534 blocks, each with a Hindi and a Roman name and a code of its own', () => {
  const places = placesOfState('10');
  const at = (level: string): number => places.filter((p) => levelOf(p.code) === level).length;
  expect([at('state'), at('district'), at('block'), places.length]).toEqual([1, 38, 534, 573]);
  expect(new Set(places.map((p) => p.code)).size).toBe(places.length);
  expect(places.filter((p) => !/^[\u0900-\u097f\s().0-9-]+$/u.test(p.hi) || !/^[A-Za-z .()-]+$/u.test(p.en))).toEqual([]);
});

test('Uttarakhand has 13 districts and Bhagalpur is district 192 with 16 blocks', () => {
  expect(placesOfState('5').length).toBe(14);
  const bhagalpur = placesOfState('10').filter((p) => p.code.startsWith('10.192.'));
  expect(bhagalpur.length).toBe(16);
  expect(bhagalpur.find((p) => p.hi === 'सबौर')?.code).toBe('10.192.1685');
});

test('a state without files is a mistake of the caller', () => {
  expect(() => placesOfState('99')).toThrow('99');
});
