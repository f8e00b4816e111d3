// Search over the library in both scripts: as written, by sound, and by the other words people use for the
// same thing. What has the words in its name stands first; when no entry has all of them, those with most.
import type { LibraryWork } from '#shared/library-work.ts';
import { plainLetters } from '#shared/people/text.ts';
import { createNameIndex, termsOf } from '#client/search/name-index.ts';

export interface LibraryEntry {
  readonly id: string;
  /** What it is called, and what people call it. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

export interface LibrarySearch {
  /** Ids, best first; none for text without a usable word. */
  readonly find: (query: string) => readonly string[];
}

const MOST = 500;

type Groups = readonly (readonly { readonly word: string; readonly plain: string }[])[];

export function createLibrarySearch({ groups, little }: LibraryWork['words'], entries: readonly LibraryEntry[]): LibrarySearch {
  const tellsNothing = new Set(little.map(bare));
  const telling = (term: string): boolean => !tellsNothing.has(bare(term));
  const known: Groups = groups.map((words) => words.map((word) => ({ word, plain: bare(word) })));
  const named = createNameIndex();
  const whole = createNameIndex();
  for (const { id, names, texts } of entries) {
    named.add(id, { texts: [...names, ...otherWords(known, names)] });
    whole.add(id, { texts: [...names, ...texts, ...otherWords(known, [...names, ...texts])] });
  }
  const byAll = (query: string): readonly string[] => [...new Set([...named.query(query, MOST), ...whole.query(query, MOST)])];
  return {
    find(query) {
      const terms = termsOf(query);
      const asked = terms.some(telling) ? terms.filter(telling) : terms;
      if (asked.length === 0) return [];
      const found = byAll(asked.join(' '));
      if (found.length > 0 || asked.length === 1) return found;
      const met = new Map<string, number>();
      for (const term of asked) for (const id of byAll(term)) met.set(id, (met.get(id) ?? 0) + 1);
      return [...met].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    },
  };
}

/** Other words for what the texts speak of. */
function otherWords(groups: Groups, texts: readonly string[]): readonly string[] {
  const text = ` ${texts.map(bare).join(' ')} `;
  return groups.flatMap((words) => (words.some(({ plain }) => text.includes(plain.length < 4 ? ` ${plain} ` : ` ${plain}`)) ? words.map(({ word }) => word) : []));
}

/** Without nukta, and with one sign for a nasal vowel: people leave out the one and mix up the other. */
function bare(text: string): string {
  return plainLetters(text).replace(/\u093c/gu, '').replace(/\u0901/gu, '\u0902');
}
