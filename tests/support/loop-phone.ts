// A phone with the real store and the real sync loop, talking to an app without a socket.
import { Buffer } from 'node:buffer';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Values } from '#shared/record/change.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { asDevice } from '#client/app/as-device.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { MemoryDisk } from '#client/store/memory-ports.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { createSync, type SyncController } from '#client/sync/controller.ts';
import { renewSession } from '#client/sync/session.ts';
import { FAMILY, GROUP, NOTICE } from './programme.ts';
import { cookieFrom, START, VILLAGE, type TestPhone } from './server.ts';

export interface LoopPhone {
  readonly store: RecordStore;
  readonly sync: SyncController;
  cookie: string;
  /** Bytes that came, compressed. */
  received: number;
  /** What it asks arrives, but no answer comes back. */
  deaf: boolean;
}

export interface LoopPhoneOptions {
  readonly readable?: () => boolean;
  readonly onRevoked?: () => void;
  /** What its app knows. */
  readonly types?: readonly RecordType[];
  /** The phone's own clock. */
  readonly now?: () => number;
  readonly disk?: MemoryDisk;
  /** Nothing is tried again by itself. */
  readonly still?: boolean;
  /** The browser's one cookie, where several people share the phone. */
  readonly jar?: { cookie: string };
  /** Called before each request goes out. */
  readonly line?: (url: string) => Promise<void>;
}

const DOORS = bucketOf(VILLAGE, 'doorstep');

/** @param app the server of the moment: it may be another one after a restore */
export async function loopPhone(
  app: () => Pick<FastifyInstance, 'inject'>, worker: TestPhone, { readable = () => true, onRevoked, now = () => START, disk, still = false, jar, line, types = [FAMILY, GROUP, NOTICE] }: LoopPhoneOptions = {},
): Promise<LoopPhone> {
  const store = await openMemoryStore({ types, now, profile: worker.profile, parts: { readable }, ...(disk !== undefined && { disk }) });
  const cookies = jar ?? { cookie: worker.cookie };
  const fetch = asDevice(async (url, init) => {
    await line?.(url);
    const reply = await app().inject({
      url, method: init.method === 'POST' || init.method === 'PUT' ? init.method : 'GET',
      headers: { ...Object.fromEntries(new Headers(init.headers)), cookie: self.cookie, 'accept-encoding': 'br' },
      ...(init.body !== undefined && init.body !== null && { payload: Buffer.from(await new Response(init.body).arrayBuffer()) }),
    });
    if (self.deaf) throw new TypeError('the line is dead');
    const set = reply.headers['set-cookie'];
    if (set !== undefined) self.cookie = cookieFrom(set);
    const encoding = reply.headers['content-encoding'];
    self.received += reply.rawPayload.length;
    const bytes = encoding === 'br' ? brotliDecompressSync(reply.rawPayload) : encoding === 'gzip' ? gunzipSync(reply.rawPayload) : reply.rawPayload;
    return new Response(new Uint8Array(bytes), { status: reply.statusCode, headers: { 'content-type': String(reply.headers['content-type']) } });
  }, () => worker.profile.device);
  const sign = async (text: string): Promise<string> =>
    Buffer.from(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, worker.keys.privateKey, new TextEncoder().encode(text))).toString('base64url');
  const self: LoopPhone = {
    store, received: 0, deaf: false,
    get cookie() {
      return cookies.cookie;
    },
    set cookie(cookie) {
      cookies.cookie = cookie;
    },
    sync: createSync({
      store, app: 'test', fetch, isOnline: () => true, now, random: () => 0.5,
      after: (ms, then) => {
        if (still) return () => undefined;
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
      renewSession: () => renewSession({ fetch, device: worker.profile.device, sign }),
      lastTransfer: () => undefined, browserEstimate: () => undefined,
      ...(onRevoked !== undefined && { onRevoked }),
    }),
  };
  return self;
}

/** A family, new in the village or changed; returns its id. */
export async function saveFamily(phone: LoopPhone, edits: Values, record?: string): Promise<string> {
  const saved = await phone.store.save(record === undefined ? { type: 'family', bucket: DOORS, edits } : { type: 'family', record, edits });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.record;
}
