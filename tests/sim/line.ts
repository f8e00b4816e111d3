// The line between a phone and the server, with everything that happens on lines. It is drawn per
// request, from a seed of its own.
import type { Fetch } from '#client/sync/http.ts';
import type { Reply } from './backend.ts';
import type { Rng } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Chance of each, per request. */
export interface LineFaults {
  readonly dropRequest: number;
  readonly dropResponse: number;
  readonly duplicate: number;
  readonly delay: number;
  readonly truncate: number;
  readonly flip: number;
  readonly portal: number;
  readonly refuse: number;
  readonly down: number;
}

export const CLEAR: LineFaults = { dropRequest: 0, dropResponse: 0, duplicate: 0, delay: 0, truncate: 0, flip: 0, portal: 0, refuse: 0, down: 0 };

const DAY = 86_400_000;
const PORTAL: Reply = { status: 200, text: '<!doctype html><title>Wi-Fi</title>' };
const REFUSALS: readonly Reply[] = [
  { status: 413, text: '{"code":"too-large"}' }, { status: 429, text: '{"code":"too-many-requests","retryAfter":60}' }, { status: 502, text: '<html>bad gateway</html>' },
  { status: 504, text: '' }, { status: 503, text: '{"code":"busy","retryAfter":5}' }, { status: 500, text: '{"code":"internal"}' }, { status: 401, text: '{"code":"unauthenticated"}' },
];

/** @param ask the server's side; may never resolve. */
export function lineOf(timeline: Timeline, rngOf: (request: number) => Rng, faults: () => LineFaults, ask: (path: string, body: string) => Promise<Reply>): Fetch {
  let requests = 0;
  return (url, init) => {
    requests += 1;
    const rng = rngOf(requests);
    const f = faults();
    const body = init.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : '';
    return new Promise<Response>((resolve, reject) => {
      let done = false;
      const finish = (): boolean => !done && (done = true);
      const fail = (): void => { if (finish()) reject(new TypeError('the line broke')); };
      init.signal?.addEventListener('abort', fail);
      if (init.signal?.aborted === true) return fail();
      const deliver = (reply: Reply): void => { if (finish()) resolve(responseOf(reply)); };
      const come = (reply: Reply): void => {
        if (rng.chance(f.dropResponse)) return rng.chance(0.5) ? void timeline.after(rng.int(0, 5_000), fail) : undefined;
        const text = rng.chance(f.truncate) ? reply.text.slice(0, rng.int(0, reply.text.length)) : rng.chance(f.flip) ? flipped(reply.text, rng) : reply.text;
        timeline.after(lag(rng, f), () => { deliver({ ...reply, text }); });
      };
      if (rng.chance(f.down)) return void timeline.after(rng.int(0, 500), fail);
      if (rng.chance(f.portal)) return void timeline.after(lag(rng, f), () => { deliver(PORTAL); });
      if (rng.chance(f.refuse)) {
        const refusal = rng.pick(REFUSALS);
        return void timeline.after(lag(rng, f), () => { deliver(refusal); });
      }
      const times = rng.chance(f.duplicate) ? rng.int(2, 5) : 1;
      for (let n = 0; n < times; n += 1) {
        if (rng.chance(f.dropRequest)) {
          if (rng.chance(0.5)) timeline.after(rng.int(0, 5_000), fail);
          continue;
        }
        timeline.after(lag(rng, f) + (n > 0 ? rng.int(0, 60_000) : 0), () => { void ask(url, body).then(come); });
      }
    });
  };
}

/** Mostly a good second; sometimes days, as a proxy or a sleeping phone holds it up. */
function lag(rng: Rng, { delay }: LineFaults): number {
  if (!rng.chance(delay)) return rng.int(20, 400);
  return rng.chance(0.1) ? rng.int(0, 3 * DAY) : rng.int(500, 50_000);
}

function flipped(text: string, rng: Rng): string {
  if (text === '') return text;
  const at = rng.int(0, text.length - 1);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << rng.int(0, 5))) + text.slice(at + 1);
}

/** What `fetch` would give, as far as the client looks at it; a real one costs more than all the rest. */
function responseOf({ status, text }: Reply): Response {
  const html = text.startsWith('<');
  let given = false;
  const reader = {
    read: async () => {
      if (given) return { done: true, value: undefined };
      given = true;
      return { done: false, value: new TextEncoder().encode(text) };
    },
    cancel: async () => undefined,
  };
  const response = {
    status, ok: status >= 200 && status < 300, redirected: false, type: 'basic',
    headers: new Headers({ 'content-type': html ? 'text/html' : 'application/json' }),
    body: { getReader: () => reader, cancel: async () => undefined },
    json: async () => JSON.parse(text) as unknown,
  };
  return response as unknown as Response;
}
