import { describe, expect, it } from 'vitest';
import { judgePair } from '#shared/people/same-person/judge.ts';
import { blockKeys } from '#shared/people/same-person/block-keys.ts';
import { prepareIdentity } from '#shared/people/same-person/prepare.ts';
import type { Identity } from '#shared/subjects/entry.ts';

const judge = (a: Identity, b: Identity): ReturnType<typeof judgePair> => judgePair(prepareIdentity(a), prepareIdentity(b));
const SUNITA: Identity = { name: 'सुनीता नेगी', father: 'रमेश नेगी', sex: 'female', birthDay: '2012-04-17', district: '5.49', village: 'रायपुर', phone: '9411122233' };

describe('two rows', () => {
  it('of one child in two scripts are certain', () => {
    const other: Identity = { ...SUNITA, name: 'SUNEETA NEGI', father: 'Late Shri Ramesh Negi', village: 'Raipur' };
    expect(judge(SUNITA, other).band).toBe('certain');
    const keys = new Set(blockKeys(prepareIdentity(SUNITA)));
    expect(blockKeys(prepareIdentity(other)).filter((key) => keys.has(key)).length).toBeGreaterThan(3);
  });

  it('of a brother and a sister are different', () => {
    expect(judge(SUNITA, { ...SUNITA, name: 'मोहन नेगी', sex: 'male', birthDay: '2014-01-09' }).band).toBe('different');
  });

  it('of twins are never certain', () => {
    for (const [one, other] of [['राम', 'श्याम'], ['सीता', 'गीता'], ['Rani', 'Rina']] as const) {
      expect(judge({ ...SUNITA, name: `${one} नेगी` }, { ...SUNITA, name: `${other} नेगी` }).band).not.toBe('certain');
    }
  });
});
