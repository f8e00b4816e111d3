// The least that keeps the server's side of the protocol, in memory, and a wire on which every
// fault can be played. Answers are real bytes.
import { gunzipSync } from 'node:zlib';
import type { BucketId, Change, ChangeId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import { writeLine } from '#shared/sync/lines.ts';
import { SYNC_MEDIA_TYPE, syncRequestSchema, type ChangeResult, type HeadLine, type SyncLine, type SyncRequest } from '#shared/sync/protocol.ts';
import { decodeChanges } from '#shared/sync/wire-changes.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import type { Fetch } from '#client/sync/http.ts';

export class TinyServer {
  epoch = 'e1';
  time = 0;
  readonly buckets = new Map<BucketId, { generation: number; records: DehriRecord[] }>();
  readonly seen = new Map<ChangeId, number>();
  /** How often a change had an effect. */
  readonly effects: ChangeId[] = [];
  readonly requests: SyncRequest[] = [];
  /** Added to the next heads. */
  head: Partial<HeadLine> = {};
  hold: (change: Change) => boolean = () => false;
  pageSize = 10;

  fill(bucket: BucketId, count: number): void {
    const records = Array.from({ length: count }, (_, i): DehriRecord => ({
      id: `k-${(i + 1).toString(36)}`, type: 'household', bucket, seq: i + 1, schema: 1, values: { headName: `परिवार ${i}` },
      base: `import/k-${(i + 1).toString(36)}`, heads: {}, rivals: {},
    }));
    this.buckets.set(bucket, { generation: 1, records });
  }

  answer(request: SyncRequest): SyncLine[] {
    this.requests.push(request);
    const results = decodeChanges(request.push).map((decoded): ChangeResult => {
      if (!decoded.ok) return ['h', 'unreadable', []];
      const { id } = decoded.change;
      if (this.hold(decoded.change)) return ['h', 'validation', ['outcome']];
      const before = this.seen.get(id);
      if (before !== undefined) return ['d', before];
      this.seen.set(id, this.seen.size + 1);
      this.effects.push(id);
      return ['a', this.seen.size];
    });
    const reset = request.epoch !== '' && request.epoch !== this.epoch;
    const lines: SyncLine[] = [];
    const sums: Record<string, number> = {};
    let coming = 0;
    for (const [b, { generation, records }] of request.limit === 0 ? [] : this.buckets) {
      const cursor = reset ? undefined : request.cursors[b];
      const fresh = cursor === undefined || cursor[0] !== generation;
      const news = records.filter((r) => fresh || r.seq > cursor[1]);
      for (let at = 0; at < news.length; at += this.pageSize) {
        const rows = news.slice(at, at + this.pageSize);
        lines.push({ t: 'page', b, g: generation, s: rows.at(-1)?.seq ?? 0, ...(fresh && at === 0 && { fresh: true as const }), rows: encodeRecords(rows) });
      }
      coming += news.length;
      if (news.length > 0) sums[b] = bucketChecksum(records);
    }
    return [
      { t: 'head', v: 1, epoch: this.epoch, time: this.time, coming, ...(results.length > 0 && { results }), ...(reset && { reset: true as const }), ...this.head },
      ...lines,
      { t: 'end', sums },
    ];
  }

  readonly fetch: Fetch = async (url, init) => {
    if (url !== '/api/sync') return new Response('{"code":"not-found"}', { status: 404 });
    return linesResponse(this.answer(await bodyOf(init)));
  };
}

export async function bodyOf(init: RequestInit): Promise<SyncRequest> {
  const bytes = new Uint8Array(await new Response(init.body ?? null).arrayBuffer());
  const packed = new Headers(init.headers).get('content-encoding') === 'gzip';
  return syncRequestSchema.parse(JSON.parse(new TextDecoder().decode(packed ? gunzipSync(bytes) : bytes)));
}

export function linesResponse(lines: readonly SyncLine[]): Response {
  return bytesResponse(new TextEncoder().encode(lines.map(writeLine).join('')));
}

/** In pieces of a few bytes, so that letters and lines are torn at every place; `cutAt`: breaks off there. */
export function bytesResponse(bytes: Uint8Array, { cutAt, piece = 97 }: { cutAt?: number; piece?: number } = {}): Response {
  let at = 0;
  const end = Math.min(bytes.length, cutAt ?? bytes.length);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= end) {
        if (cutAt === undefined) controller.close();
        else controller.error(new TypeError('network'));
        return;
      }
      controller.enqueue(bytes.slice(at, Math.min(end, at + piece)));
      at += piece;
    },
  });
  return new Response(body, { headers: { 'content-type': SYNC_MEDIA_TYPE } });
}
