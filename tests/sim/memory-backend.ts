// The product's server over a database in memory: requests are answered by the same `answerSync`, packed
// into the same lines. It can be killed with what it is doing, and set back to a backup.
import { HELD_ENDS, syncRequestSchema, type SettledHeld, type SyncRequest } from '#shared/sync/protocol.ts';
import { writeLine } from '#shared/sync/lines.ts';
import { decodeChanges } from '#shared/sync/wire-changes.ts';
import { createRegistry } from '#server/registry.ts';
import { answerSync } from '#server/sync/answer.ts';
import type { Contacts } from '#server/sync/contacts.ts';
import { PushBusy, type SyncServices } from '#server/sync/sync-tables.ts';
import { CALM, type Backend, type Reply, type ServerFaults, type Watcher } from './backend.ts';
import { MemoryDatabase, nothing, type Contents, type StepFault } from './memory-database.ts';
import { digestOf, Office } from './office.ts';
import { SIM_PROGRAMMES } from './programmes.ts';
import type { Rng } from './random.ts';
import type { Timeline } from './timeline.ts';

interface Backup {
  readonly contents: Contents;
}

const HOUR = 3_600_000;

export class MemoryBackend implements Backend {
  readonly office = new Office();
  readonly db: MemoryDatabase;
  readonly services: SyncServices;
  epoch = 'e1';
  #epochs = 1;
  #life = 0;
  skew = 0;
  faults: ServerFaults = CALM;
  readonly #backups: Backup[] = [];
  readonly #rng: Rng;
  readonly #timeline: Timeline;
  readonly #watcher: Watcher;
  readonly #contacts: Contacts;

  constructor(timeline: Timeline, rng: Rng, watcher: Watcher) {
    this.#timeline = timeline;
    this.#rng = rng;
    this.#watcher = watcher;
    this.db = new MemoryDatabase({
      step: (step) => this.#step(step),
      die: () => { this.kill(); },
      committed: (written) => { watcher.committed(written); },
    });
    const epochNow = (): string => this.epoch;
    this.services = {
      tables: this.db, registry: createRegistry(SIM_PROGRAMMES), clock: () => timeline.now + this.skew, utcOffsetMinutes: 330,
      meta: { get epoch() { return epochNow(); }, secret: Buffer.alloc(32) },
    };
    this.#contacts = {
      now: async ({ device }) => this.office.session(device),
      settled: async ({ person }, { held = [], withdraw = [] }) => {
        const own = (id: string): boolean => this.db.contents.held.get(id)?.person === person;
        for (const id of withdraw) if (own(id)) this.db.settleHeld(id, 'withdrawn');
        return [...new Set([...withdraw, ...held])].flatMap((id): SettledHeld[] => {
          const end = HELD_ENDS.find((e) => e === this.db.contents.held.get(id)?.status);
          const seq = this.db.contents.changes.get(id)?.seq;
          return end === undefined || !own(id) ? [] : [{ id, end, ...(end === 'applied' && seq !== undefined && { seq }) }];
        });
      },
      profileDigest: async ({ grants }) => digestOf(grants),
      note: async ({ device }, { counts: [unsent, held] }) => {
        const known = this.office.devices.get(device);
        if (known !== undefined) Object.assign(known, { unsent, held });
      },
    };
  }

  get contents(): Contents {
    return this.db.contents;
  }

  clock(): number {
    return this.services.clock();
  }

  closeHeld(id: string): void {
    this.db.settleHeld(id, 'closed');
  }

  async ask(device: string, path: string, body: string): Promise<Reply> {
    const life = this.#life;
    const reply = await this.#answer(device, path, body);
    return life === this.#life ? reply : new Promise<never>(() => undefined);
  }

  kill(): void {
    this.#life += 1;
    this.db.restart();
  }

  backup(): void {
    const contents = this.db.copy();
    this.#backups.push({ contents });
    for (const device of this.office.devices.values()) {
      let safe = device.safe;
      const held = new Set([...contents.held.values()].filter((h) => h.device === device.id).map((h) => h.counter));
      while (contents.counters.has(`${device.id} ${safe + 1}`) || held.has(safe + 1)) safe += 1;
      device.safe = safe;
    }
  }

  restore(): void {
    const newest = this.#backups.at(-1);
    this.#life += 1;
    this.db.restart(newest?.contents ?? nothing());
    this.renewEpoch();
  }

  renewEpoch(): void {
    this.#epochs += 1;
    this.epoch = `e${this.#epochs}`;
  }

  async #answer(device: string, path: string, body: string): Promise<Reply> {
    if (path === '/api/profile') {
      if (this.office.session(device).revoked) return { status: 403, text: '{"code":"device-revoked"}' };
      return { status: 200, text: JSON.stringify(this.office.profile(device, this.epoch)) };
    }
    const parsed = syncRequestSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return { status: 400, text: '{"code":"bad-request"}' };
    const asked = parsed.data;
    try {
      const answer = await answerSync(this.services, this.#contacts, this.office.session(device), asked);
      if (!answer.ok) return { status: answer.code === 'device-revoked' ? 403 : 400, text: JSON.stringify({ code: answer.code }) };
      const lines = [writeLine(answer.head)];
      if (answer.rest === undefined) lines.push(writeLine({ t: 'end' }));
      else for await (const line of answer.rest) lines.push(writeLine(line));
      this.#watcher.answered(device, asked, answer.results, lines);
      return { status: 200, text: lines.join('') };
    } catch (error) {
      if (error instanceof PushBusy) return { status: 503, text: '{"code":"busy","retryAfter":5}' };
      throw error;
    }
  }

  async #step(step: 'begin' | 'read' | 'commit'): Promise<StepFault> {
    const { slow, tryAgain, busy, dieBefore, dieAfter } = this.faults;
    if (this.#rng.chance(slow)) await this.#timeline.wait(this.#rng.chance(0.05) ? 60_000 : this.#rng.int(1, 2_000));
    if (this.#rng.chance(dieBefore)) return 'die-before';
    if (this.#rng.chance(busy)) return 'busy';
    if (step === 'commit' && this.#rng.chance(tryAgain)) return 'try-again';
    if (step === 'commit' && this.#rng.chance(dieAfter)) return 'die-after';
    return 'none';
  }
}

/** The clock of a server is off by a day at most. */
export function serverSkew(rng: Rng): number {
  return rng.pick([0, 0, -24 * HOUR, 24 * HOUR, HOUR]);
}

export function changesOf(asked: SyncRequest): ReturnType<typeof decodeChanges> {
  return asked.push === null || asked.push === undefined ? [] : decodeChanges(asked.push);
}
