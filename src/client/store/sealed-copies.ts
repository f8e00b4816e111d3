// Each change of the outbox once more, sealed to the server (`shared/sync/sealed.ts`), in rows that can
// be read without the PIN. A row is written with its entry, in the same transaction, and goes with it.
// An entry that lacks one (kept by an older app, rebuilt from the journal, sealed to an older key of the
// server) gets it after unlocking.
import type { Profile } from '#shared/sync/profile.ts';
import { utf8, type Bytes } from '../vault/bytes.ts';
import type { Sealer } from '../vault/sealer.ts';
import type { Entry } from './entry.ts';
import type { LedgerBatch, LedgerKey, LedgerRow } from './ports.ts';

export type OpenSealer = (to: NonNullable<Profile['sealTo']>, device: string) => Promise<Sealer>;

export class SealedCopies {
  private readonly open: OpenSealer | undefined;
  /** Counter → ids of the server's keys that a row is sealed to. */
  private readonly rows = new Map<number, Set<string>>();
  private readonly marked = new Set<number>();
  private key = '';
  private sealer: Promise<Sealer | undefined> = Promise.resolve(undefined);

  /** @param there keys of the tables `sealed` and `delivered`. */
  constructor(open: OpenSealer | undefined, there: readonly LedgerKey[]) {
    this.open = open;
    for (const { table, key } of there) {
      if (table === 'delivered') this.marked.add(Number(key));
      else this.note(counterOf(key), String(key).slice(String(key).indexOf('/') + 1));
    }
  }

  /** The server's key is in the profile. One key agreement per opening of the vault and key. */
  follow(profile: Profile | undefined): void {
    const to = profile?.sealTo;
    if (this.open === undefined || profile === undefined || to === undefined || to.id === this.key) return;
    this.key = to.id;
    // A key that is none, or a vault just locked: the entries themselves are kept all the same.
    this.sealer = this.open(to, profile.device).catch(() => undefined);
  }

  /** Rows for these entries, and the going of those they replace; empty where nothing can be sealed. */
  async batch(entries: readonly Entry[], epoch: string): Promise<LedgerBatch> {
    const sealer = await this.sealer;
    const sealed = sealer === undefined ? [] : await Promise.all(entries.map(async ({ change }) => this.row(sealer, change.counter, await sealer.seal(change))));
    const older = sealer === undefined ? [] : entries.flatMap(({ change: { counter } }) => this.keysOf(counter).filter((row) => row.key !== sealedKey(counter, sealer.key)));
    for (const { change: { counter } } of entries) if (sealer !== undefined) this.rows.set(counter, new Set([sealer.key]));
    return { puts: [...sealed, ...this.marks(entries.filter(isDelivered), epoch)], dels: older };
  }

  /** At most so many entries without a row under the key in use. */
  async unsealed(entries: readonly Entry[], most: number): Promise<Entry[]> {
    const sealer = await this.sealer;
    return sealer === undefined ? [] : entries.filter(({ change: { counter } }) => this.rows.get(counter)?.has(sealer.key) !== true).slice(0, most);
  }

  /** Marks that are missing. */
  unmarked(entries: readonly Entry[], epoch: string): LedgerRow[] {
    return this.marks(entries.filter(({ change: { counter } }) => !this.marked.has(counter)), epoch);
  }

  /** Marks of what this epoch of the server has; of none that has not been heard of. */
  marks(entries: readonly Entry[], epoch: string): LedgerRow[] {
    if (epoch === '') return [];
    return entries.filter(isDelivered).map(({ change: { counter } }) => {
      this.marked.add(counter);
      return { table: 'delivered', key: counter, bytes: utf8(epoch) };
    });
  }

  /** What goes with an entry that is forgotten. */
  gone(counters: readonly number[]): LedgerKey[] {
    const keys = counters.flatMap((counter) => [...this.keysOf(counter), ...this.markOf(counter)]);
    for (const counter of counters) this.rows.delete(counter);
    for (const counter of counters) this.marked.delete(counter);
    return keys;
  }

  /** Another epoch: nothing counts as handed in. */
  unmark(): LedgerKey[] {
    const keys = [...this.marked].flatMap((counter) => this.markOf(counter));
    this.marked.clear();
    return keys;
  }

  /** Left over from entries that are safe and forgotten. */
  leftOver(entries: ReadonlyMap<number, Entry>, safe: number): LedgerKey[] {
    return this.gone([...new Set([...this.rows.keys(), ...this.marked])].filter((counter) => counter <= safe && !entries.has(counter)));
  }

  private row(sealer: Sealer, counter: number, sealed: unknown): LedgerRow {
    return { table: 'sealed', key: sealedKey(counter, sealer.key), bytes: utf8(JSON.stringify(sealed)) };
  }

  private keysOf(counter: number): LedgerKey[] {
    return [...(this.rows.get(counter) ?? [])].map((key) => ({ table: 'sealed', key: sealedKey(counter, key) }));
  }

  private markOf(counter: number): LedgerKey[] {
    return this.marked.has(counter) ? [{ table: 'delivered', key: counter }] : [];
  }

  private note(counter: number, key: string): void {
    this.rows.set(counter, (this.rows.get(counter) ?? new Set()).add(key));
  }
}

/** The counter in a key of the table `sealed`. */
export function counterOf(key: string | number): number {
  return Number.parseInt(String(key), 10);
}

function sealedKey(counter: number, key: string): string {
  return `${counter}/${key}`;
}

/** What was held here because it was too large for the line has not arrived. */
function isDelivered({ offer, code }: Entry): boolean {
  return offer !== 'unsent' && code !== 'too-large';
}

/** Rows of the sealed tables come without their bytes. */
export const UNREAD: Bytes = new Uint8Array();
