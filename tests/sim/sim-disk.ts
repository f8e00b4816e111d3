// A phone's disk: two kinds of storage that can fill up, be wiped, and be cut off in the middle of a
// write, before it took effect or after.
import { StorageFailure } from '#client/store/contract.ts';
import { memoryDisk, memoryJournal, memoryLedger, type MemoryDisk } from '#client/store/memory-ports.ts';
import { LEDGER_DURABILITY, type Journal, type Ledger } from '#client/store/ports.ts';

const NEVER = new Promise<never>(() => undefined);
/** Writes that a relaxed transaction may still have in the air when the battery is pulled. */
const IN_THE_AIR = 3;

export class SimDisk {
  disk: MemoryDisk;
  full = false;
  /** The phone dies at that many writes from now; `after`: when this one has taken effect. */
  death: { left: number; readonly after: boolean } | undefined;
  #life = 0;
  #rowsBefore: MemoryDisk['rows'][] = [];
  readonly #onDeath: () => void;

  constructor(onDeath: () => void, disk = memoryDisk()) {
    this.#onDeath = onDeath;
    this.disk = disk;
  }

  /** Whoever wrote until now writes no more. */
  cutOff(): void {
    this.#life += 1;
    this.death = undefined;
    const [oldest] = this.#rowsBefore;
    if (oldest !== undefined) this.disk = { ...this.disk, rows: oldest };
    this.#rowsBefore = [];
  }

  copy(): MemoryDisk {
    return { rows: new Map(this.disk.rows), journal: this.disk.journal?.slice(), photos: new Map() };
  }

  wipeLedger(): void {
    this.disk.rows.clear();
  }

  wipeJournal(): void {
    this.disk.journal = undefined;
  }

  /** Cuts the last bytes off: a frame that was being written. */
  tearJournal(bytes: number): void {
    const { journal } = this.disk;
    if (journal !== undefined) this.disk.journal = journal.slice(0, Math.max(0, journal.byteLength - bytes));
  }

  ports(): { readonly ledger: Ledger; readonly journal: Journal } {
    const life = this.#life;
    const alive = (): boolean => life === this.#life;
    const write = async <T>(effect: () => Promise<T>): Promise<T> => {
      if (!alive()) return NEVER;
      if (this.full) throw new StorageFailure('storage-full');
      if (this.death !== undefined) {
        this.death.left -= 1;
        if (this.death.left < 0) {
          if (this.death.after) await effect();
          this.#onDeath();
          return NEVER;
        }
      }
      return effect();
    };
    const read = async <T>(effect: () => Promise<T>): Promise<T> => (alive() ? effect() : NEVER);
    const ledger = memoryLedger(this.disk);
    const journal = memoryJournal(this.disk);
    return {
      ledger: {
        load: () => read(() => ledger.load()),
        write: (batch) => write(async () => {
          if (LEDGER_DURABILITY === 'relaxed') this.#rowsBefore = [...this.#rowsBefore, new Map(this.disk.rows)].slice(-IN_THE_AIR);
          await ledger.write(batch);
        }),
        close: async () => undefined,
      },
      journal: {
        open: () => read(() => journal.open()),
        append: (frame) => write(() => journal.append(frame)),
        replace: (frame) => write(() => journal.replace(frame)),
        // Needs no space.
        undo: () => (alive() ? journal.undo() : NEVER),
        size: () => journal.size(),
        close: async () => undefined,
      },
    };
  }
}
