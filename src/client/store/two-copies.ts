// "Saved" means two copies: a flushed frame in the journal and a strict transaction in the ledger.
//
//   frame flushed ──▶ rows committed ──▶ saved
//        │                  └ full, or another tab wrote: take the frame back; nothing was saved
//        └ full: nothing was written, let the ballast go
//
// The frame goes first because it can be taken back without any space. Killed in between, the next
// start finds one entry more than the person was told of, and keeps it. When one kind of storage is
// broken (not full), the other carries on alone and the broken one is tried whole at the next write.
import { sealJson, type Cipher } from '../vault/cipher.ts';
import { StorageFailure } from './contract.ts';
import { applyEdit, copyKept, wholeEdit, type KeepsakeEdit, type Keepsakes } from './journal-state.ts';
import type { Ballast, Journal, Ledger, LedgerBatch } from './ports.ts';

/** `unread`: what it holds is not known, so it is left alone until the next start. */
export type CopyState = 'up' | 'behind' | 'unread';

/** A journal is gathered into one frame when it is this large and several times its last gathering. */
const GATHER_BYTES = 256 * 1024;
const GATHER_TIMES = 4;

export interface TwoCopiesParts {
  readonly cipher: Cipher;
  readonly ledger: Ledger;
  readonly ledgerState: CopyState;
  readonly journal: Journal;
  readonly journalState: CopyState;
  readonly ballast: Ballast;
  /** Rows that make an out-of-date ledger whole. */
  readonly wholeLedger: (kept: Keepsakes, journalBehind: boolean) => Promise<LedgerBatch>;
  /** The row that says that the journal is behind, or no longer. */
  readonly deviceBatch: (kept: Keepsakes, journalBehind: boolean) => Promise<LedgerBatch>;
}

export class TwoCopies {
  private ledgerState: CopyState;
  private journalState: CopyState;
  private ledgerSaysBehind = false;
  private gathered = 0;
  private readonly parts: TwoCopiesParts;

  constructor(parts: TwoCopiesParts) {
    this.parts = parts;
    this.ledgerState = parts.ledgerState;
    this.journalState = parts.journalState;
  }

  /** Which kinds work: for the debug page. */
  get states(): { readonly ledger: CopyState; readonly journal: CopyState } {
    return { ledger: this.ledgerState, journal: this.journalState };
  }

  /**
   * @param kept as it is before; the caller applies the edit when this has resolved.
   * @param rows may still be in the making: they are waited for while the frame goes to the disk.
   * @throws StorageFailure when nothing was written.
   */
  async write(kept: Keepsakes, edit: KeepsakeEdit, rows: LedgerBatch | Promise<LedgerBatch>): Promise<void> {
    // If they cannot be made, it is said below; the frame may fail first.
    Promise.resolve(rows).catch(() => undefined);
    const journaled = await this.writeJournal(kept, edit);
    try {
      const committed = await this.writeLedger(kept, edit, await rows);
      if (journaled === 'no' && !committed) throw new StorageFailure('storage-broken');
    } catch (error) {
      await this.takeBack(kept, journaled);
      throw await this.failed(error);
    }
    if (this.journalState === 'up' && this.parts.journal.size() > Math.max(GATHER_BYTES, GATHER_TIMES * this.gathered)) {
      const after = copyKept(kept);
      applyEdit(after, edit);
      await this.gather(after).catch(() => undefined);
    }
  }

  /** Rows only: what the server can give again needs no second copy. @throws StorageFailure */
  async writeRows(kept: Keepsakes, rows: LedgerBatch): Promise<void> {
    try {
      if (!(await this.writeLedger(kept, {}, rows))) throw new StorageFailure('storage-broken');
    } catch (error) {
      throw await this.failed(error);
    }
  }

  /** Writes a whole copy where recovery found one lacking. Failing, it is tried again at the next write. */
  async mend(kept: Keepsakes, needs: { readonly ledger: boolean; readonly journal: boolean }): Promise<void> {
    if (needs.journal && this.journalState !== 'unread') await this.gather(kept).catch(() => (this.journalState = 'behind'));
    if (needs.ledger && this.ledgerState !== 'unread') {
      try {
        await this.parts.ledger.write(await this.parts.wholeLedger(kept, this.journalState !== 'up'));
        this.ledgerSaysBehind = this.journalState !== 'up';
      } catch {
        this.ledgerState = 'behind';
      }
    }
  }

  private async writeJournal(kept: Keepsakes, edit: KeepsakeEdit): Promise<'appended' | 'replaced' | 'no'> {
    if (this.journalState === 'unread') return 'no';
    try {
      if (this.journalState === 'up') {
        await this.parts.journal.append(await sealJson(this.parts.cipher, 'journal', '', edit));
        return 'appended';
      }
      const after = copyKept(kept);
      applyEdit(after, edit);
      await this.gather(after);
      return 'replaced';
    } catch (error) {
      if (!(error instanceof StorageFailure) || error.kind !== 'storage-broken') throw await this.failed(error);
      this.journalState = 'behind';
      return 'no';
    }
  }

  private async writeLedger(kept: Keepsakes, edit: KeepsakeEdit, rows: LedgerBatch): Promise<boolean> {
    if (this.ledgerState === 'unread') return false;
    const behind = this.journalState !== 'up';
    let batch = rows;
    if (this.ledgerState === 'behind' || behind !== this.ledgerSaysBehind) {
      const after = copyKept(kept);
      applyEdit(after, edit);
      const more = this.ledgerState === 'behind' ? await this.parts.wholeLedger(after, behind) : await this.parts.deviceBatch(after, behind);
      const own = new Set((rows.adds ?? []).map((r) => `${r.table}/${r.key}`));
      batch = {
        ...rows,
        puts: [...(more.puts ?? []).filter((r) => !own.has(`${r.table}/${r.key}`)), ...(rows.puts ?? [])],
      };
    }
    try {
      await this.parts.ledger.write(batch);
      this.ledgerState = 'up';
      this.ledgerSaysBehind = behind;
      return true;
    } catch (error) {
      if (!(error instanceof StorageFailure) || error.kind !== 'storage-broken') throw error;
      this.ledgerState = 'behind';
      return false;
    }
  }

  private async takeBack(kept: Keepsakes, journaled: 'appended' | 'replaced' | 'no'): Promise<void> {
    try {
      if (journaled === 'appended') await this.parts.journal.undo();
      if (journaled === 'replaced') await this.gather(kept);
    } catch {
      this.journalState = 'behind';
    }
  }

  private async gather(kept: Keepsakes): Promise<void> {
    await this.parts.journal.replace(await sealJson(this.parts.cipher, 'journal', '', wholeEdit(kept)));
    this.gathered = this.parts.journal.size();
    this.journalState = 'up';
  }

  private async failed(error: unknown): Promise<StorageFailure> {
    const failure = error instanceof StorageFailure ? error : new StorageFailure('storage-broken', { cause: error });
    if (failure.kind === 'storage-full') await this.parts.ballast.release().catch(() => undefined);
    return failure;
  }
}
