import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameIndex, storedWords, termsOf, type IndexedRecord, type NameIndex } from '#client/search/name-index.ts';
import { keyStartsAsTyped, prefixKeys, searchKeys } from '#shared/people/name-key.ts';
import { digitsOf } from '#shared/people/text.ts';
import { syntheticHouseholds } from './synthetic-households.ts';

function indexOf(records: Readonly<Record<string, IndexedRecord>>): NameIndex {
  const index = createNameIndex();
  for (const [id, record] of Object.entries(records)) index.add(id, record);
  return index;
}

const book = indexOf({
  a: { texts: ['सुनीता देवी', 'राम प्रवेश पासवान'], digits: ['10310060012345678901'] },
  b: { texts: ['SUNITA KUMARI', 'MANOJ YADAV'], digits: ['10310060012345111222'] },
  c: { texts: ['अनीता देवी', 'मो० सलीम'] },
  d: { texts: ['REKHA DEVI', 'RAM CHANDRA SAH'], digits: ['१०३१००६००९९९९९९९९९९९'] },
  e: { texts: ['खुशबू कुमारी', 'रामचन्द्र साह'] },
});

describe('the name index', () => {
  it.each([
    ['sun', ['b', 'a']], ['सुनि', ['a', 'b']], ['SUNITA', ['b', 'a']], ['सुनिता', ['a', 'b']], ['suneeta dev', ['a']], ['devi sun', ['a']],
    ['khusabu', ['e']], ['mohammad', ['c']], ['md sal', ['c']], ['8901', ['a']], ['८९०१', ['a']], ['0012345', ['a', 'b']], ['999', ['d']], ['sunita 111', ['b']],
    ['ramchandra', ['d', 'e']], ['ram chandra', ['d', 'e']], ['राम चन्द्र', ['e', 'd']], ['xyzxyz', []], ['sunita rekha', []],
  ])('answers %j with %j', (typed, ids) => expect(book.query(typed)).toEqual(ids));

  it('filters nothing until there is something to look for', () => {
    expect(book.query('')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(book.query(' 12 ')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(book.query('sunita 12')).toEqual(['b', 'a']);
  });

  it('gives no more than asked for, best first', () => expect(book.query('सुनीता', 1)).toEqual(['a']));

  it('does not find a number across the border of two numbers', () => {
    const index = indexOf({ a: { texts: [], digits: ['12345', '67890'] }, b: { texts: [], digits: ['11111'] } });
    expect(index.query('4567')).toEqual([]);
    expect(index.query('9011')).toEqual([]);
    expect(index.query('789')).toEqual(['a']);
  });

  it('forgets what was removed and what a record no longer says', () => {
    const index = indexOf({ a: { texts: ['सुनीता'], digits: ['12345'] }, b: { texts: ['सुनीता'] }, c: { texts: ['गीता'] } });
    index.remove('b');
    expect(index.query('sunita')).toEqual(['a']);
    index.add('a', { texts: ['RITA'] });
    expect(index.query('sunita')).toEqual([]);
    expect(index.query('123')).toEqual([]);
    expect(index.query('')).toEqual(['a', 'c']);
    index.clear();
    expect(index.size).toBe(0);
    expect(index.query('')).toEqual([]);
  });
});

// The same answer, slowly: every record looked at, word by word.
function bruteForce(records: ReadonlyMap<string, IndexedRecord>, text: string): Set<string> {
  const terms = termsOf(text);
  const found = new Set<string>();
  for (const [id, record] of records) {
    const words = record.texts.flatMap(storedWords);
    const numbers = (record.digits ?? []).map(digitsOf);
    const matches = terms.every((term) => /^[0-9]/.test(term)
      ? numbers.some((number) => number.includes(term))
      : words.some((word) => word.startsWith(term) || searchKeys(word).some((key) => prefixKeys(term).some((typed) => keyStartsAsTyped(key, typed)))));
    if (matches) found.add(id);
  }
  return found;
}

describe('the name index, against looking at every record', () => {
  const name = fc.constantFrom('सुनीता देवी', 'SUNITA DEVI', 'राम', 'RAMA', 'RAM CHANDRA', 'रामचन्द्र', 'लक्ष्मी', 'LAXMI', 'मो० सलीम', 'राय', 'RAUT', 'सावित्री', 'गुड़िया', 'GUDIYA', 'शम्भु', 'नूरजहां', 'CHANDA', 'KUAMRI', 'अवधेश', 'ऋतु', 'x', '');
  const digits = fc.stringMatching(/^[0-3०-३]{0,6}$/);
  const record = fc.record({ texts: fc.array(name, { maxLength: 3 }), digits: fc.array(digits, { maxLength: 2 }) });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), id: fc.constantFrom('p', 'q', 'r', 's', 't', 'u'), record }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom('p', 'q', 'r', 's', 't', 'u') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('query' as const), text: fc.oneof(fc.tuple(name, fc.nat(8)).map(([text, cut]) => text.slice(0, cut)), fc.tuple(name, digits).map((parts) => parts.join(' ')), digits, fc.string({ maxLength: 5 })) }) },
  );

  it('finds the same records after any sequence of changes', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const index = createNameIndex();
      const records = new Map<string, IndexedRecord>();
      const answers: { ids: string[]; wanted: Set<string> }[] = [];
      for (const action of steps) {
        if (action.kind === 'add') {
          index.add(action.id, action.record);
          records.set(action.id, action.record);
        } else if (action.kind === 'remove') {
          index.remove(action.id);
          records.delete(action.id);
        } else {
          answers.push({ ids: index.query(action.text), wanted: bruteForce(records, action.text) });
        }
      }
      for (const { ids, wanted } of answers) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(ids)).toEqual(wanted);
      }
      expect(index.size).toBe(records.size);
    }), { numRuns: 300 });
  });

  it('finds the same records in a book of 2,000', () => {
    const households = syntheticHouseholds(2_000, 5);
    const records = new Map(households.map((household) => [household.id, { texts: household.texts, digits: [household.card] }]));
    const index = createNameIndex();
    for (const [id, entry] of records) index.add(id, entry);
    for (const typed of ['s', 'sun', 'सुनि', 'devi', 'dev ram', 'lax', 'नूर', 'ch', '१२३', 'su 45', 'khu', 'bhi', 'raj', 'मो', 'moh pas']) {
      expect({ typed, ids: new Set(index.query(typed)) }).toEqual({ typed, ids: bruteForce(records, typed) });
    }
  });
});
