import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameTokens, SAME_NAME, scoreNames } from '#shared/people/names.ts';

describe('scoreNames', () => {
  it.each([
    ['सुनीता', 'SUNITA'], ['सुनीता', 'सुनिता'], ['खातून', 'KHATUN'], ['खातुन', 'KHATOON'], ['खातून', 'KAHTUN'],
    ['पाण्डेय', 'PANDAY'], ['पांडे', 'PANDEY'], ['चौधरी', 'CHOUDHARI'], ['CHAUDHARY', 'CHOUDHARI'], ['PUNAM', 'POONAM'],
    ['KHUSHBU', 'KHUSABU'], ['मो०', 'MD'], ['मोहम्मद', 'महम्मद'], ['मो:', 'MOHAMMAD'], ['कुमारी', 'KUAMRI'], ['ज्ञान', 'GYAN'], ['ज्ञान', 'JNAN'],
    ['लक्ष्मी', 'LAXMI'], ['फूल', 'PHUL'], ['फूल', 'FUL'], ['ज़ैनब', 'JAINAB'], ['राम', 'RAM'], ['MEENA', 'MINA'], ['सिंह', 'SINGH'], ['गुड़िया', 'GUDIYA'], ['रईस', 'RAIS'], ['सईदा', 'SAYEEDA'],
  ])('takes %s and %s for one name', (a, b) => expect(scoreNames(a, b)).toBeGreaterThanOrEqual(SAME_NAME));

  it.each([
    ['ANITA', 'SUNITA'], ['REKHA', 'RADHA'], ['RAM', 'RAMA'], ['राम', 'रमा'], ['GEETA', 'RITA'], ['SUNIL', 'SUNILA'], ['RAJESH', 'RAKESH'],
    ['SHAILA', 'SHEELA'], ['ARTI', 'RATI'], ['SADHANA', 'SADHAN'], ['KUMAR', 'KUMARI'], ['RAHMAN', 'RAMAN'],
  ])('keeps %s and %s apart', (a, b) => expect(scoreNames(a, b)).toBeLessThan(SAME_NAME));

  it('learns little from a second name nearly everybody has', () => {
    expect(scoreNames('सुनीता देवी', 'REKHA DEVI')).toBeLessThan(0.4);
    expect(scoreNames('DEVI', 'SUNITA DEVI')).toBeLessThan(0.6);
  });

  it('leaves a doubt between Devi and Kumari', () => {
    expect(scoreNames('SUNITA DEVI', 'सुनीता कुमारी')).toBeGreaterThan(0.6);
    expect(scoreNames('SUNITA DEVI', 'सुनीता कुमारी')).toBeLessThan(SAME_NAME);
  });

  it('is not misled by an equal family name', () => {
    expect(scoreNames('रमेश यादव', 'SURESH YADAV')).toBeLessThan(SAME_NAME);
    expect(scoreNames('रमेश यादव', 'RAMESH PASWAN')).toBeLessThan(SAME_NAME);
  });

  it('bears another order, a missing middle name and a name written apart', () => {
    expect(scoreNames('देवी सुनीता', 'SUNITA DEVI')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('संजय कुमार सिंह', 'SANJAY SINGH')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('राम चन्द्र सिंह', 'RAMCHANDRA SINGH')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('RAJKUMAR', 'राज कुमार')).toBeGreaterThanOrEqual(SAME_NAME);
  });

  it('overlooks titles, and the relative named in the same field', () => {
    expect(scoreNames('श्रीमती सुनीता देवी', 'SMT. SUNITA DEVI')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('स्व० रामेश्वर साह', 'Late Rameshwar Sah')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('SUNITA DEVI W/O RAM PRASAD', 'सुनीता देवी')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('सुनीता देवी पति राम प्रसाद', 'Sunita Devi')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(nameTokens('पति - सुरेश राय')).toEqual(['सुरेश', 'राय']);
    expect(nameTokens('लक्ष्मी पति')).toEqual(['लक्ष्मी']);
  });

  it('sees through invisible characters and composed or decomposed letters', () => {
    expect(scoreNames('सु\u200dनी\u200cता\u2060', '\u202eSUNITA\u202c')).toBeGreaterThanOrEqual(SAME_NAME);
    expect(scoreNames('गु\u095cिया', 'गुड\u093cिया')).toBe(1);
    expect(scoreNames('Sunītā', 'सुनीता')).toBe(1);
  });

  it('does not claim an initial for a name', () => {
    expect(scoreNames('R KUMAR SINGH', 'RAM KUMAR SINGH')).toBeLessThan(SAME_NAME);
    expect(scoreNames('R KUMAR SINGH', 'RAM KUMAR SINGH')).toBeGreaterThan(0.6);
  });

  it('answers 0 when there is no name', () => {
    expect(scoreNames('', '')).toBe(0);
    expect(scoreNames('१२३', '123')).toBe(0);
    expect(scoreNames('...', 'SUNITA')).toBe(0);
  });

  it('stays between 0 and 1, is symmetric and finds every name like itself', () => {
    const letters = fc.stringMatching(/^(?:[a-z ]|[\u0904-\u0939]|[\u093e-\u094d]){1,40}$/);
    const anything = fc.oneof(letters, fc.string({ unit: 'binary', maxLength: 200 }));
    fc.assert(fc.property(anything, anything, (a, b) => {
      const score = scoreNames(a, b);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(scoreNames(b, a)).toBeCloseTo(score, 10);
    }), { numRuns: 400 });
    // "Pita" alone is the label of a father's name, and no name.
    const names = fc.stringMatching(/^[bdgklmnprst][aeiou][bdgklmnprst][aeiou]( [bdgklmnprst][aeiou]tal)?$/).filter((name) => nameTokens(name).length > 0);
    fc.assert(fc.property(names, (name) => {
      expect(scoreNames(name, name.toUpperCase())).toBe(1);
    }));
  });
});
