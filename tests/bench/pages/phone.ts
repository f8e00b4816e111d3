// The product's own phone (vault, store, sync) without its screens, moved by hand.
import { browserPhone } from '#client/phone.ts';
import type { Session } from '#client/app/services.ts';

export interface Synced {
  readonly ms: number;
  readonly received: number;
  readonly sent: number;
  readonly unsent: number;
  readonly families: number;
  readonly problem: string | undefined;
  /** Milliseconds from sending the last request to the first byte of its answer. */
  readonly waited: number;
}

export interface PhoneBench {
  enrol(code: string, pin: string): Promise<void>;
  sync(): Promise<Synced>;
  /** Notes the end of the visit at so many doors, each as the survey writes a refusal. */
  refuse(count: number): Promise<readonly object[]>;
  /** Milliseconds until the whole answer has been read, and its bytes after unpacking. */
  fetchAll(url: string): Promise<number>;
  /** Milliseconds for one POST of this as gzip. */
  postGzip(url: string, value: unknown): Promise<number>;
}

declare global {
  interface Window {
    phoneBench: PhoneBench;
  }
}

const REASONS = ['no_time', 'no_trust', 'family_says_no', 'saving_too_high', 'bad_experience', 'other_group'];
const phone = browserPhone((error) => queueMicrotask(() => { throw error; }));
let session: Session | undefined;

function open(): Session {
  if (session === undefined) throw new Error('enrol first');
  return session;
}

window.phoneBench = {
  async enrol(code, pin) {
    const result = await phone.enrol(code);
    if (!result.ok) throw new Error(result.code);
    session = await phone.createSpace(result.enrolment, 'lotus', pin);
  },
  async sync() {
    const { sync, store } = open();
    const begun = performance.now();
    await sync.syncNow();
    const ms = performance.now() - begun;
    const { received, sent, problem } = sync.status();
    const asked = performance.getEntriesByType('resource').findLast((entry) => entry.name.endsWith('/api/sync'));
    const waited = asked instanceof PerformanceResourceTiming ? asked.responseStart - asked.requestStart : 0;
    return { ms, waited, received, sent, unsent: store.unsent().changes, families: store.ofType('household').length, problem: problem?.code };
  },
  async refuse(count) {
    const { store } = open();
    // Some of the doors, not one after another in the list.
    const doors = store.ofType('household').filter((door) => door.values['outcome'] === undefined && Math.random() < 0.3).slice(0, count);
    if (doors.length < count) throw new Error('too few doors are left');
    // Doors are some minutes apart; the work of days is handed in at once.
    const real = Date.now;
    let at = real() - count * 480_000;
    const patches: object[] = [];
    try {
      for (const door of doors) {
        at += 60_000 + Math.floor(Math.random() * 840_000);
        Date.now = () => at;
        const day = new Date(at).toISOString().slice(0, 10);
        const edits = { outcome: 'refused', refusalReason: REASONS[Math.floor(Math.random() * REASONS.length)] ?? '', outcomeDay: day, surveyDay: day };
        const saved = await store.save({ type: 'household', record: door.id, edits, seen: door, form: 'jeevika.survey@1' });
        if (!saved.ok) throw new Error(saved.reason);
        patches.push({ id: door.id, at, ...edits });
      }
    } finally {
      Date.now = real;
    }
    return patches;
  },
  async fetchAll(url) {
    const begun = performance.now();
    await (await fetch(url, { cache: 'no-store' })).json();
    return performance.now() - begun;
  },
  async postGzip(url, value) {
    const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('gzip'));
    const body = await new Response(stream).blob();
    const begun = performance.now();
    await (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, cache: 'no-store' })).text();
    return performance.now() - begun;
  },
};
