// Search over the library in both scripts: as written, by sound, and by the other words people use for the
// same thing. What has the words in its name stands first; when no entry has all of them, those with most.
import type { LibraryWork } from '#shared/library-work.ts';
import { plainLetters } from '#shared/people/text.ts';
import { createNameIndex, termsOf } from '#client/search/name-index.ts';

export interface LibraryEntry {
  readonly id: string;
  /** What it is called. */
  readonly names: readonly string[];
  /** What people call it. */
  readonly called?: string;
  readonly texts: readonly string[];
}

export interface LibrarySearch {
  /** Ids, best first; none for text without a usable word. */
  readonly find: (query: string) => readonly string[];
}

const MOST = 500;

export function createLibrarySearch({ groups, little }: LibraryWork['words'], entries: readonly LibraryEntry[]): LibrarySearch {
  const tellsNothing = new Set(little.map(bare));
  const telling = (term: string): boolean => !tellsNothing.has(bare(term));
  const known = byBeginning(groups);
  // What has the words in its name, in what people call it, anywhere.
  const tiers = [createNameIndex(), createNameIndex(), createNameIndex()];
  for (const { id, names, called = '', texts } of entries) {
    [names, [...names, called], [...names, called, ...texts]].forEach((said, tier) => tiers[tier]?.add(id, { texts: [...said, ...otherWords(known, said)] }));
  }
  const byAll = (query: string): readonly string[] => [...new Set(tiers.flatMap((tier) => tier.query(query, MOST)))];
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

/** Words of a group by how they begin, so that each word of a text is looked up once. */
type Groups = ReadonlyMap<string, readonly { readonly plain: string; readonly all: readonly string[] }[]>;

const BEGINNING = 2;
/** A shorter word must stand alone: `sc` is no part of `school`. */
const FEWEST_LETTERS = 4;

function byBeginning(groups: LibraryWork['words']['groups']): Groups {
  const found = new Map<string, { plain: string; all: readonly string[] }[]>();
  for (const all of groups) {
    for (const plain of all.map(bare)) {
      const at = plain.slice(0, BEGINNING);
      const list = found.get(at);
      if (list === undefined) found.set(at, [{ plain, all }]);
      else list.push({ plain, all });
    }
  }
  return found;
}

/** Other words for what the texts speak of. */
function otherWords(groups: Groups, texts: readonly string[]): readonly string[] {
  const text = `${texts.map(bare).join(' ')} `;
  const met = new Set<readonly string[]>();
  for (let at = 0; at < text.length; at = text.indexOf(' ', at) + 1) {
    for (const { plain, all } of groups.get(text.slice(at, at + BEGINNING)) ?? []) {
      if (!met.has(all) && text.startsWith(plain, at) && (plain.length >= FEWEST_LETTERS || text[at + plain.length] === ' ')) met.add(all);
    }
  }
  return [...met].flat();
}

/** Without nukta, and with one sign for a nasal vowel: people leave out the one and mix up the other. */
function bare(text: string): string {
  return plainLetters(text).replace(/\u093c/gu, '').replace(/\u0901/gu, '\u0902');
}
