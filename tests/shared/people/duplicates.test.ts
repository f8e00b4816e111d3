import { describe, expect, it } from 'vitest';
import { DUPLICATE_LIKELY, DUPLICATE_POSSIBLE, duplicatesOf, prepareHousehold, scoreDuplicate, type HouseholdTraits } from '#shared/people/duplicates.ts';

const sunita: HouseholdTraits = { name: 'सुनीता देवी', husbandOrFather: 'राम प्रवेश पासवान', cardDigits: '10310060012345678901', place: 'tola-1', age: 34, phone: '9431000001' };
const other: HouseholdTraits = { name: 'REKHA KUMARI', husbandOrFather: 'MANOJ YADAV', cardDigits: '10310060099999999999', place: 'tola-2', age: 52, phone: '9431000002' };

describe('scoreDuplicate', () => {
  it('is nearly sure when name, husband and tola agree in another script', () => {
    const { score, reasons } = scoreDuplicate(sunita, { name: 'SUNITA DEVI', husbandOrFather: 'RAMPRAVESH PASWAN', place: 'tola-1', age: 35 });
    expect(score).toBeGreaterThan(DUPLICATE_LIKELY);
    expect(reasons).toEqual(['soundsAlike', 'sameHusband', 'sameTola']);
  });

  it('warns of an equal card even after the head of the household has changed', () => {
    const { score, reasons } = scoreDuplicate(sunita, { ...other, cardDigits: '१०३१००६००१२३४५६७८९०१', place: 'tola-1', age: undefined });
    expect(score).toBeGreaterThanOrEqual(DUPLICATE_POSSIBLE);
    expect(reasons).toContain('sameCard');
    expect(reasons).not.toContain('soundsAlike');
  });

  it('understands the last digits of a card', () => {
    expect(scoreDuplicate(sunita, { name: 'Sunita Devi', cardDigits: '678901', place: 'tola-1' }).reasons).toContain('sameCard');
    expect(scoreDuplicate(sunita, { name: 'Sunita Devi', cardDigits: '8901', place: 'tola-1' }).reasons).not.toContain('sameCard');
  });

  it.each([
    ['the name', { name: 'SUNITA DEVI' }, 'soundsAlike'],
    ['the husband', { husbandOrFather: 'RAM PRAVESH PASWAN' }, 'sameHusband'],
    ['the tola', { place: 'tola-1' }, 'sameTola'],
    ['the phone', { phone: '94310 00001' }, 'samePhone'],
  ] as const)('is never moved by %s alone', (_field, agreeing, reason) => {
    const { score, reasons } = scoreDuplicate(sunita, { ...other, ...agreeing });
    expect(reasons).toEqual([reason]);
    expect(score).toBeLessThan(DUPLICATE_POSSIBLE);
    const bare = scoreDuplicate({ name: '', place: '', ...pick(sunita, agreeing) }, { name: '', place: '', ...agreeing });
    expect(bare.score).toBeLessThan(DUPLICATE_POSSIBLE);
  });

  it('keeps two Sunita Devis of one tola apart when their husbands differ', () => {
    expect(scoreDuplicate(sunita, { name: 'SUNITA DEVI', husbandOrFather: 'MANOJ PASWAN', place: 'tola-1', age: 34 }).score).toBeLessThan(DUPLICATE_POSSIBLE);
  });

  it('keeps two brothers of one house apart', () => {
    const ramesh: HouseholdTraits = { name: 'रमेश यादव', husbandOrFather: 'स्व० राम यादव', place: 'tola-1', phone: '9431000009' };
    expect(scoreDuplicate(ramesh, { ...ramesh, name: 'SURESH YADAV' }).score).toBeLessThan(DUPLICATE_POSSIBLE);
  });

  it('gives no reason for an equal family name', () => {
    const { reasons } = scoreDuplicate({ name: 'रमेश यादव', place: 'a' }, { name: 'SURESH YADAV', place: 'b' });
    expect(reasons).toEqual([]);
  });

  it('does not hold one mistyped digit of a card against it', () => {
    const again = { ...sunita, name: 'SUNITA DEVI' };
    const slip = scoreDuplicate(sunita, { ...again, cardDigits: '10310060012345678910' }).score;
    const otherCard = scoreDuplicate(sunita, { ...again, cardDigits: '10310060055555555555' }).score;
    expect(slip).toBeGreaterThan(otherCard);
    expect(slip).toBeGreaterThan(DUPLICATE_LIKELY);
  });
});

describe('duplicatesOf', () => {
  it('lists the likeliest first and leaves out the rest', () => {
    const book = [other, { ...sunita, name: 'SUNITA DEVI', cardDigits: undefined, phone: undefined, age: undefined }, { ...sunita, name: 'SUNEETA DEVI' }].map(prepareHousehold);
    expect(duplicatesOf(prepareHousehold(sunita), book).map((found) => found.of)).toEqual([book[2], book[1]]);
  });
});

function pick(from: HouseholdTraits, like: Partial<HouseholdTraits>): Partial<HouseholdTraits> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => key in like));
}
