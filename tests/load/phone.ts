// A phone of the load: enrols by a code, fetches its families, fills surveys as the app does, and later
// comes once to hand them in. It stands for a real one in what the server sees; what it holds is kept small.
import { gzipSync } from 'node:zlib';
import { formRef, type FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import type { Change } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { profileSchema, type Profile } from '#shared/sync/profile.ts';
import type { ChangeResult, Cursors, HeadLine } from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import { retryDelay } from '#client/sync/retry.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import { drawOutcome, fillSurvey } from '#server/demo/survey-answers.ts';
import { cookieFrom, newKeys, publicJwk, readLines } from '#tests/support/server.ts';
import { Line, LineBroken, type Drop, type Reply } from './wire.ts';

/** What a visit meets; the report is made of it. */
export interface Log {
  /** A push answered with its results, in milliseconds from the first byte sent to the last received; `repeated` changes were in already. */
  pushed(ms: number, bytesUp: number, bytesDown: number, repeated: number): void;
  pulled(ms: number): void;
  renewed(): void;
  /** Asked to come later. */
  refused(ms: number, status: number, retryAfter: number | undefined): void;
  dropped(): void;
  /** Any other answer. */
  failed(what: string): void;
}

export interface Survey {
  readonly form: FormDefinition;
  readonly type: RecordType;
  readonly today: string;
  readonly now: number;
}

export interface VisitOptions {
  readonly log: Log;
  /** Share of pushes whose answer is lost on the way. */
  readonly dropShare: number;
  readonly wait: (ms: number) => Promise<void>;
}

const JSON_BODY = { 'accept-language': '*', 'content-type': 'application/json' } as const;
const APP = 'load';

export class LoadPhone {
  readonly profile: Profile;
  readonly #port: number;
  readonly #keys: CryptoKeyPair;
  readonly #random: Random;
  #cookie: string;
  #epoch = '';
  #cursors: Cursors = {};
  /** Only of phones that are watched for what they hold at the end. */
  #records: Map<string, DehriRecord> | undefined = new Map();
  #push = '';
  /** Ids of the changes it hands in. */
  changes: readonly string[] = [];
  /** Results as they were told at last, in the order of `changes`. */
  results: readonly ChangeResult[] = [];
  /** Milliseconds from arriving to the receipt. */
  settledAfter: number | undefined;
  mismatches = 0;

  private constructor(port: number, profile: Profile, cookie: string, keys: CryptoKeyPair, seed: number) {
    this.#port = port;
    this.profile = profile;
    this.#cookie = cookie;
    this.#keys = keys;
    this.#random = createRandom(seed);
  }

  /** Enrols and fetches everything for the first time. */
  static async begin(port: number, code: string, seed: number): Promise<LoadPhone> {
    const keys = await newKeys();
    const line = new Line(port);
    try {
      const body = Buffer.from(JSON.stringify({ code, publicKey: await publicJwk(keys), app: APP }));
      const reply = await line.send('POST', '/api/enrol', JSON_BODY, body);
      if (reply.status !== 200) throw new Error(`enrolment: ${reply.status} ${reply.text}`);
      const { profile }: { profile: unknown } = JSON.parse(reply.text);
      const phone = new LoadPhone(port, profileSchema.parse(profile), cookieFrom(reply.headers['set-cookie']), keys, seed);
      const first = await phone.#sync(line, false);
      if (first.status !== 200) throw new Error(`first pull: ${first.status} ${first.text}`);
      phone.#take(first);
      return phone;
    } finally {
      line.close();
    }
  }

  /** Surveys `count` of its families, those from the `skip`-th on. What it holds is forgotten unless it is watched. */
  survey({ form, type, today, now }: Survey, skip: number, count: number, watched: boolean): void {
    const families = [...this.#records?.values() ?? []].filter((r) => r.type === type.name).sort((a, b) => (a.id < b.id ? -1 : 1)).slice(skip, skip + count);
    if (families.length < count) throw new Error('a phone of the load has too few families');
    const grant = this.profile.grants[0]?.id ?? '';
    const changes = families.map((record, i): Change => {
      const engine = createFormEngine(form, { answers: record.values, saved: record.values, today, recordType: type });
      fillSurvey(engine, this.#random, { outcome: drawOutcome(this.#random, record.values, false), mahadalit: false });
      const change = editToChange(type, record, engine.output(), {
        id: `${this.profile.device}.${i + 1}`, record: record.id, bucket: record.bucket, device: this.profile.device, counter: i + 1,
        author: this.profile.person.id, grant, deviceTime: now - (count - i) * 300_000, form: formRef(form),
      });
      if (change === undefined) throw new Error('a survey always says something');
      return change;
    });
    this.changes = changes.map((c) => c.id);
    this.#push = JSON.stringify(encodeChanges(changes));
    if (!watched) this.#records = undefined;
  }

  /** Comes, looks what is new, hands in; comes again as long as it takes. */
  async visit(options: VisitOptions): Promise<void> {
    const begun = performance.now();
    for (let failures = 0; ;) {
      const line = new Line(this.#port);
      let asked: number | undefined;
      try {
        const outcome = await this.#try(line, options);
        if (outcome === 'done') {
          this.settledAfter = performance.now() - begun;
          return;
        }
        asked = outcome.retryAfter;
      } catch (error) {
        if (!(error instanceof LineBroken)) throw error;
        options.log.dropped();
      } finally {
        line.close();
      }
      failures += 1;
      await options.wait(retryDelay(failures, asked === undefined ? undefined : asked * 1_000, this.#random.next()));
    }
  }

  /** Fetches once more; then its checksums are the server's. */
  async lookAgain(): Promise<ReadonlyMap<string, DehriRecord>> {
    const line = new Line(this.#port);
    try {
      const reply = await this.#asked(line, false, IGNORED);
      if (reply.status !== 200) throw new Error(`last pull: ${reply.status} ${reply.text}`);
      this.#take(reply);
    } finally {
      line.close();
    }
    return this.#records ?? new Map();
  }

  get watched(): boolean {
    return this.#records !== undefined;
  }

  async #try(line: Line, { log, dropShare }: VisitOptions): Promise<'done' | { readonly retryAfter: number | undefined }> {
    let begun = performance.now();
    const pull = await this.#asked(line, false, log);
    if (pull.status !== 200) return this.#later(pull, performance.now() - begun, log);
    log.pulled(performance.now() - begun);
    this.#take(pull);

    const drop: Drop | undefined = this.#random.chance(dropShare) ? (this.#random.chance(0.5) ? 'sent' : 'answered') : undefined;
    begun = performance.now();
    const push = await this.#asked(line, true, log, drop);
    const ms = performance.now() - begun;
    if (push.status !== 200) return this.#later(push, ms, log);
    const head = this.#take(push);
    if (head?.results?.length !== this.changes.length) {
      log.failed('the answer has not a result for every change');
      return { retryAfter: undefined };
    }
    this.results = head.results;
    log.pushed(ms, this.#lastSent, push.bytes, head.results.filter(([kind]) => kind === 'd').length);
    return 'done';
  }

  #later(reply: Reply, ms: number, log: Log): { readonly retryAfter: number | undefined } {
    const retryAfter = reply.headers['retry-after'] === undefined ? undefined : Number(reply.headers['retry-after']);
    if (reply.status === 429 || reply.status === 503) log.refused(ms, reply.status, retryAfter);
    else log.failed(`${reply.status} ${reply.text.slice(0, 80)}`);
    return { retryAfter };
  }

  /** One request; a session that has run out is renewed and the request sent again, as the app does. */
  async #asked(line: Line, push: boolean, log: Log, drop?: Drop): Promise<Reply> {
    const reply = await this.#sync(line, push, drop);
    if (reply.status !== 401) return reply;
    await this.#renew(line);
    log.renewed();
    return this.#sync(line, push, drop);
  }

  async #renew(line: Line): Promise<void> {
    const asked = await line.send('GET', '/api/session/nonce', {});
    const { nonce }: { nonce?: unknown } = JSON.parse(asked.text);
    const { device } = this.profile;
    const proof = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.#keys.privateKey, Buffer.from(`dehri-session:${device}:${String(nonce)}`));
    const body = Buffer.from(JSON.stringify({ device, nonce, proof: Buffer.from(proof).toString('base64url') }));
    const renewed = await line.send('POST', '/api/session', JSON_BODY, body);
    if (renewed.status === 200) this.#cookie = cookieFrom(renewed.headers['set-cookie']);
  }

  #lastSent = 0;

  async #sync(line: Line, push: boolean, drop?: Drop): Promise<Reply> {
    const rest = JSON.stringify({ v: 1, epoch: this.#epoch, cursors: this.#cursors, profile: this.profile.digest, counts: [push ? 0 : this.changes.length, 0], app: APP });
    const body = gzipSync(`${rest.slice(0, -1)},"push":${push ? this.#push : 'null'}}`);
    this.#lastSent = body.length;
    return line.send('POST', '/api/sync', { ...JSON_BODY, 'content-encoding': 'gzip', cookie: this.#cookie }, body, drop);
  }

  /** Keeps what came as a phone does. */
  #take(reply: Reply): HeadLine | undefined {
    const { head, pages, end } = readLines(reply.text);
    if (head !== undefined) this.#epoch = head.epoch;
    for (const page of pages) {
      this.#cursors = { ...this.#cursors, [page.b]: [page.g, page.s] };
      if (this.#records === undefined) continue;
      for (const record of decodeRecords(page.b, page.rows)) this.#records.set(record.id, record);
    }
    if (this.#records !== undefined) {
      for (const [bucket, sum] of Object.entries(end?.sums ?? {})) {
        if (bucketChecksum([...this.#records.values()].filter((r) => r.bucket === bucket)) !== sum) this.mismatches += 1;
      }
    }
    return head;
  }
}

const IGNORED: Log = { pushed: () => undefined, pulled: () => undefined, renewed: () => undefined, refused: () => undefined, dropped: () => undefined, failed: () => undefined };
