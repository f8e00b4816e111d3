// The one way in: changes are judged, merged, filed in the history and counted in one transaction per
// district, and only then answered. Every change ends in the history or among the held changes,
// with its whole body; none is refused away, and one held change never delays another record.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { bucketPlace, bucketReaches, bucketShelf } from '#shared/place/bucket.ts';
import { isWithin } from '#shared/place/place.ts';
import { RULE_AUTHOR, signatureOf, type BucketId, type Change, type ChangeId, type DeviceId, type RecordId } from '#shared/record/change.ts';
import { applyChange, contestedRegisters, liveVersions, wholeGroups, withOrigins, withoutOrigin, type Origin } from '#shared/record/merge.ts';
import { migrateChange, migrateRecord } from '#shared/record/migrate.ts';
import { newlyBroken, rulePaths } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { addDigest, canonicalText, removeDigest } from '#shared/sync/digest.ts';
import type { ChangeResult, HeldCode } from '#shared/sync/protocol.ts';
import { isChange, type DecodedChange } from '#shared/sync/wire-changes.ts';
import { rulebookFaults } from '#shared/task/rule-bounds.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import { mayBeUnasked, unaskedFrom } from '#shared/task/asked.ts';
import type { AuditEntry } from '../audit/audit.ts';
import { checkLook, lookAudit } from '../audit/look-audit.ts';
import type { TypeEntry } from '../registry.ts';
import { dayOf } from '../services.ts';
import { checkValues, districtOfBucket, isFileable, MAX_CHANGE_LENGTH, type Refusal } from './check-change.ts';
import { checkForm } from './check-form.ts';
import { mayApply, type Author, type Moment } from './judge-access.ts';
import { dueByRule, settlingChange, type Said } from './settle-by-rule.ts';
import { changeBody, liveUnique, recordFromRow, recordState } from './stored.ts';
import { SumDelta } from './sums.ts';
import {
  PushBusy, TryAgain, uniqueKey,
  type Found, type HeldRow, type LockedBucket, type NewChange, type NewHeld, type NewRecord, type PushTransaction, type SyncServices, type UniqueKey, type Written,
} from './sync-tables.ts';

/** Tried again when another push got in between (deadlock, the same change twice at once). */
const MOST_TRIES = 8;

/** Results in the order of `items`, of committed changes only. Throws `PushBusy`. */
export async function applyChanges(services: SyncServices, by: Author, items: readonly DecodedChange[]): Promise<ChangeResult[]> {
  const results: ChangeResult[] = items.map(() => ['h', 'unreadable', []]);
  const groups = new Map<number, { item: DecodedChange; at: number }[]>();
  const home = homeDistrict(by);
  items.forEach((item, at) => {
    const district = item.ok && isFileable(item.change) ? districtOfBucket(item.change.bucket) ?? home : home;
    const group = groups.get(district) ?? [];
    groups.set(district, group);
    group.push({ item, at });
  });
  for (const [district, group] of [...groups].sort(([a], [b]) => a - b)) {
    const settled = await applyInDistrict(services, by, district, group.map((g) => g.item));
    group.forEach(({ at }, k) => {
      const result = settled[k];
      if (result !== undefined) results[at] = result;
    });
  }
  return results;
}

/**
 * Applies one held change on a settler's word: access and the unknown base are no longer judged.
 * Undefined: there is no such open change.
 */
export async function applyHeld(services: SyncServices, district: number, held: HeldRow): Promise<ChangeResult | undefined> {
  const change = changeOfBody(held.body);
  if (change === undefined) return ['h', 'unreadable', []];
  const by: Author = { person: held.person, device: held.device, grants: [] };
  const [result] = await applyInDistrict(services, by, district, [{ ok: true, change }], true);
  return result;
}

/** Applies one change that the server itself writes for somebody: whoever calls has decided that it may be. */
export async function applyVouched(services: SyncServices, district: number, change: Change): Promise<ChangeResult> {
  const [result] = await applyInDistrict(services, { person: change.author, device: change.device, grants: [] }, district, [{ ok: true, change }], true);
  if (result === undefined) throw new Error('every change is answered');
  return result;
}

/** Looks through records that were contested before something was set: what the rule settles now is settled. */
export async function settleByRule(services: SyncServices, district: number, records: readonly RecordId[]): Promise<void> {
  await applyInDistrict(services, { person: RULE_AUTHOR, device: RULE_AUTHOR, grants: [] }, district, [], true, records);
}

async function applyInDistrict(
  services: SyncServices, by: Author, district: number, items: readonly DecodedChange[], vouched = false, looked: readonly RecordId[] = [],
): Promise<ChangeResult[]> {
  const filed = items.map((item) => fileable(item));
  const extra = new Set<BucketId>();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const push = await services.tables.beginPush();
    let outcome: Outcome | undefined;
    try {
      outcome = await new Batch(services, by, district, vouched, looked).run(push, filed, extra);
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
    } finally {
      await push.end();
    }
    if (outcome?.done === true) return outcome.results;
    const { missing = [], alsoLock = [] } = outcome ?? {};
    for (const bucket of alsoLock) extra.add(bucket);
    if (missing.length > 0) await services.tables.createBuckets(district, missing.map((id) => ({ id, shelf: bucketShelf(id) })));
  }
  throw new PushBusy();
}

interface Filed {
  /** Undefined: it could not be read as a change. */
  readonly change: Change | undefined;
  readonly body: string;
  readonly raw: unknown;
}

type Outcome =
  | { readonly done: true; readonly results: ChangeResult[] }
  /** Buckets to make and to lock before trying again. */
  | { readonly done: false; readonly missing: readonly BucketId[]; readonly alsoLock: readonly BucketId[] };

interface Held extends Refusal {
  readonly ok: false;
}

/** The state of one transaction: what was read, and what is to be written. */
class Batch {
  readonly #services: SyncServices;
  readonly #by: Author;
  readonly #district: number;
  readonly #vouched: boolean;
  /** To be looked through for what the rule settles, beside those that are written. */
  readonly #looked: ReadonlySet<RecordId>;
  readonly #at: number;
  readonly #moment: Moment;
  readonly #buckets = new Map<BucketId, { -readonly [K in keyof LockedBucket]: LockedBucket[K] }>();
  readonly #records = new Map<string, { before: DehriRecord | undefined; now: DehriRecord; digestBefore: number; entry: TypeEntry; touched: boolean; /** It went with a list that was taken back. */ readonly returns?: true }>();
  readonly #done = new Map<ChangeId, number>();
  readonly #bodies = new Map<ChangeId, string>();
  readonly #counters = new Map<string, ChangeId>();
  readonly #heldBefore = new Map<ChangeId, HeldRow>();
  readonly #history = new Set<string>();
  #erased: ReadonlySet<string> = new Set();
  readonly #holders = new Map<string, string>();
  readonly #holdersBefore = new Map<string, string>();
  readonly #uniqueKeys = new Map<string, UniqueKey>();
  /** `<record> <bucket>` of buckets that records of this batch have left. */
  #left: ReadonlySet<string> = new Set();
  readonly #goneAgain = new Map<string, { readonly bucket: BucketId; readonly record: string; readonly seq: number }>();
  readonly #changes: NewChange[] = [];
  readonly #applied = new Map<ChangeId, Change>();
  readonly #audits: AuditEntry[] = [];
  readonly #held = new Map<ChangeId, NewHeld>();
  readonly #settled: { id: ChangeId; status: 'mended' | 'applied'; by: string }[] = [];

  constructor(services: SyncServices, by: Author, district: number, vouched: boolean, looked: readonly RecordId[]) {
    this.#looked = new Set(looked);
    this.#services = services;
    this.#by = by;
    this.#district = district;
    this.#vouched = vouched;
    this.#at = services.clock();
    this.#moment = { now: this.#at, today: dayOf(services, this.#at) };
  }

  async run(push: PushTransaction, filed: readonly Filed[], extra: ReadonlySet<BucketId>): Promise<Outcome> {
    const changes = filed.flatMap((f) => (f.change === undefined ? [] : [f.change]));
    const reached = (bucket: BucketId): boolean => this.#vouched || this.#by.grants.some((g) => bucketReaches(bucket, g.place));
    const asked = [...new Set([...changes.map((c) => c.bucket).filter((b) => reached(b) && this.#services.registry.classOf(bucketShelf(b)) !== undefined), ...extra])];
    const found = await push.read({
      district: this.#district, device: this.#by.device, buckets: asked,
      records: [...new Set([...changes.map((c) => c.record), ...this.#looked])],
      ids: [...new Set(changes.flatMap((c) => (c.mends === undefined ? [c.id] : [c.id, c.mends])))],
      counters: changes.map((c) => c.counter),
      unique: changes.flatMap((c) => {
        const type = this.#services.registry.type(c.type)?.type;
        return type === undefined ? NO_KEYS : uniqueKeysOf(type, asRecord(migrateChange(type, c)));
      }),
    });
    const locked = new Set(found.buckets.map((b) => b.id));
    const missing = asked.filter((id) => !locked.has(id));
    const homes = new Map([...found.records, ...found.withdrawn].map((r) => [r.id, r.bucket]));
    const strays = changes.filter((c) => (homes.get(c.record) ?? c.bucket) !== c.bucket);
    if (strays.length > 0) this.#left = await push.departed(this.#district, [...new Set(strays.map((c) => c.record))]);
    const followed = new Set(strays.filter((c) => reached(c.bucket) && this.#left.has(goneKey(c))).map((c) => c.record));
    const alsoLock = [...new Set([...found.records, ...found.withdrawn].filter((r) => reached(r.bucket) || followed.has(r.id)).map((r) => r.bucket))].filter((id) => !locked.has(id));
    if (missing.length > 0 || alsoLock.length > 0) return { done: false, missing, alsoLock };
    this.#remember(found);
    await this.#readForReturning(push, found.withdrawn);
    await this.#readForWaiting(push, found.held);
    await this.#readHistory(push, changes);

    const results = filed.map((f) => this.#take(f));
    this.#retryWaiting();
    await this.#settleByRule(push);
    await this.#nameRivals(push);
    await push.commit(this.#written());
    return { done: true, results };
  }

  #remember(found: Found): void {
    for (const bucket of found.buckets) this.#buckets.set(bucket.id, { ...bucket });
    for (const row of found.records) {
      const entry = this.#services.registry.type(row.type);
      if (entry === undefined) continue;
      const before = recordFromRow(row);
      const record = migrateRecord(entry.type, before);
      this.#records.set(row.id, { before, now: record, digestBefore: row.digest, entry, touched: false });
      for (const key of uniqueKeysOf(entry.type, record)) {
        this.#uniqueKeys.set(uniqueKey(key), key);
        this.#holders.set(uniqueKey(key), row.id);
        this.#holdersBefore.set(uniqueKey(key), row.id);
      }
    }
    for (const row of found.withdrawn) {
      const entry = this.#services.registry.type(row.type);
      if (entry !== undefined) this.#records.set(row.id, { before: undefined, now: migrateRecord(entry.type, recordFromRow(row)), digestBefore: 0, entry, touched: false, returns: true });
    }
    this.#rememberTaken(found);
    this.#erased = new Set(found.erased);
    for (const held of found.held) {
      this.#heldBefore.set(held.id, held);
      if (held.counter !== null && !this.#counters.has(counterKey(held.device, held.counter))) this.#counters.set(counterKey(held.device, held.counter), held.id);
    }
  }

  #rememberTaken({ holders, known }: Pick<Found, 'holders' | 'known'>): void {
    for (const { record, ...key } of holders) {
      const name = uniqueKey(key);
      this.#uniqueKeys.set(name, key);
      this.#holders.set(name, record);
      this.#holdersBefore.set(name, record);
    }
    for (const { id, device, counter, seq } of known) {
      this.#done.set(id, seq);
      this.#counters.set(counterKey(device, counter), id);
    }
  }

  /** A record that comes back takes up its values again: another may have them meanwhile. */
  async #readForReturning(push: PushTransaction, withdrawn: Found['withdrawn']): Promise<void> {
    if (withdrawn.length === 0) return;
    const unique = withdrawn.flatMap((row) => uniqueKeysOf(this.#services.registry.type(row.type)?.type, recordFromRow(row)));
    this.#rememberTaken(await push.taken(this.#district, unique, []));
  }

  /** Others' work that waits for a base and may be applied now: their values and numbers may be taken meanwhile. */
  async #readForWaiting(push: PushTransaction, held: readonly HeldRow[]): Promise<void> {
    const waiting = held.flatMap((h) => (h.code === 'unknown-base' && h.status === 'open' ? changeOfBody(h.body) ?? [] : []));
    if (waiting.length === 0) return;
    const unique = waiting.flatMap((c) => uniqueKeysOf(this.#services.registry.type(c.type)?.type, asRecord(c)));
    this.#rememberTaken(await push.taken(this.#district, unique, waiting.map((c) => [c.device, c.counter])));
  }

  /** Versions that a change replaces and that are not live: were they ever versions of that record? */
  async #readHistory(push: PushTransaction, changes: readonly Change[]): Promise<void> {
    const pairs: (readonly [string, string])[] = [];
    for (const change of changes) {
      const record = this.#records.get(change.record)?.now;
      for (const seen of Object.values(change.replaces)) {
        for (const id of seen) if (record === undefined || id !== record.base) pairs.push([id, change.record]);
      }
    }
    const unknown = pairs.filter(([id, record]) => !isLive(this.#records.get(record)?.now, id));
    if (unknown.length === 0) return;
    for (const key of await push.inHistory(this.#district, unknown)) this.#history.add(key);
  }

  #take(filed: Filed): ChangeResult {
    const { change } = filed;
    if (change === undefined) return this.#holdRaw(filed);
    if (this.#erased.has(change.record)) return this.#refuseErased(change);
    // No phone gives one id to two changes; if it happens, neither hides the other.
    const twin = this.#bodies.get(change.id);
    if (twin !== undefined && twin !== filed.body) return this.#holdRaw({ ...filed, body: JSON.stringify(change), raw: change });
    this.#bodies.set(change.id, filed.body);
    const seq = this.#done.get(change.id);
    if (seq !== undefined) return ['d', seq];
    const before = this.#heldBefore.get(change.id);
    if (before !== undefined && before.status !== 'open') return ['h', 'settled-elsewhere', []];
    if (this.#by.takesBack?.has(change.id) === true) return before === undefined ? this.#hold(change, { code: 'settled-elsewhere', paths: [] }) : ['h', before.code, []];
    const judged = this.#judge(change, filed.body, this.#vouched);
    if (!judged.ok) return this.#hold(change, judged);
    if (before !== undefined) this.#settled.push({ id: change.id, status: 'applied', by: change.id });
    return ['a', this.#apply(change, judged.entry, filed.body)];
  }

  #judge(said: Change, body: string, vouched: boolean): Held | { readonly ok: true; readonly entry: TypeEntry } {
    const held = (code: HeldCode, paths: readonly string[] = []): Held => ({ ok: false, code, paths });
    if (body.length > MAX_CHANGE_LENGTH) return held('too-large');
    const entry = this.#services.registry.type(said.type);
    // A shape that only a newer server knows could be filed, but not read beside the others: it waits for that server.
    if (entry === undefined || said.schema > entry.type.version) return held('unknown-type');
    const { type } = entry;
    const known = this.#records.get(said.record);
    if (known !== undefined && known.entry !== entry) return held('validation', ['type']);
    const record = known?.now;
    const change = said.schema < type.version ? wholeGroups(type, record, migrateChange(type, said)) : said;
    const home = record?.bucket ?? change.bucket;
    // A record that was moved meanwhile is followed: its author is judged where it was when she wrote.
    const seenAt = home !== change.bucket && this.#left.has(goneKey(change)) ? change.bucket : home;
    if (!vouched && !mayApply(this.#services, this.#moment, this.#by, type, record, change, seenAt)) return held('access');
    if (seenAt !== change.bucket && !vouched) return held('access', ['bucket']);
    const usedBy = this.#counters.get(counterKey(change.device, change.counter));
    if (usedBy !== undefined && usedBy !== change.id) return held('counter-reused');
    const fault = checkValues(type, change, record !== undefined) ?? checkLook(type, change) ?? this.#checkRulebook(type, change) ?? this.#checkForm(said, record);
    if (fault !== undefined) return { ok: false, ...fault };
    const missing = vouched ? [] : this.#unknownBases(change, record);
    if (missing.length > 0) return held('unknown-base', missing);
    const coming = known?.returns === true && !known.touched ? uniqueKeysOf(type, known.now) : NO_KEYS;
    const taken = [...uniqueKeysOf(type, asRecord(change)), ...coming].filter((key) => (this.#holders.get(uniqueKey(key)) ?? change.record) !== change.record);
    if (taken.length > 0) return held('duplicate', taken.map((key) => key.path));
    const broken = this.#brokenRules(type, record, said);
    return broken.length > 0 ? held('validation', broken) : { ok: true, entry };
  }

  /** Judged over the record as it would be after the merge: what two wrote apart may be right alone and wrong together. */
  #brokenRules(type: RecordType, record: DehriRecord | undefined, change: Change): readonly string[] {
    if (type.rules === undefined || type.rules.length === 0) return NO_PATHS;
    const after = applyChange(type, record, change, { seq: record?.seq ?? 0, at: this.#at });
    return rulePaths(newlyBroken(type, record?.values, after.values, dayOf(this.#services, change.deviceTime))).slice(0, MOST_PATHS);
  }

  #checkRulebook(type: RecordType, change: Change): Refusal | undefined {
    const paths = type.name === rulebook.name ? rulebookFaults(this.#services.registry.rules, change.values) : NO_PATHS;
    return paths.length === 0 ? undefined : { code: 'validation', paths: paths.slice(0, 20) };
  }

  #checkForm(change: Change, record: DehriRecord | undefined): Refusal | undefined {
    return change.form === null ? undefined : checkForm(this.#services.registry, change, record, dayOf(this.#services, change.deviceTime));
  }

  #unknownBases(change: Change, record: DehriRecord | undefined): string[] {
    return Object.keys(change.replaces).filter((register) =>
      (change.replaces[register] ?? []).some((id) => !(isLive(record, id) || this.#history.has(`${id} ${change.record}`) || this.#isOfThisPush(id, change.record)))).slice(0, 20);
  }

  #isOfThisPush(id: ChangeId, record: string): boolean {
    return this.#changes.some((c) => c.id === id && c.record === record);
  }

  #apply(change: Change, entry: TypeEntry, body: string): number {
    const { type } = entry;
    const known = this.#records.get(change.record);
    const bucket = this.#buckets.get(known?.now.bucket ?? change.bucket);
    if (bucket === undefined) throw new Error('a change is applied in a locked bucket');
    const seq = bucket.seq + 1;
    bucket.seq = seq;
    const now = applyChange(type, known?.now, change, { seq, at: this.#at });
    if (known !== undefined && (known.returns !== true || known.touched)) for (const key of uniqueKeysOf(type, known.now)) this.#holders.delete(uniqueKey(key));
    for (const key of uniqueKeysOf(type, now)) {
      this.#uniqueKeys.set(uniqueKey(key), key);
      this.#holders.set(uniqueKey(key), change.record);
    }
    if (known === undefined || (known.returns === true && !known.touched)) bucket.records += 1;
    if (known === undefined) {
      this.#records.set(change.record, { before: undefined, now, digestBefore: 0, entry, touched: true });
    } else {
      known.now = now;
      known.touched = true;
    }
    this.#changes.push({
      bucket: bucket.id, seq, id: change.id, record: change.record, type: change.type, device: change.device, counter: change.counter, author: change.author, body,
    });
    if (type.writeOnly === true && known === undefined) this.#audits.push(...lookAudit(change));
    this.#sayGoneAgain(change, bucket.id);
    this.#done.set(change.id, seq);
    this.#applied.set(change.id, change);
    this.#counters.set(counterKey(change.device, change.counter), change.id);
    this.#noteMended(change);
    return seq;
  }

  /** Her phone learns after the receipt that the record is no longer in that bucket, and stops showing it for what she wrote. */
  #sayGoneAgain(change: Change, home: BucketId): void {
    const key = goneKey(change);
    const old = this.#buckets.get(change.bucket);
    if (change.bucket === home || old === undefined || !this.#left.has(key) || this.#goneAgain.has(key)) return;
    old.seq += 1;
    this.#goneAgain.set(key, { bucket: change.bucket, record: change.record, seq: old.seq });
  }

  /** The change it puts right waits no longer, also when this one is held in turn: then this one waits. */
  #noteMended({ id, mends, author }: Change): void {
    if (mends === undefined || mends === id) return;
    const mended = this.#heldBefore.get(mends) ?? this.#held.get(mends);
    if (mended?.person === author) this.#settled.push({ id: mends, status: 'mended', by: id });
  }

  #hold(change: Change, { code, paths }: Refusal): ChangeResult {
    this.#held.set(change.id, {
      id: change.id, device: this.#by.device, counter: change.counter, person: this.#by.person, bucket: change.bucket, record: change.record, type: change.type,
      code, paths, body: Buffer.from(JSON.stringify(change)),
    });
    if (change.author === this.#by.person) this.#noteMended(change);
    return ['h', code, [...paths]];
  }

  /** Its number is kept, so that none seems lost, and nothing that it says. */
  #refuseErased(change: Change): ChangeResult {
    if (!this.#done.has(change.id)) {
      this.#held.set(change.id, {
        id: change.id, device: this.#by.device, counter: change.counter, person: this.#by.person, bucket: null, record: change.record, type: null,
        code: 'erased', paths: [], body: Buffer.alloc(0), closed: true,
      });
    }
    return ['h', 'erased', []];
  }

  #holdRaw({ body, raw }: Filed): ChangeResult {
    const id = `?${createHash('sha256').update(this.#by.device).update('\n').update(body).digest('base64url').slice(0, 22)}`;
    const code: HeldCode = body.length > MAX_CHANGE_LENGTH ? 'too-large' : 'unreadable';
    if (raw !== null) {
      this.#held.set(id, {
        id, device: this.#by.device, counter: null, person: this.#by.person, bucket: null, record: null, type: null, code, paths: [], body: Buffer.from(body),
      });
    }
    return ['h', code, []];
  }

  /** Work of the same records that waited for a base which has come now. */
  #retryWaiting(): void {
    if (this.#changes.length === 0) return;
    const waiting = [...this.#heldBefore.values()]
      .filter((h) => h.status === 'open' && h.code === 'unknown-base' && h.record !== null && this.#records.get(h.record)?.touched === true && !this.#done.has(h.id) && !this.#held.has(h.id))
      .sort((a, b) => (a.counter ?? 0) - (b.counter ?? 0));
    for (const held of waiting) {
      const change = changeOfBody(held.body);
      const record = change === undefined ? undefined : this.#records.get(change.record)?.now;
      if (change === undefined || record === undefined || this.#unknownBases(change, record).length > 0) continue;
      const body = changeBody(change);
      const judged = this.#judge(change, body, true);
      if (!judged.ok || !this.#buckets.has(record.bucket)) continue;
      this.#apply(change, judged.entry, body);
      this.#settled.push({ id: held.id, status: 'applied', by: change.id });
    }
  }

  /** What nobody is to be asked about: the last to come settles it, unless that would break a rule of the record. */
  async #settleByRule(push: PushTransaction): Promise<void> {
    const open = [...this.#records.values()].filter((r) => (r.touched || this.#looked.has(r.now.id)) && contestedRegisters(r.entry.type, r.now).some((register) => mayBeUnasked(r.entry.type, register)));
    if (open.length === 0) return;
    const versions = open.flatMap((r) => contestedRegisters(r.entry.type, r.now).flatMap((register) => liveVersions(r.entry.type, r.now, register).map((v) => v.change)));
    const { rulebooks, changes } = await push.forSettling(this.#district, [...new Set(versions)].filter((id) => !this.#applied.has(id)));
    const said = new Map<ChangeId, Said>([...changes.map((c) => [c.id, c] as const), ...this.#applied]);
    for (const { now: record, entry } of open) {
      const unasked = unaskedFrom(rulebooks.map(recordFromRow).filter((one) => isWithin(bucketPlace(record.bucket), bucketPlace(one.bucket))));
      for (const register of dueByRule(entry.type, record, unasked, (id) => said.get(id))) {
        const now = this.#records.get(record.id)?.now ?? record;
        const change = settlingChange(entry.type, now, register, { seq: (this.#buckets.get(now.bucket)?.seq ?? 0) + 1, at: this.#at });
        if (this.#brokenRules(entry.type, now, change).length === 0) this.#apply(change, entry, changeBody(change));
      }
    }
  }

  /** Who wrote a version that stood alone until now, and when: only its change knows. Asks only when something became contested. */
  async #nameRivals(push: PushTransaction): Promise<void> {
    const contested = [...this.#records.values()].filter((r) => r.touched && withoutOrigin(r.now).length > 0);
    if (contested.length === 0) return;
    const origins = new Map<ChangeId, Origin>(this.#changes.map((c) => [c.id, { by: signatureOf(c), at: this.#at }]));
    const older = contested.flatMap((r) => withoutOrigin(r.now)).filter((id) => !origins.has(id));
    if (older.length > 0) for (const [id, origin] of await push.origins(this.#district, older)) origins.set(id, origin);
    for (const known of contested) known.now = withOrigins(known.now, (id) => origins.get(id));
  }

  #written(): Written {
    const sums = new SumDelta();
    const newRecords: NewRecord[] = [];
    const oldRecords: NewRecord[] = [];
    for (const { before, now, digestBefore, entry, touched } of this.#records.values()) {
      if (!touched) continue;
      // `recordDigest`, by the platform's own CRC-32.
      const digest = crc32(canonicalText(now));
      const row = { id: now.id, bucket: now.bucket, type: now.type, seq: now.seq, digest, state: recordState(now) };
      (before === undefined ? newRecords : oldRecords).push(row);
      const bucket = this.#buckets.get(now.bucket);
      if (bucket === undefined) throw new Error('a record is written in a locked bucket');
      bucket.checksum = addDigest(before === undefined ? bucket.checksum : removeDigest(bucket.checksum, digestBefore), digest);
      if (before !== undefined) sums.remove(entry, before);
      sums.add(entry, now);
    }
    const goneAgain = [...this.#goneAgain.values()];
    const touched = new Set([...this.#changes, ...goneAgain].map((c) => c.bucket));
    const uniqueTaken: (UniqueKey & { record: string })[] = [];
    const uniqueMoved: (UniqueKey & { record: string })[] = [];
    const uniqueFreed: UniqueKey[] = [];
    for (const [name, key] of this.#uniqueKeys) {
      const [was, is] = [this.#holdersBefore.get(name), this.#holders.get(name)];
      if (was === is) continue;
      if (is === undefined) uniqueFreed.push(key);
      else (was === undefined ? uniqueTaken : uniqueMoved).push({ ...key, record: is });
    }
    const byName = (a: UniqueKey, b: UniqueKey): number => (uniqueKey(a) < uniqueKey(b) ? -1 : 1);
    return {
      district: this.#district, at: this.#at, changes: this.#changes, newRecords, oldRecords,
      returned: [...this.#records.values()].flatMap((r) => (r.returns === true && r.touched ? [{ bucket: r.now.bucket, record: r.now.id }] : [])),
      buckets: [...this.#buckets.values()].filter((b) => touched.has(b.id)), goneAgain,
      sums: sums.rows(), held: [...this.#held.values()], settled: this.#settled,
      uniqueTaken: uniqueTaken.sort(byName), uniqueMoved: uniqueMoved.sort(byName), uniqueFreed: uniqueFreed.sort(byName),
      audits: this.#audits,
    };
  }
}

function fileable(item: DecodedChange): Filed {
  if (!item.ok) return { change: undefined, body: textOf(item.raw), raw: item.raw };
  if (!isFileable(item.change)) return { change: undefined, body: textOf(item.change), raw: item.change };
  return { change: item.change, body: changeBody(item.change), raw: null };
}

function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? '';
  } catch {
    return '';
  }
}

/** The change kept in a held row. */
export function changeOfBody(body: Buffer): Change | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return isChange(parsed) && isFileable(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isLive(record: DehriRecord | undefined, id: ChangeId): boolean {
  if (record === undefined) return false;
  if (record.base === id) return true;
  for (const register in record.heads) if (record.heads[register] === id) return true;
  for (const register in record.rivals) if (record.rivals[register]?.some((v) => v.change === id) === true) return true;
  return false;
}

function uniqueKeysOf(type: RecordType | undefined, record: Pick<DehriRecord, 'values' | 'rivals'>): readonly UniqueKey[] {
  if (type?.unique === undefined) return NO_KEYS;
  return liveUnique(type.unique, record).map((key) => ({ type: type.name, ...key }));
}

/** A change as a record that says nothing else. */
function asRecord({ values }: Change): Pick<DehriRecord, 'values' | 'rivals'> {
  return { values, rivals: {} };
}

const NO_KEYS: readonly UniqueKey[] = [];
const NO_PATHS: readonly string[] = [];
/** Paths at fault that are told to a phone. */
const MOST_PATHS = 40;

function goneKey({ record, bucket }: Pick<Change, 'record' | 'bucket'>): string {
  return `${record} ${bucket}`;
}

function counterKey(device: DeviceId, counter: number): string {
  return `${device} ${counter}`;
}

/** Where to keep what does not say where it belongs. */
function homeDistrict({ grants }: Author): number {
  for (const { place } of grants) {
    const district = Number(place.split('.')[1]);
    if (Number.isInteger(district)) return district;
  }
  return 0;
}
