// A phone in memory whose two kinds of storage can fail, fill up, stop dead or be wiped.
import { StorageFailure, type RecordStore } from '#client/store/contract.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { memoryDisk, memoryJournal, memoryLedger, type MemoryDisk } from '#client/store/memory-ports.ts';
import type { Journal, Ledger } from '#client/store/ports.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { HOUSEHOLD, PROFILE } from '../../contract/store-fixture.ts';

/** `dead`: the call never returns, as when the app is killed at that moment. */
export type Fault = 'none' | 'full' | 'broken' | 'dead';

export class FaultyPhone {
  readonly disk: MemoryDisk = memoryDisk();
  ledger: Fault = 'none';
  journal: Fault = 'none';
  undo: Fault = 'none';
  /** The ledger stops dead after that many more writes. */
  writesLeft = Infinity;
  ballastReleased = 0;
  types: readonly RecordType[] = [HOUSEHOLD];
  readable = true;

  /** What is in memory of an earlier store is simply left behind, as a kill does. */
  async start(): Promise<RecordStore> {
    return openMemoryStore({
      types: this.types, now: () => Date.UTC(2026, 10, 21), disk: this.disk, profile: PROFILE,
      parts: {
        ledger: this.faultyLedger(), journal: this.faultyJournal(), readable: () => this.readable,
        ballast: { release: async () => void (this.ballastReleased += 1) },
      },
    });
  }

  private faultyLedger(): Ledger {
    const real = memoryLedger(this.disk);
    const alive = this.generation();
    return {
      ...real,
      load: async () => (await meet(this.ledger), real.load()),
      write: async (batch) => {
        await meet(this.writesLeft > 0 ? this.ledger : 'dead');
        this.writesLeft -= 1;
        await alive();
        await real.write(batch);
      },
    };
  }

  private faultyJournal(): Journal {
    const real = memoryJournal(this.disk);
    return {
      ...real,
      open: async () => (await meet(this.journal), real.open()),
      append: async (frame) => (await meet(this.journal), real.append(frame)),
      replace: async (frame) => (await meet(this.journal), real.replace(frame)),
      undo: async () => (await meet(this.undo), real.undo()),
    };
  }

  /** A store left behind must not write any more. */
  private generation(): () => Promise<void> {
    this.current += 1;
    const mine = this.current;
    return () => (mine === this.current ? Promise.resolve() : new Promise(() => undefined));
  }
  private current = 0;
}

async function meet(fault: Fault): Promise<void> {
  if (fault === 'dead') await new Promise(() => undefined);
  if (fault === 'full') throw new StorageFailure('storage-full');
  if (fault === 'broken') throw new StorageFailure('storage-broken');
}
