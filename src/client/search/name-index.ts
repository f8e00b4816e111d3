// Finds opened records by what a person types: any script, any usual spelling, unfinished words,
// the last digits of a card. Lives in memory only and is dropped with the vault.
//
// Households share few distinct words, so a query works on words, not on records: two sorted lists
// (words as written, and their sound keys) are searched by bisection, and the records under the
// matching words are counted off term by term.

import { withCompounds } from './compound-words.ts';
import { digitsOf, normaliseText, plainLetters } from '#shared/people/text.ts';
import { keyStartsAsTyped, prefixKeys, searchKeys } from '#shared/people/name-key.ts';

export interface IndexedRecord {
  /** Names and places, as written. */
  readonly texts: readonly string[];
  /** Card or phone numbers; anything but digits is ignored. */
  readonly digits?: readonly string[];
}

export interface NameIndex {
  /** Files a record, or files it anew; it keeps its place in the order of first filing. */
  add(id: string, record: IndexedRecord): void;
  remove(id: string): void;
  clear(): void;
  readonly size: number;
  /**
   * Ids of the records in which every term of `text` is found: a word by its beginning, three or
   * more digits anywhere in a number. Records that match as written come first, then those that
   * match by sound, each in filing order. Text without a usable term filters nothing.
   */
  query(text: string, limit?: number): string[];
}

/** Fewer digits than this are too common to search by. */
export const FEWEST_DIGITS = 3;

interface Word {
  readonly text: string;
  readonly keys: readonly string[];
  /** Ascending. */
  readonly slots: number[];
  seenBy: number;
  seenAsWritten: boolean;
}

interface Filed {
  readonly slot: number;
  readonly words: readonly Word[];
  readonly digits: string;
}

interface Entry {
  readonly at: string;
  readonly word: Word;
}

const NUMBER_BREAK = '\n';

export function createNameIndex(): NameIndex {
  const filed = new Map<string, Filed>();
  const idAt: (string | undefined)[] = [];
  const words = new Map<string, Word>();
  let byText: Entry[] | undefined;
  let byKey: Entry[] | undefined;
  let numbers: { readonly text: string; readonly starts: Uint32Array; readonly slots: Uint32Array } | undefined;
  let queries = 0;
  let reached = new Uint8Array(0);
  let reachedAsWritten = new Uint8Array(0);

  function wordFor(text: string): Word {
    let word = words.get(text);
    if (word === undefined) {
      word = { text, keys: searchKeys(text), slots: [], seenBy: 0, seenAsWritten: false };
      words.set(text, word);
      byText = undefined;
      byKey = undefined;
    }
    return word;
  }

  function unfile(slot: number, word: Word): void {
    const at = bisect(word.slots.length, (i) => (word.slots[i] ?? 0) < slot);
    if (word.slots[at] === slot) word.slots.splice(at, 1);
    if (word.slots.length > 0) return;
    words.delete(word.text);
    byText = undefined;
    byKey = undefined;
  }

  function sortWords(): void {
    const texts: Entry[] = [];
    const keys: Entry[] = [];
    for (const word of words.values()) {
      texts.push({ at: word.text, word });
      for (const key of word.keys) keys.push({ at: key, word });
    }
    byText = texts.sort(byAt);
    byKey = keys.sort(byAt);
  }

  function joinNumbers(): NonNullable<typeof numbers> {
    const parts: string[] = [];
    const starts: number[] = [];
    const slots: number[] = [];
    let length = 0;
    for (const { slot, digits } of filed.values()) {
      if (digits === '') continue;
      starts.push(length);
      slots.push(slot);
      parts.push(digits);
      length += digits.length + 1;
    }
    numbers = { text: parts.join(NUMBER_BREAK), starts: Uint32Array.from(starts), slots: Uint32Array.from(slots) };
    return numbers;
  }

  /** Moves every slot of `word` that has passed all `done` earlier terms one term on. */
  function advance(stages: Uint8Array, slots: readonly number[], done: number): void {
    for (const slot of slots) if (stages[slot] === done) stages[slot] = done + 1;
  }

  function applyWord(term: string, done: number): void {
    if (byText === undefined || byKey === undefined) sortWords();
    const texts = byText ?? [];
    const keys = byKey ?? [];
    const mark = ++queries;
    for (let i = bisect(texts.length, (at) => (texts[at]?.at ?? '') < term); i < texts.length; i++) {
      const entry = texts[i];
      if (entry === undefined || !entry.at.startsWith(term)) break;
      entry.word.seenBy = mark;
      advance(reachedAsWritten, entry.word.slots, done);
      advance(reached, entry.word.slots, done);
    }
    for (const typed of prefixKeys(term)) {
      for (let i = bisect(keys.length, (at) => (keys[at]?.at ?? '') < typed.prefix); i < keys.length; i++) {
        const entry = keys[i];
        if (entry === undefined || !entry.at.startsWith(typed.prefix)) break;
        if (entry.word.seenBy === mark || !keyStartsAsTyped(entry.at, typed)) continue;
        entry.word.seenBy = mark;
        advance(reached, entry.word.slots, done);
      }
    }
  }

  function applyDigits(term: string, done: number): void {
    const { text, starts, slots } = numbers ?? joinNumbers();
    for (let at = text.indexOf(term); at >= 0; ) {
      const owner = bisect(starts.length, (i) => (starts[i] ?? 0) <= at) - 1;
      const slot = slots[owner] ?? 0;
      if (reached[slot] === done) reached[slot] = done + 1;
      if (reachedAsWritten[slot] === done) reachedAsWritten[slot] = done + 1;
      const next = starts[owner + 1];
      if (next === undefined) break;
      at = text.indexOf(term, next);
    }
  }

  return {
    add(id, record) {
      const before = filed.get(id);
      const slot = before?.slot ?? idAt.length;
      idAt[slot] = id;
      const now = new Set<Word>();
      for (const text of record.texts) for (const part of storedWords(text)) now.add(wordFor(part));
      const earlier = new Set(before?.words);
      for (const word of now) if (!earlier.has(word)) insert(word.slots, slot);
      for (const word of earlier) if (!now.has(word)) unfile(slot, word);
      const digits = (record.digits ?? []).map(digitsOf).filter((text) => text !== '').join(' ');
      if (digits !== (before?.digits ?? '')) numbers = undefined;
      filed.set(id, { slot, words: [...now], digits });
    },
    remove(id) {
      const entry = filed.get(id);
      if (entry === undefined) return;
      for (const word of entry.words) unfile(entry.slot, word);
      if (entry.digits !== '') numbers = undefined;
      filed.delete(id);
      idAt[entry.slot] = undefined;
    },
    clear() {
      filed.clear();
      words.clear();
      idAt.length = 0;
      byText = undefined;
      byKey = undefined;
      numbers = undefined;
    },
    get size() {
      return filed.size;
    },
    query(text, limit = Infinity) {
      const terms = termsOf(text);
      if (reached.length < idAt.length) {
        reached = new Uint8Array(idAt.length + 1024);
        reachedAsWritten = new Uint8Array(idAt.length + 1024);
      } else {
        reached.fill(0);
        reachedAsWritten.fill(0);
      }
      for (const [done, term] of terms.entries()) {
        if (term >= '0' && term <= '9~') applyDigits(term, done);
        else applyWord(term, done);
      }
      const first: string[] = [];
      const second: string[] = [];
      for (let slot = 0; slot < idAt.length && first.length < limit; slot++) {
        if (reached[slot] !== terms.length) continue;
        const id = idAt[slot];
        if (id === undefined) continue;
        (reachedAsWritten[slot] === terms.length ? first : second).push(id);
      }
      for (const id of second) {
        if (first.length >= limit) break;
        first.push(id);
      }
      return first;
    },
  };
}

/** The words and digit groups a typed text asks for, at most 8. */
export function termsOf(text: string): string[] {
  const terms = normaliseText(text).match(/[0-9]+|[a-z]+|[\u0900-\u0963\u0971-\u097f]+/g) ?? [];
  return terms.filter((term) => term > '9~' || term.length >= FEWEST_DIGITS).slice(0, MOST_TERMS);
}

const MOST_TERMS = 8;

/** The words under which a stored text is filed; `०` after a letter is an abbreviation mark (मो०). */
export function storedWords(text: string): string[] {
  return withCompounds(plainLetters(text).match(/[a-z]+|[\u0900-\u0963\u0971-\u097f]+/g) ?? []);
}

function byAt(a: Entry, b: Entry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

/** First index for which `isBefore` no longer holds. */
function bisect(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(slots: number[], slot: number): void {
  const last = slots.at(-1);
  if (last === undefined || last < slot) slots.push(slot);
  else slots.splice(bisect(slots.length, (i) => (slots[i] ?? 0) < slot), 0, slot);
}
