// Searching schemes as people say them, in either script and any spelling.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLibrarySearch, type LibraryEntry } from '#client/screens/library/library-search.ts';
import { KEPT } from '#client/screens/library/kept.ts';

const { words } = KEPT.work;
const entry = (id: string, name: string, more: Partial<LibraryEntry> = {}): LibraryEntry => ({ id, names: [name], texts: [], ...more });

const entries: readonly LibraryEntry[] = [
  entry('udid', 'दिव्यांगता प्रमाण पत्र', { names: ['दिव्यांगता प्रमाण पत्र', 'Disability certificate'], texts: ['दिव्यांगता का एक कार्ड जो दूसरी योजनाओं में लगता है।'] }),
  entry('pension', 'सामाजिक सुरक्षा पेंशन', { called: 'viklang pension, vidhwa pension', texts: ['बुज़ुर्ग, विधवा और दिव्यांग को हर महीने पेंशन।'] }),
  entry('school', 'स्कूल में नाम लिखाना', { texts: ['जिस बच्चे का स्कूल छूट गया, उसका नाम फिर लिखा जाता है।'] }),
  entry('ayushman', 'आयुष्मान कार्ड', { names: ['आयुष्मान कार्ड', 'Ayushman card'], texts: ['मुफ़्त इलाज'] }),
  entry('centre', 'सखी वन स्टॉप सेंटर', { texts: ['हिंसा झेल रही महिला को पुलिस, क़ानूनी सलाह और आश्रय मिलता है।'] }),
  entry('care', 'मिशन वात्सल्य: पश्चातवर्ती देखरेख', { texts: ['बाल गृह में रहकर 18 साल पर निकले युवा को मदद।'] }),
];
const { find } = createLibrarySearch(words, entries);

describe('words that people use', () => {
  test.each([
    ['viklang', ['udid', 'pension']],
    ['विकलांग', ['udid', 'pension']],
    ['दिव्यांग', ['udid', 'pension']],
    ['divyang pension', ['pension']],
    ['स्कूल छूटा', ['school']],
    ['school dropout', ['school']],
    ['skul', ['school']],
    ['ilaj', ['ayushman']],
    ['aayushmaan', ['ayushman']],
    ['marpit', ['centre']],
    ['कानूनी', ['centre']],
    ['aftercare', ['care']],
    ['vidhwa pension yojana', ['pension']],
    ['pens', ['pension']],
  ])('%s', (query, ids) => {
    expect(find(query)).toEqual(ids);
  });

  test('what is called so stands before what only speaks of it', () => {
    expect(find('certificate disability')[0]).toBe('udid');
    expect(find('viklang')[0]).toBe('udid');
  });

  test('when nothing has all the words, those with most come first', () => {
    expect(find('school ayushman card')[0]).toBe('ayushman');
    expect(find('school ayushman card')).toContain('school');
  });

  test('signs and nonsense find nothing', () => {
    expect(find('?!')).toEqual([]);
    expect(find('xyzzy')).toEqual([]);
  });
});

test('every scheme of the starter library is found by its own name, and by its name in English', () => {
  const rows = readFileSync(new URL('../../../../src/server/demo/data/library/schemes-10.csv', import.meta.url), 'utf8').trim().split('\r\n').slice(1).map((line) => line.replaceAll('"', '').split(','));
  const all = rows.map(([name = '', english = ''], i) => ({ id: String(i), names: [name, english], texts: [] }));
  const search = createLibrarySearch(words, all);
  expect(all.filter(({ id, names: [name = ''] }) => search.find(name)[0] !== id).map(({ names }) => names)).toEqual([]);
  expect(all.filter(({ id, names: [, english = ''] }) => !search.find(english).includes(id)).map(({ names }) => names)).toEqual([]);
});
