import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockKeys } from '#shared/people/same-person/block-keys.ts';
import { PHONE_OF_MANY, type Sharing } from '#shared/people/same-person/compare.ts';
import { judgePair } from '#shared/people/same-person/judge.ts';
import type { Compared, Judged, Likeness } from '#shared/people/same-person/judged.ts';
import { prepareIdentity } from '#shared/people/same-person/prepare.ts';
import { ASK, CERTAIN } from '#shared/people/same-person/weights.ts';
import type { Identity } from '#shared/subjects/entry.ts';
import { madeRows } from './made-rows.ts';

const judge = (a: Identity, b: Identity, sharing?: Sharing): Judged => judgePair(prepareIdentity(a), prepareIdentity(b), sharing);
const how = ({ reasons }: Judged, field: Compared): Likeness | undefined => reasons.find((reason) => reason.field === field)?.how;
const SUNITA: Identity = {
  name: 'सुनीता नेगी', father: 'रमेश सिंह नेगी', mother: 'कमला देवी', sex: 'female', birthDay: '2012-04-17', district: '5.49', block: 'रायपुर', village: 'थानो',
  school: 'रा०प्रा०वि० थानो', phone: '9411122233', idTail: '4821',
};
const without = (...paths: readonly (keyof Identity)[]): Identity => Object.fromEntries(Object.entries(SUNITA).filter(([path]) => !paths.some((left) => left === path)));

describe('two rows of one child', () => {
  it('are certain in two scripts, with titles and other spellings', () => {
    const other: Identity = { name: 'KM. SUNEETA NEGI', father: 'Late Shri Ramesh Negi', sex: 'female', birthDay: '2012-04-17', district: '5.49', village: 'Vill- Thano' };
    expect(judge(SUNITA, other)).toMatchObject({ band: 'certain' });
    const keys = new Set(blockKeys(prepareIdentity(SUNITA)));
    expect(blockKeys(prepareIdentity(other)).filter((key) => keys.has(key)).length).toBeGreaterThan(3);
  });

  it('are found when a name is in two scripts within itself', () => {
    expect(judge(SUNITA, { ...SUNITA, name: 'सुनीता NEGI' }).band).toBe('certain');
    expect(judge(SUNITA, { ...SUNITA, name: 'SUNITA नेगी' }).band).toBe('certain');
  });

  it('are found when the title is written in one with the name, but Shrikant stays Shrikant', () => {
    expect(how(judge(SUNITA, { ...SUNITA, father: 'श्रीरमेश नेगी' }), 'father')).toBe('same');
    expect(how(judge({ ...SUNITA, father: 'श्रीकांत नेगी' }, { ...SUNITA, father: 'Shrikant Negi' }), 'father')).toBe('same');
  });

  it('agree in an age on a day with the birth day', () => {
    const aged: Identity = { ...without('birthDay', 'idTail', 'school'), age: { years: 13, on: '2025-06-01' } };
    expect(how(judge(SUNITA, aged), 'birth')).toBe('alike');
    expect(judge(SUNITA, aged).band).toBe('certain');
    expect(how(judge(SUNITA, { ...aged, age: { years: 12, on: '2025-06-01' } }), 'birth')).toBe('alike');
    expect(how(judge(SUNITA, { ...aged, age: { years: 7, on: '2025-06-01' } }), 'birth')).toBe('differs');
  });

  it('agree in the year when one list knows only 1 January', () => {
    expect(how(judge(SUNITA, { ...SUNITA, birthDay: '2012-01-01' }), 'birth')).toBe('alike');
  });

  it('are still found in another district', () => {
    expect(judge(SUNITA, { ...SUNITA, district: '5.50', village: undefined, block: undefined, school: undefined }).band).not.toBe('different');
  });
});

describe('an age that cannot be', () => {
  it('says nothing', () => {
    expect(how(judge(without('birthDay'), { ...without('birthDay'), age: { years: 200, on: '2025-06-01' } }), 'birth')).toBe('unsaid');
  });
});

describe('nothing decides by itself', () => {
  it.each<keyof Identity>(['name', 'phone', 'idTail', 'birthDay', 'father', 'school'])('%s alone is never certain', (path) => {
    const alone: Identity = { [path]: SUNITA[path] };
    expect(judge(alone, alone).band).not.toBe('certain');
  });

  it('a name and one thing more are never certain', () => {
    for (const path of ['phone', 'idTail', 'birthDay', 'father', 'mother', 'village', 'school'] as const) {
      const two: Identity = { name: SUNITA.name, sex: 'female', [path]: SUNITA[path] };
      expect(judge(two, two).band).not.toBe('certain');
    }
  });

  it('a family name agrees with nothing and stands in no reason', () => {
    const [a, b]: readonly Identity[] = [{ name: 'सुनीता नेगी', birthDay: '2012-04-17' }, { name: 'मोहन नेगी', birthDay: '2012-04-17' }];
    expect(judge(a ?? {}, b ?? {})).toMatchObject({ band: 'different', score: 0 });
    expect(JSON.stringify(judge(SUNITA, SUNITA).reasons)).not.toMatch(/negi|नेगी|family/iu);
  });
});

describe('brothers and sisters', () => {
  it('are different', () => {
    expect(judge(SUNITA, { ...without('idTail'), name: 'मोहन नेगी', sex: 'male', birthDay: '2014-01-09' }).band).toBe('different');
    expect(judge(SUNITA, { ...without('idTail'), name: 'कविता नेगी', birthDay: '2010-01-09' }).band).toBe('different');
  });

  const TWINS = [['राम', 'श्याम'], ['सीता', 'गीता'], ['Rani', 'Rina'], ['लव', 'कुश'], ['Harshit', 'Harshita'], ['Anshika', 'Anshita'], ['रोहित', 'मोहित'], ['Nitish', 'Nitesh']] as const;
  it.each(TWINS)('that are twins, %s and %s, are never certain', (one, other) => {
    const sex = one === 'Harshit' ? undefined : SUNITA.sex;
    const twin: Identity = { ...without('idTail'), sex };
    expect(judge({ ...twin, name: `${one} नेगी` }, { ...twin, name: `${other} नेगी` }).band).not.toBe('certain');
    expect(judge({ ...twin, name: one, idTail: '1111' }, { ...twin, name: other, idTail: '2222' }).band).not.toBe('certain');
  });
});

describe('what contradicts', () => {
  it('is asked about: two birth days in rows that are equal otherwise', () => {
    for (const birthDay of ['2010-09-03', '2013-11-28', '2012-12-30']) {
      const judged = judge(SUNITA, { ...SUNITA, birthDay });
      expect(judged.band).not.toBe('certain');
      expect(how(judged, 'birth')).not.toBe('same');
    }
    expect(judge(SUNITA, { ...SUNITA, birthDay: '2013-11-28' }).band).toBe('ask');
  });

  it('is asked about: another sex, another number', () => {
    expect(judge(SUNITA, { ...SUNITA, sex: 'male' }).band).not.toBe('certain');
    expect(judge(SUNITA, { ...SUNITA, idTail: '9990' }).band).not.toBe('certain');
  });
});

describe('columns taken for one another', () => {
  it("a father's name in the child's column is crossed and at most asked", () => {
    const judged = judge(SUNITA, { ...SUNITA, name: 'रमेश सिंह नेगी' });
    expect(how(judged, 'name')).toBe('crossed');
    expect(judged.band).not.toBe('certain');
  });

  it("child's and father's name in each other's column are crossed and asked", () => {
    const judged = judge(SUNITA, { ...SUNITA, name: SUNITA.father, father: SUNITA.name });
    expect(how(judged, 'name')).toBe('crossed');
    expect(judged.band).toBe('ask');
  });

  it('given and family name in each other’s place are crossed and asked', () => {
    const judged = judge(SUNITA, { ...SUNITA, name: 'NEGI SUNITA' });
    expect(how(judged, 'name')).toBe('crossed');
    expect(judged.band).toBe('ask');
  });
});

describe('an institution', () => {
  const HOME: Identity = { name: 'Pooja', sex: 'female', district: '5.49', phone: '9411100000', age: { years: 12, on: '2025-06-01' } };
  it('gives all its children one phone, which joins nobody', () => {
    const judged = judge(HOME, HOME, { phoneShared: PHONE_OF_MANY });
    expect(how(judged, 'phone')).toBe('shared');
    expect(judged.band).toBe('different');
    expect(judge(HOME, HOME, { phoneShared: 2 }).score).toBeGreaterThan(judged.score);
  });

  it('gives them one school, which joins nobody', () => {
    const pupil: Identity = { ...HOME, school: 'GIC Thano', phone: undefined };
    expect(how(judge(pupil, pupil, { schoolShared: 5000 }), 'school')).toBe('shared');
    expect(judge(pupil, pupil, { schoolShared: 5000 }).band).toBe('different');
  });
});

describe('whatever the rows', () => {
  const rows = madeRows('heldOut', 600, 3).map(({ of }) => of);
  const row = fc.integer({ min: 0, max: rows.length - 1 }).map((index) => rows[index] ?? prepareIdentity({}));
  const near = fc.tuple(fc.integer({ min: 0, max: rows.length - 1 }), fc.integer({ min: 0, max: rows.length - 1 }), fc.boolean());
  const sharing = fc.record({ phoneShared: fc.integer({ min: 1, max: 40 }), nameShare: fc.double({ min: 0.0001, max: 0.2, noNaN: true }), rows: fc.integer({ min: 1, max: 2_000_000 }) });

  it('either may come first', () => {
    fc.assert(fc.property(row, row, sharing, (a, b, counts) => { expect(judgePair(b, a, counts)).toEqual(judgePair(a, b, counts)); }), { numRuns: 3000 });
    for (const a of rows.slice(0, 200)) for (const b of rows.slice(0, 200)) expect(judgePair(b, a).score).toBe(judgePair(a, b).score);
  });

  it('the score is a share, and certain is surer than asked', () => {
    fc.assert(fc.property(near, sharing, ([i, j, same], counts) => {
      const [a, b] = [rows[i], rows[same ? i : j]];
      if (a === undefined || b === undefined) return;
      const { score, band } = judgePair(a, b, counts);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(band === 'different' ? 0 : score).toBeGreaterThanOrEqual(band === 'certain' ? CERTAIN : band === 'ask' ? ASK : 0);
    }), { numRuns: 2000 });
  });

  it('more rows, a commoner name and a phone of many never make it surer', () => {
    for (const a of rows) {
      const score = judgePair(a, a, { rows: 20_000, nameShare: 0.001 }).score;
      expect(judgePair(a, a, { rows: 1_000_000, nameShare: 0.001 }).score).toBeLessThanOrEqual(score);
      expect(judgePair(a, a, { rows: 20_000, nameShare: 0.05 }).score).toBeLessThanOrEqual(score);
      expect(judgePair(a, a, { rows: 20_000, nameShare: 0.001, phoneShared: 100 }).score).toBeLessThanOrEqual(score);
    }
  });

  it('a field that one row lacks makes two equal rows no surer', () => {
    for (const path of ['father', 'mother', 'birthDay', 'sex', 'village', 'phone', 'idTail'] as const) {
      expect(judge(SUNITA, without(path)).score).toBeLessThanOrEqual(judge(SUNITA, SUNITA).score);
    }
  });

  it('the same row gives the same keys, few and different', () => {
    for (const of of rows) {
      const keys = blockKeys(of);
      expect(blockKeys(of)).toEqual(keys);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBeLessThanOrEqual(24);
    }
  });
});
