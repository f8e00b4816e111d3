import { describe, expect, it } from 'vitest';
import { keyStartsAsTyped, nameKey, prefixKeys, searchKeys } from '#shared/people/name-key.ts';
import { digitsOf, latinDigits, normaliseText } from '#shared/people/text.ts';
import { readNamePairs } from './name-pairs.ts';

const finds = (typed: string, stored: string): boolean =>
  searchKeys(stored).some((key) => prefixKeys(typed).some((prefix) => keyStartsAsTyped(key, prefix)));

describe('nameKey', () => {
  it.each([
    ['सुनीता', 'SUNITA'], ['खुशबू', 'KHUSHBOO'], ['मो०', 'Mohammad'], ['राजेन्द्र', 'RAJENDER'], ['वीणा', 'BINA'], ['पूजा', 'POOJA'], ['ज़ैनब', 'zainab'], ['लक्ष्मी', 'Laxmi'],
  ])('gives %s and %s one key', (a, b) => expect(nameKey(a)).toBe(nameKey(b)));

  it.each([['RAM', 'RAMA'], ['SUNITA', 'ANITA'], ['SONI', 'SONA']])('gives %s and %s two', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));

  it('is empty for what has no letters', () => expect(nameKey('123')).toBe(''));

  it('proposes nearly every pair of spellings in the labelled list', () => {
    const words = readNamePairs().filter((pair) => pair.same && !pair.a.includes(' ') && !pair.b.includes(' '));
    const shared = words.filter((pair) => finds(pair.a, pair.b) || finds(pair.b, pair.a));
    expect(words.length).toBeGreaterThan(150);
    expect(shared.length / words.length).toBeGreaterThan(0.93);
  });
});

describe('prefixKeys', () => {
  it.each([
    ['sun', 'सुनीता'], ['सुनि', 'SUNITA'], ['su', 'सुनीता'], ['सु', 'SUNITA'], ['c', 'चन्दा'], ['ch', 'चन्दा'], ['cha', 'CHANDA'], ['khu', 'खुशबू'],
    ['lak', 'LAXMI'], ['lax', 'लक्ष्मी'], ['moham', 'मो०'], ['md', 'मोहम्मद'], ['ra', 'राय'], ['rau', 'राउत'], ['saw', 'सावित्री'], ['sha', 'शम्भु'], ['sham', 'शम्भु'], ['guri', 'गुड़िया'], ['gud', 'गुड़िया'], ['mah', 'महेश'], ['poo', 'पूनम'], ['awa', 'अवधेश'], ['awdh', 'अवधेश'],
  ])('%s is a beginning of %s', (typed, stored) => expect(finds(typed, stored)).toBe(true));

  it.each([['ra', 'RITA'], ['ra', 'रीता'], ['sun', 'SONAM'.slice(0, 2) + 'LI'], ['ma', 'मीना'], ['sun', 'ANITA']])('%s is none of %s', (typed, stored) => expect(finds(typed, stored)).toBe(false));

  it('lets every full spelling find its own word at every length', () => {
    for (const word of ['sunita', 'rajendra', 'khushbu', 'shobha', 'लक्ष्मी', 'सुनीता', 'prakash', 'yashoda', 'नूरजहां', 'kaushalya']) {
      for (let length = 1; length <= word.length; length++) {
        const typed = word.slice(0, length);
        expect({ typed, found: finds(typed, word) || word.startsWith(typed) }).toEqual({ typed, found: true });
      }
    }
  });
});

describe('typed text', () => {
  it('understands Devanagari digits', () => {
    expect(latinDigits('कार्ड १०२० / 33')).toBe('कार्ड 1020 / 33');
    expect(digitsOf('१०-२० 33')).toBe('102033');
  });

  it('comes to one form whatever the keyboard sent', () => {
    expect(normaliseText('  Sunītā\u200b   DEVI ')).toBe('sunita devi');
    expect(normaliseText('गु\u095cिया')).toBe(normaliseText('गुड\u093cिया'));
    expect(normaliseText('ＲＡＭ१')).toBe('ram1');
  });
});
