// All rows of a state brought into memory to be compared: opened here, where the keys are; made ready in threads.
import type { Services } from '../services.ts';
import { blockSecret, type Counted } from './block-hash.ts';
import { sharedUint32, sortedPlaces, type RowBlocks } from './block-index.ts';
import type { MatchThreads } from './match-threads.ts';
import type { AllRows, Hashed } from './match-worker.ts';
import { readPiece, type RowLeftOut, type RowToCompare } from './read-rows.ts';
import { RowTexts } from './shared-rows.ts';

export interface LoadedRows {
  /** By row number, which is the order of the ids. */
  readonly ids: readonly string[];
  readonly lists: Int32Array;
  readonly districts: Int32Array;
  readonly waits: Uint8Array;
  /** Of the rows that wait. */
  readonly versions: ReadonlyMap<number, number>;
  readonly out: readonly RowLeftOut[];
  readonly blocks: RowBlocks;
  readonly counted: Readonly<Record<Counted, BigUint64Array>>;
  readonly shared: Omit<AllRows, 'first' | 'second'>;
  readonly skipped: number;
}

const PIECE = 2_000;

/** Undefined: told to stop. */
export async function loadRows(services: Pick<Services, 'db' | 'registry' | 'keys'>, threads: MatchThreads, state: number, stopping: AbortSignal): Promise<(LoadedRows & { readonly all: AllRows }) | undefined> {
  const { db: { pool } } = services;
  const { rows: [held] } = await pool.query<{ n: number }>('SELECT count(*) AS n FROM subject_entry WHERE state = $1', [state]);
  // What comes meanwhile waits for the next time.
  const most = held?.n ?? 0;
  const secret = blockSecret(services.keys, state);
  const texts = new RowTexts(most);
  const waits = new Uint8Array(new SharedArrayBuffer(most));
  const [lists, districts] = [new Int32Array(most), new Int32Array(most)];
  const [listNumbers, districtNumbers] = [new Numbers(), new Numbers()];
  const ids: string[] = [];
  const out: RowLeftOut[] = [];
  const versions = new Map<number, number>();
  const pieces: { readonly from: number; readonly hashed: Promise<Hashed> }[] = [];
  const keep = (row: RowToCompare): void => {
    const at = ids.push(row.id) - 1;
    texts.add(at, JSON.stringify(row.identity));
    lists[at] = listNumbers.of(row.list);
    districts[at] = districtNumbers.of(row.identity.district ?? '');
    if (row.waits === null) return;
    waits[at] = 1;
    versions.set(at, row.waits);
  };
  for (let after = ''; ids.length < most;) {
    if (stopping.aborted) return undefined;
    const piece = await readPiece(pool, services, state, after, PIECE);
    const rows = piece.rows.slice(0, most - ids.length);
    const from = ids.length;
    rows.forEach(keep);
    out.push(...piece.out);
    const hashed = threads.run<'prepare'>({ kind: 'prepare', secret, identities: rows.map(({ identity }) => identity) });
    hashed.catch(() => undefined);
    pieces.push({ from, hashed });
    // Reading does not run away from the threads.
    await pieces.at(-AHEAD)?.hashed;
    if (piece.last === undefined) break;
    after = piece.last;
  }
  const { blocks, counted } = await joined(pieces, ids.length);
  const { first, second, skipped } = await threads.run<'index'>({ kind: 'index', blocks });
  const said = (kind: Counted): number => counted[kind].reduce((sum, hash) => (hash === 0n ? sum : sum + 1), 0);
  const shared = {
    texts: texts.share(), waits: waits.subarray(0, ids.length),
    counts: { phone: counts(counted.phone), school: counts(counted.school), name: counts(counted.name), father: counts(counted.father) },
    totals: { rows: ids.length, named: said('name'), fathered: said('father') },
  };
  return { ids, lists, districts, waits, versions, out, blocks, counted, shared, skipped, all: { ...shared, first, second } };
}

const AHEAD = 6;

async function joined(pieces: { readonly from: number; hashed: Promise<Hashed> }[], count: number): Promise<Pick<LoadedRows, 'blocks' | 'counted'>> {
  const hashed = await Promise.all(pieces.map((piece) => piece.hashed));
  const at = sharedUint32(count + 1);
  const hashesBy = (kind: Counted): BigUint64Array => {
    const all = new BigUint64Array(count);
    let from = 0;
    for (const piece of hashed) {
      all.set(piece.counted[kind], from);
      from += piece.counted[kind].length;
    }
    return all;
  };
  const hashes = new BigUint64Array(new SharedArrayBuffer(8 * hashed.reduce((sum, { blocks }) => sum + blocks.length, 0)));
  let [row, place] = [0, 0];
  for (const piece of hashed) {
    hashes.set(piece.blocks, place);
    place += piece.blocks.length;
    for (const blocks of piece.counts) {
      at[row + 1] = (at[row] ?? 0) + blocks;
      row += 1;
    }
  }
  const counted = { phone: hashesBy('phone'), school: hashesBy('school'), name: hashesBy('name'), father: hashesBy('father') };
  pieces.length = 0;
  return { blocks: { at, hashes }, counted };
}

/** How many rows have the value of each; of 0, none. */
function counts(hashes: BigUint64Array): Uint32Array {
  const all = sharedUint32(hashes.length);
  const sorted = sortedPlaces(hashes);
  for (let from = 0; from < sorted.length;) {
    const hash = hashes[sorted[from] ?? 0];
    let end = from + 1;
    while (end < sorted.length && hashes[sorted[end] ?? 0] === hash) end += 1;
    if (hash !== 0n) for (const place of sorted.subarray(from, end)) all[place] = end - from;
    from = end;
  }
  return all;
}

class Numbers {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}
