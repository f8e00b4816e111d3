// One thread of a comparison of all rows: makes their blocks, puts these in order, and compares the rows it is given with
// those that stand in a block with them.
import { parentPort } from 'node:worker_threads';
import { judgePair } from '#shared/people/same-person/judge.ts';
import type { Judged } from '#shared/people/same-person/judged.ts';
import { prepareIdentity, type PreparedIdentity } from '#shared/people/same-person/prepare.ts';
import type { Identity } from '#shared/subjects/entry.ts';
import { COUNTED, hashesOf, type Counted } from './block-hash.ts';
import { indexBlocks, pairedBlocks, type BlockIndex, type RowBlocks } from './block-index.ts';
import { MOST_COMPARED, MOST_IN_BLOCK } from './rules.ts';
import { identityAt, type SharedRows } from './shared-rows.ts';
import { sharingOf, type Counts, type Totals } from './sharing.ts';

export type Task =
  | { readonly kind: 'prepare'; readonly secret: Uint8Array; readonly identities: readonly Identity[] }
  | { readonly kind: 'index'; readonly blocks: RowBlocks }
  | { readonly kind: 'open'; readonly shared: AllRows }
  | { readonly kind: 'judge'; readonly rows: Uint32Array; readonly partners: readonly (readonly [number, number])[] };

export interface AllRows {
  readonly texts: SharedRows;
  /** 1: waits to be compared. */
  readonly waits: Uint8Array;
  readonly first: BlockIndex;
  readonly second: BlockIndex;
  /** How many rows have what each says. */
  readonly counts: Readonly<Record<Counted, Uint32Array>>;
  readonly totals: Totals;
}

export interface Hashed {
  /** How many blocks each row has, and all of them one after the other. */
  readonly counts: Uint32Array;
  readonly blocks: BigUint64Array;
  readonly counted: Readonly<Record<Counted, BigUint64Array>>;
}

export interface FoundRows extends Judged {
  readonly one: number;
  readonly other: number;
}

export interface JudgedRows {
  /** Alike; and pairs that were open and are not any more. */
  readonly found: readonly FoundRows[];
  readonly compared: number;
}

export interface Indexed {
  readonly first: BlockIndex;
  readonly second: BlockIndex;
  /** Blocks that are looked through by nobody. */
  readonly skipped: number;
}

export interface Answers {
  readonly prepare: Hashed;
  readonly index: Indexed;
  readonly open: null;
  readonly judge: JudgedRows;
}

function prepare(secret: Buffer, identities: readonly Identity[]): Hashed {
  const hashes = identities.map((identity) => hashesOf(secret, prepareIdentity(identity)));
  return {
    counts: Uint32Array.from(hashes, ({ blocks }) => blocks.length), blocks: BigUint64Array.from(hashes.flatMap(({ blocks }) => blocks)),
    counted: byKind((kind) => BigUint64Array.from(hashes, ({ counted }) => counted[kind])),
  };
}

function byKind<T>(of: (kind: Counted) => T): Record<Counted, T> {
  const [phone, school, name, father] = COUNTED;
  return { phone: of(phone), school: of(school), name: of(name), father: of(father) };
}

function index(blocks: RowBlocks): Indexed {
  const first = indexBlocks(blocks);
  const second = indexBlocks(pairedBlocks(blocks, first, MOST_IN_BLOCK));
  return { first, second, skipped: largeBlocks(second) };
}

function largeBlocks({ size, start }: BlockIndex): number {
  const seen = new Set<number>();
  for (const [place, rows] of size.entries()) if (rows > MOST_IN_BLOCK) seen.add(start[place] ?? 0);
  return seen.size;
}

/** Rows that are compared again and again are kept ready; those not met for long are let go of. */
class ReadyRows {
  readonly #texts: SharedRows;
  #young = new Map<number, PreparedIdentity>();
  #old = new Map<number, PreparedIdentity>();

  constructor(texts: SharedRows) {
    this.#texts = texts;
  }

  of(row: number): PreparedIdentity {
    const young = this.#young.get(row);
    if (young !== undefined) return young;
    const ready = this.#old.get(row) ?? prepareIdentity(identityAt(this.#texts, row));
    if (this.#young.size >= READY) [this.#old, this.#young] = [this.#young, new Map()];
    this.#young.set(row, ready);
    return ready;
  }
}

const READY = 60_000;

class Comparison {
  readonly #all: AllRows;
  readonly #ready: ReadyRows;
  /** How many blocks the row at hand shares with each. */
  readonly #shared: Uint16Array;

  constructor(all: AllRows) {
    this.#all = all;
    this.#ready = new ReadyRows(all.texts);
    this.#shared = new Uint16Array(all.waits.length);
  }

  judge(rows: Uint32Array, partners: ReadonlyMap<number, readonly number[]>): JudgedRows {
    const found: FoundRows[] = [];
    let compared = 0;
    for (const row of rows) {
      const before = partners.get(row) ?? [];
      const others = new Set([...this.#alike(row), ...before]);
      const mine = this.#ready.of(row);
      const shared = this.#counts(row);
      for (const other of others) {
        // Of two that wait the first looks at both.
        if (this.#all.waits[other] === 1 && other < row) continue;
        compared += 1;
        const judged = judgePair(mine, this.#ready.of(other), sharingOf(this.#all.totals, shared, this.#counts(other)));
        if (judged.band !== 'different' || before.includes(other)) found.push({ one: row, other, ...judged });
      }
    }
    return { found, compared };
  }

  #counts(row: number): Counts {
    return byKind((kind) => this.#all.counts[kind][row] ?? 0);
  }

  /** Those that stand in most blocks with it. */
  #alike(row: number): number[] {
    const met: number[] = [];
    for (const { at, owners, start, size } of [this.#all.first, this.#all.second]) {
      for (let place = at[row] ?? 0; place < (at[row + 1] ?? 0); place += 1) {
        const rows = size[place] ?? 0;
        if (rows > MOST_IN_BLOCK) continue;
        const from = start[place] ?? 0;
        for (let slot = from; slot < from + rows; slot += 1) {
          const other = owners[slot] ?? 0;
          if (other === row) continue;
          const times = this.#shared[other] ?? 0;
          if (times === 0) met.push(other);
          this.#shared[other] = times + 1;
        }
      }
    }
    if (met.length > MOST_COMPARED) met.sort((a, b) => (this.#shared[b] ?? 0) - (this.#shared[a] ?? 0) || a - b);
    for (const other of met) this.#shared[other] = 0;
    return met.slice(0, MOST_COMPARED);
  }
}

let comparison: Comparison | undefined;

function answer(task: Task): Answers[Task['kind']] {
  switch (task.kind) {
    case 'prepare': return prepare(Buffer.from(task.secret), task.identities);
    case 'index': return index(task.blocks);
    case 'open':
      comparison = new Comparison(task.shared);
      return null;
    case 'judge': {
      const partners = new Map<number, number[]>();
      for (const [row, other] of task.partners) partners.set(row, [...partners.get(row) ?? [], other]);
      if (comparison === undefined) throw new Error('rows are opened before they are compared');
      return comparison.judge(task.rows, partners);
    }
  }
}

parentPort?.on('message', (task: Task) => { parentPort?.postMessage(answer(task)); });
