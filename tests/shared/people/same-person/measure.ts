// Rows with known truth, put through keys and comparison as a load of lists would be, and counted.
import { identityOf } from '#shared/subjects/entry.ts';
import { blockKeys, schoolKey } from '#shared/people/same-person/block-keys.ts';
import type { Judged } from '#shared/people/same-person/judged.ts';
import { judgePair } from '#shared/people/same-person/judge.ts';
import { prepareIdentity, type PreparedIdentity } from '#shared/people/same-person/prepare.ts';
import { givenKey } from '#shared/people/same-person/person-name.ts';
import type { Sharing } from '#shared/people/same-person/compare.ts';

export interface TrueRow {
  readonly child: number;
  readonly of: PreparedIdentity;
  readonly script: 'hi' | 'en';
}

export interface RawRow {
  readonly child: number;
  readonly values: Readonly<Record<string, string | number | undefined>>;
}

/** A block above it is not looked at; its rows meet in others. */
export const LARGEST_BLOCK = 250;

export function prepareRows(rows: readonly RawRow[]): TrueRow[] {
  return rows.map(({ child, values }) => ({
    child, of: prepareIdentity(identityOf(Object.fromEntries(Object.entries(values).map(([path, value]) => [path, value ?? null])))),
    script: /[\u0900-\u097f]/u.test(String(values['name'])) ? 'hi' : 'en',
  }));
}

/** What the caller of `judgePair` counts over all rows. */
export function sharingOf(rows: readonly TrueRow[]): (a: PreparedIdentity, b: PreparedIdentity) => Sharing {
  const phones = countOf(rows, ({ phone }) => (phone === 0 ? '' : String(phone)));
  const schools = countOf(rows, schoolKey);
  const names = countOf(rows, ({ name }) => givenKey(name));
  const fathers = countOf(rows, ({ father }) => givenKey(father));
  const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
  const [allNames, allFathers] = [total(names), total(fathers)];
  // The commoner of the two keys: the careful one, and the same in either order.
  const larger = (counts: ReadonlyMap<string, number>, a: string, b: string): number | undefined => (a === '' || b === '' ? undefined : Math.max(counts.get(a) ?? 0, counts.get(b) ?? 0));
  const share = (count: number | undefined, all: number): number | undefined => (count === undefined ? undefined : count / all);
  return (a, b) => ({
    rows: rows.length, phoneShared: a.phone === b.phone ? phones.get(String(a.phone)) : undefined, schoolShared: larger(schools, schoolKey(a), schoolKey(b)),
    nameShare: share(larger(names, givenKey(a.name), givenKey(b.name)), allNames), fatherShare: share(larger(fathers, givenKey(a.father), givenKey(b.father)), allFathers),
  });
}

function countOf(rows: readonly TrueRow[], keyOf: (of: PreparedIdentity) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { of } of rows) {
    const key = keyOf(of);
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Pairs that share a key, each once, as the smaller and the larger place in `rows`. */
export function candidates(rows: readonly TrueRow[], largest = LARGEST_BLOCK): { readonly pairs: Set<number>; readonly skipped: number } {
  const blocks = new Map<string, number[]>();
  for (const [index, { of }] of rows.entries()) {
    for (const key of blockKeys(of)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  }
  const pairs = new Set<number>();
  let skipped = 0;
  for (const block of blocks.values()) {
    if (block.length > largest) {
      skipped += 1;
      continue;
    }
    for (const [at, i] of block.entries()) for (const j of block.slice(at + 1)) pairs.add(i * rows.length + j);
  }
  return { pairs, skipped };
}

export interface Counted {
  readonly truePairs: number;
  readonly certain: number;
  readonly certainTrue: number;
  readonly ask: number;
  readonly askTrue: number;
  readonly foundByKeys: number;
}

/**
 * As the lists stand when the rule has joined the certain pairs and a person has answered: rows are of one child when
 * they are so through others, and two groups of rows ask one question.
 */
export interface Joined {
  /** Pairs of rows that stand together after the certain pairs. */
  readonly certain: Together;
  /** Once all questions are answered. */
  readonly answered: Together;
  readonly questions: number;
}
export interface Together {
  readonly pairs: number;
  readonly truePairs: number;
  /** Of them one row in Devanagari, the other in Roman. */
  readonly crossPairs: number;
  readonly crossTruePairs: number;
}

export interface Accuracy {
  readonly joined: Joined;
  readonly all: Counted;
  /** One row in Devanagari, the other in Roman. */
  readonly crossScript: Counted;
  readonly rows: number;
  readonly meanCandidates: number;
  readonly skippedBlocks: number;
}

export function measure(rows: readonly TrueRow[], onPair?: (a: TrueRow, b: TrueRow, judged: Judged) => void): Accuracy {
  const sharing = sharingOf(rows);
  const { pairs, skipped } = candidates(rows);
  const empty = (): { -readonly [K in keyof Counted]: number } => ({ truePairs: 0, certain: 0, certainTrue: 0, ask: 0, askTrue: 0, foundByKeys: 0 });
  const all = empty();
  const crossScript = empty();
  const byChild = new Map<number, TrueRow[]>();
  for (const row of rows) byChild.set(row.child, [...(byChild.get(row.child) ?? []), row]);
  for (const group of byChild.values()) {
    for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) {
      all.truePairs += 1;
      if (a.script !== b.script) crossScript.truePairs += 1;
    }
  }
  const groups = createGroups(rows.length);
  const asked: { readonly i: number; readonly j: number; readonly score: number }[] = [];
  for (const pair of pairs) {
    const a = rows[Math.floor(pair / rows.length)];
    const b = rows[pair % rows.length];
    if (a === undefined || b === undefined) continue;
    const judged = judgePair(a.of, b.of, sharing(a.of, b.of));
    onPair?.(a, b, judged);
    if (judged.band === 'certain') groups.join(Math.floor(pair / rows.length), pair % rows.length);
    if (judged.band === 'ask') asked.push({ i: Math.floor(pair / rows.length), j: pair % rows.length, score: judged.score });
    for (const counted of a.script === b.script ? [all] : [all, crossScript]) {
      const isTrue = Number(a.child === b.child);
      counted.foundByKeys += isTrue;
      if (judged.band === 'different') continue;
      counted[judged.band] += 1;
      counted[judged.band === 'certain' ? 'certainTrue' : 'askTrue'] += isTrue;
    }
  }
  const certain = groups.together(rows);
  let questions = 0;
  // The queue shows the surest first; who was told apart from one row of a group is apart from all of it.
  const apart: (readonly [number, number])[] = [];
  const isApart = (i: number, j: number): boolean => apart.some(([x, y]) => (groups.of(x) === groups.of(i) && groups.of(y) === groups.of(j)) || (groups.of(x) === groups.of(j) && groups.of(y) === groups.of(i)));
  for (const { i, j } of asked.sort((x, y) => y.score - x.score)) {
    if (groups.of(i) === groups.of(j) || isApart(i, j)) continue;
    questions += 1;
    if (rows[i]?.child === rows[j]?.child) groups.join(i, j);
    else apart.push([i, j]);
  }
  const joined = { certain, questions, answered: groups.together(rows) };
  return { joined, all, crossScript, rows: rows.length, meanCandidates: (2 * pairs.size) / rows.length, skippedBlocks: skipped };
}

export interface Shares {
  /** Of the rows joined as certain. */
  readonly precision: number;
  /** Of all pairs of rows that are one child. */
  readonly recall: number;
  readonly recallWithAsk: number;
}

/** As the lists stand when joined; `crossScript`: only of pairs in two scripts. */
export function sharesOf({ joined, all, crossScript }: Accuracy): { readonly all: Shares; readonly crossScript: Shares } {
  return {
    all: { precision: joined.certain.truePairs / Math.max(1, joined.certain.pairs), recall: joined.certain.truePairs / all.truePairs, recallWithAsk: joined.answered.truePairs / all.truePairs },
    crossScript: { precision: joined.certain.crossTruePairs / Math.max(1, joined.certain.crossPairs), recall: joined.certain.crossTruePairs / crossScript.truePairs, recallWithAsk: joined.answered.crossTruePairs / crossScript.truePairs },
  };
}

/** Each pair by itself, as the comparison says it. */
export function pairShares({ truePairs, certain, certainTrue, askTrue }: Counted): Shares {
  return { precision: certainTrue / Math.max(1, certain), recall: certainTrue / truePairs, recallWithAsk: (certainTrue + askTrue) / truePairs };
}

interface Groups {
  of(row: number): number;
  join(a: number, b: number): void;
  together(rows: readonly TrueRow[]): Together;
}

function createGroups(count: number): Groups {
  const above = Int32Array.from({ length: count }, (_, index) => index);
  const of = (row: number): number => {
    let top = row;
    while (above[top] !== top) top = above[top] ?? top;
    above[row] = top;
    return top;
  };
  return {
    of,
    join(a, b) { above[of(a)] = of(b); },
    together(rows) {
      const groups = new Map<number, TrueRow[]>();
      for (const [index, row] of rows.entries()) {
        const group = groups.get(of(index));
        if (group === undefined) groups.set(of(index), [row]);
        else group.push(row);
      }
      const out = { pairs: 0, truePairs: 0, crossPairs: 0, crossTruePairs: 0 };
      for (const group of groups.values()) {
        for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) {
          out.pairs += 1;
          if (a.child === b.child) out.truePairs += 1;
          if (a.script === b.script) continue;
          out.crossPairs += 1;
          if (a.child === b.child) out.crossTruePairs += 1;
        }
      }
      return out;
    },
  };
}
