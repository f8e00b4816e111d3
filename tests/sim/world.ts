// Plays a plan, and checks after everything that happens that every promise of the contract still holds.
import { FAMILY, GROUP } from '#tests/support/programme.ts';
import { StorageFailure } from '#client/store/contract.ts';
import { contestedRegisters, liveVersions } from '#shared/record/merge.ts';
import type { Values } from '#shared/record/change.ts';
import type { ChangeResult, PageLine, SyncRequest } from '#shared/sync/protocol.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import { checkEnd } from './end-checks.ts';
import { CLEAR, lineOf } from './line.ts';
import { changesOf, MemoryBackend, serverSkew } from './memory-backend.ts';
import { CALM, type Backend, type MakeBackend, type Watcher } from './backend.ts';
import { BLOCK, CENTRE, dayOf, TOLAS, VILLAGE } from './office.ts';
import { mayHold, mayRead, sumHeld, Versions } from './oracle.ts';
import type { Plan, Step } from './plan.ts';
import { SIM_TYPES } from './programmes.ts';
import { Rng, seedOf } from './random.ts';
import { SimPhone } from './sim-phone.ts';
import { changeOfBody } from '#server/sync/apply-changes.ts';
import { guardedGeneration } from '#server/sync/guarded-pull.ts';
import { recordFromRow } from '#server/sync/stored.ts';
import { Timeline } from './timeline.ts';
import { Violation } from './violation.ts';

export const START = Date.UTC(2026, 4, 10, 6);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const TYPES = new Map(SIM_TYPES.map((t) => [t.name, t]));
const FILES_AT = `${CENTRE}/files`;
const STAFF = ['asha', 'bina', 'chanda', 'dulari'];
const FILE_ROLES = ['case-worker', 'specialist', 'centre-administrator'] as const;

export class World {
  readonly plan: Plan;
  readonly timeline = new Timeline(START);
  readonly server: Backend;
  readonly phones: SimPhone[] = [];
  /** What the phones made, in numbers. */
  changes = 0;
  requests = 0;
  #versions = new Versions();
  /** `<epoch> <bucket>` → the highest seq that a page reached. */
  readonly #served = new Map<string, number>();
  /** Every change that has had its effect on this server. */
  #effects = new Set<string>();
  /** Device → what a whole answer must leave on it: bucket → seq. */
  readonly #promised = new Map<string, ReadonlyMap<string, number>>();
  readonly #completed = new Map<SimPhone, number>();
  #quiet = false;
  #made = 0;
  #failure: Error | undefined;

  /** Answers reach a phone in the order in which they were given. */
  readonly #inOrder: boolean;

  constructor(plan: Plan, makeBackend: MakeBackend = (...parts) => new MemoryBackend(...parts)) {
    this.plan = plan;
    this.#inOrder = plan.line.duplicate === 0 && plan.line.delay === 0 && plan.server.slow === 0 && !plan.steps.some((s) => s.kind === 'clone');
    this.server = makeBackend(this.timeline, new Rng(seedOf(plan.seed, 'server')), {
      answered: (device, asked, results, lines) => { this.#guard(() => { this.#answered(device, asked, results, lines); }); },
      committed: (written) => { this.#guard(() => { this.#committed(written); }); },
    });
    const { office } = this.server;
    const people = ['asha', 'bina', 'asha', 'chanda', 'dulari'];
    office.grant('asha', 'mitra', TOLAS[0]);
    office.grant('bina', 'mitra', VILLAGE);
    office.grant('chanda', 'coordinator', `${BLOCK}.p01`);
    office.grant('dulari', 'mitra', TOLAS[1]);
    for (const [person, role] of [['asha', 'case-worker'], ['bina', 'specialist'], ['chanda', 'centre-administrator'], ['dulari', 'case-worker']] as const) office.grant(person, role, CENTRE);
    for (let n = 0; n < plan.phones; n += 1) this.#newPhone(people[n % people.length] ?? 'asha');
    this.server.faults = plan.server;
  }

  /** @throws Violation, or whatever broke. */
  async play(): Promise<void> {
    for (const phone of this.phones) void phone.start();
    await this.timeline.settle();
    for (const [n, step] of this.plan.steps.entries()) {
      void this.#take(step, new Rng(step.seed)).catch((error: unknown) => { this.#failure ??= asError(error); });
      await this.timeline.settle();
      this.#check();
      await this.timeline.pass(new Rng(seedOf(this.plan.seed, 'pause', n)).int(0, 40_000), () => { this.#check(); });
    }
    await this.#becomeQuiet();
    checkEnd(this.server, this.phones);
  }

  /** Something broke where nobody waited for it. */
  fail(error: unknown): void {
    this.#failure ??= asError(error);
  }

  /** Nothing of it may go on. */
  end(): void {
    for (const phone of this.phones) phone.kill();
  }

  /** Faults end; everything gets time to arrive. */
  async #becomeQuiet(): Promise<void> {
    this.#quiet = true;
    this.server.faults = CALM;
    const check = (): void => { this.#check(); };
    // What is under way on the line comes in, however late.
    await this.timeline.pass(4 * DAY, check);
    for (const phone of this.phones) {
      phone.disk.full = false;
      phone.disk.death = undefined;
    }
    for (let round = 0; round < 3; round += 1) {
      for (const phone of this.phones) {
        await phone.start();
        const before = this.requests;
        void phone.sync?.syncNow().catch((error: unknown) => { this.#failure ??= asError(error); });
        await this.timeline.pass(10 * MINUTE, check);
        if (this.requests - before > 50) throw new Violation('L2', `${phone.name} asked ${this.requests - before} times on a good line`);
      }
      await this.timeline.pass(2 * HOUR, check);
    }
  }

  #newPhone(person: string, clone?: SimPhone): SimPhone {
    this.#made += 1;
    const name = `p${this.#made}`;
    const device = clone?.device ?? this.server.office.enrol(person).id;
    const ask = (path: string, body: string): ReturnType<Backend['ask']> => this.server.ask(device, path, body);
    const line = lineOf(this.timeline, (n) => new Rng(seedOf(this.plan.seed, name, 'line', n)), () => (this.#quiet ? CLEAR : this.plan.line), (path, body) => {
      const reply = ask(path, body);
      reply.catch((error: unknown) => { this.#failure ??= asError(error); });
      return reply;
    });
    const phone = new SimPhone(name, device, person, {
      timeline: this.timeline, seed: this.plan.seed, profile: () => this.server.office.profile(device, this.server.epoch),
      fetch: (url, init) => {
        this.requests += 1;
        return line(url, init);
      },
      renew: () => (this.server.office.session(device).revoked ? 'revoked' : 'renewed'),
    }, clone?.disk.copy());
    this.phones.push(phone);
    return phone;
  }

  async #take({ kind, phone: n }: Step, rng: Rng): Promise<void> {
    const phone = this.phones[n % this.phones.length];
    if (phone === undefined) return;
    const { office } = this.server;
    switch (kind) {
      case 'new': return this.#save(phone, [{ type: 'family', bucket: `${rng.pick(TOLAS)}/doorstep`, edits: { headName: `h${rng.int(0, 9)}`, ...familyEdits(rng) } }]);
      case 'edit': {
        const record = rng.maybe(phone.store?.ofType('family') ?? []);
        return record === undefined ? undefined : this.#save(phone, [{ type: 'family', record: record.id, edits: familyEdits(rng) }]);
      }
      case 'open-form':
        phone.open = rng.maybe(phone.store?.ofType('family') ?? []);
        return undefined;
      case 'edit-open': {
        const { open } = phone;
        phone.open = undefined;
        return open === undefined ? undefined : this.#save(phone, [{ type: 'family', record: open.id, bucket: open.bucket, edits: familyEdits(rng), seen: open }]);
      }
      case 'resolve': return this.#resolve(phone, rng);
      case 'mend': {
        const held = rng.maybe(phone.store?.held() ?? []);
        if (held === undefined) return undefined;
        const good: Values = held.change.type === 'group' ? { status: 'draft' } : { cardNumber: null, memberCount: 4 };
        return this.#save(phone, [{ type: held.change.type, record: held.change.record, bucket: held.change.bucket, edits: good, mends: held.change.id }]);
      }
      case 'bad': return this.#save(phone, [{ type: 'family', bucket: `${rng.pick(TOLAS)}/doorstep`, edits: rng.pick<Values>([{ headName: 'x', cardNumber: '12' }, { memberCount: 99 }, { headName: '\ud800' }, { headName: 'y', memberCount: 1.5 }]) }]);
      case 'group': return this.#group(phone, rng);
      case 'draft':
        await phone.store?.putDraft({ id: `d${rng.int(0, 2)}`, form: 'f@1', bucket: `${TOLAS[0]}/doorstep`, answers: {}, page: rng.int(0, 9), savedAt: phone.now() }).catch(() => undefined);
        return undefined;
      case 'sync': {
        await phone.start();
        return phone.sync?.syncNow();
      }
      case 'pass': return undefined;
      case 'kill':
        phone.kill();
        this.timeline.after(rng.int(0, 10 * MINUTE), () => void phone.start());
        return undefined;
      case 'die-saving': {
        await phone.start();
        phone.disk.death = { left: rng.int(0, 4), after: rng.chance(0.5) };
        const record = rng.maybe(phone.store?.ofType('family') ?? []);
        const work = record === undefined || rng.chance(0.3)
          ? this.#save(phone, [{ type: 'family', bucket: `${TOLAS[0]}/doorstep`, edits: { headName: 'dies', ...familyEdits(rng) } }])
          : this.#save(phone, [{ type: 'family', record: record.id, edits: familyEdits(rng) }]);
        void phone.sync?.syncNow();
        this.timeline.after(rng.int(1, 5) * MINUTE, () => void phone.start());
        return work;
      }
      case 'wipe-ledger':
      case 'wipe-journal':
      case 'tear-journal':
        // One at a time: the start after the last has made both whole.
        if (phone.hurt || !phone.isOn) return undefined;
        phone.kill();
        phone.hurt = true;
        if (kind === 'wipe-ledger') phone.disk.wipeLedger();
        else if (kind === 'wipe-journal') phone.disk.wipeJournal();
        else phone.disk.tearJournal(rng.pick([1, 300, 3_000]));
        return phone.start();
      case 'clear-all': {
        if (phone.cloned) return undefined;
        phone.kill();
        phone.disk.disk = { rows: new Map(), journal: undefined, photos: new Map() };
        this.phones[n % this.phones.length] = this.#replacement(phone);
        return undefined;
      }
      case 'full':
        phone.disk.full = true;
        this.timeline.after(rng.int(1, 30) * MINUTE, () => { phone.disk.full = false; });
        return undefined;
      case 'clock':
        phone.moveClock(rng.pick([-10 * YEAR, 10 * YEAR, -DAY, DAY, -HOUR, 5 * MINUTE, -phone.skew]));
        return undefined;
      case 'clone':
        if (!phone.isOn || this.phones.some((p) => p.cloned)) return undefined;
        phone.cloned = true;
        {
          const twin = this.#newPhone(phone.person, phone);
          twin.cloned = true;
          return twin.start();
        }
      case 'long-pause':
        this.timeline.now += rng.int(1, 9) * DAY;
        return undefined;
      case 'server-kill':
        this.server.kill();
        return undefined;
      case 'backup':
        return this.server.backup();
      case 'restore':
      case 'restore-twice':
        await this.server.restore();
        if (kind === 'restore-twice') await this.server.restore();
        this.#afterRestore();
        return undefined;
      case 'server-clock':
        this.server.skew = serverSkew(rng);
        return undefined;
      case 'transfer': {
        const current = office.grants.filter((g) => g.role === 'mitra' && g.to === null);
        const grant = rng.maybe(current);
        if (grant === undefined) return undefined;
        grant.to = dayOf(this.timeline.now - 2 * DAY);
        if (rng.chance(0.7)) office.grant(grant.person, 'mitra', rng.pick([...TOLAS, VILLAGE]));
        return undefined;
      }
      case 'grant':
        office.grant(rng.pick(['asha', 'bina', 'dulari']), 'mitra', rng.pick([...TOLAS, VILLAGE]));
        return undefined;
      case 'file-new': return this.#save(phone, [{ type: 'file', bucket: FILES_AT, edits: { name: `n${rng.int(0, 9)}`, worker: rng.pick(STAFF), ...(rng.chance(0.5) && { child: true }), ...fileGuards(rng) } }]);
      case 'file-edit':
      case 'file-guard': {
        const file = rng.maybe(phone.store?.ofType('file') ?? []);
        return file === undefined ? undefined : this.#save(phone, [{ type: 'file', record: file.id, edits: kind === 'file-guard' ? fileGuards(rng) : fileEdits(rng) }]);
      }
      case 'post': {
        const grant = rng.maybe(office.grants.filter((g) => g.place === CENTRE && g.to === null));
        if (grant !== undefined && rng.chance(0.6)) grant.to = dayOf(this.timeline.now - 2 * DAY);
        if (rng.chance(0.7)) office.grant(rng.pick(STAFF), rng.pick(FILE_ROLES), CENTRE);
        return undefined;
      }
      case 'withdraw': {
        const held = rng.maybe(phone.store?.held() ?? []);
        return held === undefined ? undefined : phone.store?.withdraw(held.change.id).catch(notFull);
      }
      case 'close': {
        const open = [...this.server.contents.held.values()].filter((h) => h.status === 'open');
        const one = rng.maybe(open);
        return one === undefined ? undefined : this.server.closeHeld(one.id);
      }
      case 'revoke': {
        const device = office.devices.get(phone.device);
        if (device !== undefined) device.revoked = true;
        return undefined;
      }
    }
  }

  /** Everything of the old one is gone, as the person wished; she begins anew. */
  #replacement(old: SimPhone): SimPhone {
    const fresh = this.#newPhone(old.person);
    this.phones.pop();
    void fresh.start();
    return fresh;
  }

  async #save(phone: SimPhone, requests: Parameters<SimPhone['save']>[0]): Promise<void> {
    const made = await phone.save(requests);
    this.changes += made?.length ?? 0;
    this.#checkNumbers(phone);
  }

  /** A phone's numbers have no gaps, so that the server can name each that is missing. */
  #checkNumbers(phone: SimPhone): void {
    const numbers = [...phone.saved.values()].map((s) => s.counter).sort((a, b) => a - b);
    const [first = 1] = numbers;
    const wrong = numbers.find((n, at) => n !== first + at);
    if (wrong !== undefined && !phone.cloned) throw new Violation('I7', `${phone.name} has given ${wrong} twice, or one before it never`);
  }

  /** As the screen does it: one of the versions she sees is chosen, for the first register that is contested. */
  async #resolve(phone: SimPhone, rng: Rng): Promise<void> {
    const id = rng.maybe(phone.store?.contested() ?? []);
    const record = id === undefined ? undefined : phone.store?.get(id);
    const type = TYPES.get(record?.type ?? '');
    if (record === undefined || type === undefined) return;
    const [register] = contestedRegisters(type, record);
    if (register === undefined) return;
    const shown = liveVersions(type, record, register);
    const made = await phone.save([{ type: type.name, record: record.id, edits: rng.pick(shown).values }]);
    this.changes += made?.length ?? 0;
    const change = phone.store?.outbox(Infinity).find((c) => c.id === made?.[0]);
    const named = change?.replaces[register] ?? [];
    if (change !== undefined && shown.some((v) => !named.includes(v.change))) throw new Violation('C5', `settling ${record.id} ${register} leaves a version that was seen`);
  }

  async #group(phone: SimPhone, rng: Rng): Promise<void> {
    const group = rng.maybe(phone.store?.ofType('group') ?? []);
    const status = rng.pick(['draft', 'approved', 'returned']);
    return this.#save(phone, [group === undefined || rng.chance(0.4)
      ? { type: 'group', bucket: `${VILLAGE}/groups`, edits: { name: `g${rng.int(0, 9)}`, status: 'draft' } }
      : { type: 'group', record: group.id, edits: { status } }]);
  }

  #afterRestore(): void {
    this.#served.clear();
    this.#versions = new Versions();
    const log = [...this.server.contents.changes.values()].sort((a, b) => a.seq - b.seq);
    for (const { change } of log) this.#versions.add(typeOf(change.type), change);
    this.#effects = new Set(log.map(({ change }) => change.id));
    this.#promised.clear();
  }

  #committed({ changes, newRecords, oldRecords, held }: Parameters<Watcher['committed']>[0]): void {
    const { contents } = this.server;
    for (const { id, body } of held) {
      if (!id.startsWith('?') && changeOfBody(body)?.id !== id) throw new Violation('I1', `${id} is held without its body`);
    }
    for (const { id, bucket, seq } of changes) {
      if (this.#effects.has(id)) throw new Violation('S1', `${id} has two effects`);
      this.#effects.add(id);
      if (seq <= (this.#served.get(`${this.server.epoch} ${bucket}`) ?? 0)) throw new Violation('S3', `${bucket} ${seq} appears after a reader has passed it`);
      const stored = contents.changes.get(id);
      if (stored !== undefined) this.#versions.add(typeOf(stored.change.type), stored.change);
    }
    for (const { id } of [...newRecords, ...oldRecords]) {
      const row = contents.records.get(id);
      if (row !== undefined) this.#versions.check(typeOf(row.type), recordFromRow(row));
    }
  }

  #answered(device: string, asked: SyncRequest, results: readonly ChangeResult[], lines: readonly string[]): void {
    const { contents } = this.server;
    const items = changesOf(asked);
    items.forEach((item, at) => {
      const result = results[at];
      if (!item.ok || result === undefined) return;
      const { id } = item.change;
      if (result[0] === 'h' ? !contents.held.has(id) : !contents.changes.has(id)) throw new Violation('S2', `${id} is acknowledged and not committed`);
    });
    const grants = this.server.office.grants.filter((g) => g.person === this.server.office.devices.get(device)?.person);
    const day = dayOf(this.timeline.now + this.server.skew);
    for (const line of lines) {
      if (!line.startsWith('{"t":"page"', 9)) continue;
      const { b, s, rows }: PageLine = JSON.parse(line.slice(9));
      if (!mayRead(grants, b, day)) throw new Violation('A1', `${device} is shown ${b}`);
      const person = this.server.office.devices.get(device)?.person ?? '';
      const strange = b === FILES_AT ? decodeRecords(b, rows).find((record) => !mayHold(grants, person, record, day)) : undefined;
      if (strange !== undefined) throw new Violation('A1', `${device} is shown ${strange.id}`);
      const key = `${this.server.epoch} ${b}`;
      this.#served.set(key, Math.max(s, this.#served.get(key) ?? 0));
    }
    if (asked.limit !== 0) this.#promised.set(device, new Map([...contents.buckets.values()].filter((b) => b.seq > 0 && mayRead(grants, b.id, day)).map((b) => [b.id, b.seq])));
    if (asked.epoch !== '' && asked.epoch !== this.server.epoch && !(lines[0] ?? '').includes('"reset":true') && !this.server.office.session(device).revoked) {
      throw new Violation('S9', `${device} came with the epoch ${asked.epoch} and was not told`);
    }
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
    const { contents } = this.server;
    for (const phone of this.phones) {
      for (const { id, counter } of phone.saved.values()) {
        if (contents.changes.has(id) || contents.held.has(id)) continue;
        if (phone.hurt || phone.disk.disk.rows.has(`outbox/${counter}`)) continue;
        throw new Violation('I1', `${id} (${counter}) of ${phone.name} is nowhere`);
      }
      this.#checkShown(phone);
    }
  }

  #checkShown(phone: SimPhone): void {
    const { store, vault } = phone;
    if (store === undefined || vault === undefined) return;
    const { epoch, cursors } = store.cursors();
    if (epoch === this.server.epoch) {
      for (const [bucket, [generation, seq]] of Object.entries(cursors)) {
        const row = this.server.contents.buckets.get(bucket);
        const grants = this.server.office.grants.filter((g) => g.person === phone.person);
        const day = dayOf(this.timeline.now + this.server.skew);
        const [told, sum] = row === undefined ? [] : bucket === FILES_AT
          ? [guardedGeneration(row.generation, grants, bucket, day), sumHeld(grants, phone.person, this.server.contents.records.values(), bucket, day)] : [row.generation, row.checksum];
        if (row !== undefined && told === generation && row.seq === seq && store.checksum(bucket) !== sum) throw new Violation('S3', `${phone.name} has passed ${bucket} ${seq} and lacks some of it`);
      }
    }
    if (phone.completed > (this.#completed.get(phone) ?? 0)) {
      this.#completed.set(phone, phone.completed);
      if (this.#inOrder && epoch === this.server.epoch) {
        for (const [bucket, seq] of this.#promised.get(phone.device) ?? []) {
          if ((cursors[bucket]?.[1] ?? 0) < seq) throw new Violation('S3', `${phone.name} says that it has everything and lacks ${bucket}`);
        }
      }
    }
    if (phone.truthful && this.timeline.now - phone.lastContact > 8 * DAY && store.ofType('family').length + store.ofType('file').length > 0) throw new Violation('A2', `${phone.name} shows records without contact for more than a week`);
  }

  /** What is found inside a callback of the product must not be taken for its own failure. */
  #guard(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#failure ??= asError(error);
    }
  }
}

function familyEdits(rng: Rng): Values {
  const one = (): Values => {
    switch (rng.int(0, 9)) {
      case 0: return { headName: `h${rng.int(0, 4)}` };
      case 1:
      case 2: return { outcome: rng.pick(['linked', 'refused', 'locked']), outcomeDay: `2026-05-0${rng.int(1, 9)}` };
      case 3: return { needs: ['housing', 'pension', 'ration'].filter(() => rng.chance(0.5)) };
      case 4: return { memberCount: rng.int(1, 12) };
      case 5: return { consent: rng.chance(0.5) };
      case 6: return { notes: `n${rng.int(0, 9)}` };
      case 7: return { cardNumber: `1020304${rng.int(0, 9)}` };
      case 8: return { [`members.k${rng.int(1, 3)}.name`]: `m${rng.int(0, 5)}`, [`members.k${rng.int(1, 3)}.age`]: rng.int(1, 80) };
      default: return { [`members.k${rng.int(1, 3)}._gone`]: rng.chance(0.6) };
    }
  };
  return rng.chance(0.3) ? { ...one(), ...one() } : one();
}

function fileEdits(rng: Rng): Values {
  return rng.pick<Values>([{ note: `t${rng.int(0, 9)}` }, { name: `n${rng.int(0, 4)}` }, { outcome: 'helped' }, { outcome: 'referred' }, { child: true }, { child: false }, { number: `T/${rng.int(0, 9)}` }, { note: 'x', closed: true }]);
}

/** Who is named, who is kept from it, and whether any phone keeps it. */
function fileGuards(rng: Rng): Values {
  const [row, person] = [rng.int(1, 2), rng.pick(STAFF)];
  return rng.pick<Values>([
    { worker: person }, { [`team.k${row}.person`]: person }, { [`team.k${row}.person`]: person }, { [`team.k${row}._gone`]: rng.chance(0.7) },
    { [`barred.k${row}.person`]: person }, { [`barred.k${row}._gone`]: rng.chance(0.7) }, { neverKept: rng.chance(0.4) }, { worker: person, [`team.k${row}.person`]: rng.pick(STAFF) },
  ]);
}

function typeOf(name: string): typeof FAMILY {
  return TYPES.get(name) ?? GROUP;
}

/** A full phone may refuse: then nothing was done. */
function notFull(error: unknown): void {
  if (!(error instanceof StorageFailure)) throw error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
