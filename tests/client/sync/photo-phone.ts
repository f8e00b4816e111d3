// The real loop and store of a phone, before the real server, over a line on which everything can happen.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RecordType } from '#shared/record/record-type.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { memoryDisk, type MemoryDisk } from '#client/store/memory-ports.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import { createSync, type SyncController, type SyncDeps } from '#client/sync/controller.ts';
import type { Fetch } from '#client/sync/http.ts';
import { cookieFrom, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

export interface PhotoPhone {
  readonly store: RecordStore;
  readonly sync: SyncController;
  readonly disk: MemoryDisk;
  /** Requests by method and path, without ids. */
  readonly requests: string[];
  /** Bytes of photos that went out. */
  uploaded: number;
  good: boolean;
  /** May lose the request, the answer, or repeat it. */
  line: (pass: () => Promise<Response>, url: string, init: RequestInit) => Promise<Response>;
  /** A family with a photo, saved. */
  takes(photo: Uint8Array): Promise<{ readonly record: string; readonly name: string }>;
  /** Turned off, and on again. */
  again(): Promise<PhotoPhone>;
}

export async function photoPhone(server: TestServer, worker: TestPhone, types: readonly RecordType[], { disk = memoryDisk(), deps = {} }: { readonly disk?: MemoryDisk; readonly deps?: Partial<SyncDeps> } = {}): Promise<PhotoPhone> {
  const store = await openMemoryStore({ types, now: () => START, profile: worker.profile, disk });
  let cookie = worker.cookie;
  const direct: Fetch = async (url, init) => {
    const method = init.method === 'POST' || init.method === 'PUT' ? init.method : 'GET';
    const payload = init.body === undefined || init.body === null ? undefined : Buffer.from(await new Response(init.body).arrayBuffer());
    if (method === 'PUT') self.uploaded += payload?.length ?? 0;
    const reply = await server.app.inject({ url, method, headers: { ...Object.fromEntries(new Headers(init.headers)), cookie, 'accept-encoding': 'br' }, ...(payload !== undefined && { payload }) });
    if (reply.headers['set-cookie'] !== undefined) cookie = cookieFrom(reply.headers['set-cookie']);
    const encoding = reply.headers['content-encoding'];
    const bytes = encoding === 'br' ? brotliDecompressSync(reply.rawPayload) : encoding === 'gzip' ? gunzipSync(reply.rawPayload) : reply.rawPayload;
    return new Response(new Uint8Array(bytes), { status: reply.statusCode, headers: { 'content-type': String(reply.headers['content-type']) } });
  };
  const self: PhotoPhone = {
    store, disk, requests: [], uploaded: 0, good: true,
    line: (pass) => pass(),
    sync: createSync({
      store, app: 'test', isOnline: () => true, now: () => START, random: () => 0.5,
      fetch: (url, init) => {
        self.requests.push(`${init.method ?? 'GET'} ${url.replace(/[0-9a-f]{64}.*/, '…')}`);
        return self.line(() => direct(url, init), url, init);
      },
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        timer.unref();
        return () => clearTimeout(timer);
      },
      renewSession: async () => 'refused',
      lastTransfer: () => undefined, browserEstimate: () => undefined, lineIsGood: () => self.good,
      ...deps,
    }),
    async takes(photo) {
      const name = await store.putPhoto(photo);
      const saved = await store.save({ type: 'family', bucket: `${VILLAGE}/doorstep`, edits: { headName: 'सुनीता', photo: name } });
      if (!saved.ok) throw new Error(saved.reason);
      return { record: saved.record, name };
    },
    async again() {
      self.sync.stop();
      await store.close();
      return photoPhone(server, worker, types, { disk, deps });
    },
  };
  return self;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
