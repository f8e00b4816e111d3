import { expect, test } from 'vitest';
import { bucketDistrict, bucketOf, bucketPlace, bucketReaches, bucketShelf } from '#shared/place/bucket.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { districtOf, isWithin, levelOf, parentOf } from '#shared/place/place.ts';

test('a place lies within itself and its ancestors, not within one whose code merely begins alike', () => {
  expect(isWithin('10.193.17', '10.193.17')).toBe(true);
  expect(isWithin('10.193.17.p1', '10.193.17')).toBe(true);
  expect(isWithin('10.193.171', '10.193.17')).toBe(false);
  expect(isWithin('10.193', '10.193.17')).toBe(false);
});

test('the level of a place is the number of its parts', () => {
  expect(['10', '10.193', '10.193.17', '10.193.17.p', '10.193.17.p.v', '10.193.17.p.v.t'].map(levelOf)).toEqual(['state', 'district', 'block', 'panchayat', 'village', 'tola']);
  expect(() => levelOf('1.2.3.4.5.6.7')).toThrow('one to six parts');
});

test('ancestors are found by level, and there is none below the place itself', () => {
  expect(ancestorAt('10.193.17.p.v.t', 'block')).toBe('10.193.17');
  expect(ancestorAt('10.193', 'block')).toBeUndefined();
  expect(parentOf('10.193')).toBe('10');
  expect(parentOf('10')).toBeUndefined();
});

test('what lies above the districts has the district 0', () => {
  expect(districtOf('10.193.17')).toBe(193);
  expect(['10', '5.dep1'].map(districtOf)).toEqual([0, 0]);
  expect(() => districtOf('10.x')).toThrow('names its district');
});

test('a bucket names its place, its shelf and its district', () => {
  const bucket = bucketOf('5.45.17', 'doorstep');
  expect([bucketPlace(bucket), bucketShelf(bucket), bucketDistrict(bucket)]).toEqual(['5.45.17', 'doorstep', 45]);
});

test('only notices reach downward', () => {
  expect(bucketReaches('10.193/notice', '10.193.17.p1')).toBe(true);
  expect(bucketReaches('10.193/groups', '10.193.17.p1')).toBe(false);
  expect(bucketReaches('10.193.17.p1/groups', '10.193')).toBe(true);
});
