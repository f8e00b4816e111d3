// A line on which everything happens that happens to lines, by a seed.
import type { Random } from '#server/demo/random.ts';
import { TO_LOGIN, type Line, type Meddler } from '#tests/support/between.ts';

const SYNC = '/api/sync';

/** Every request to the API meets something of its own; about half come through whole. */
export function storm(random: Random): Line {
  return { each: (path) => (path.startsWith('/api/') ? random.weighted<Line>([['open', 8], ...HARM.map((harm): [Line, number] => [harm(random), 1])]) : 'open') };
}

const HARM: readonly ((random: Random) => Line)[] = [
  // Dropped before the server.
  () => 'dead',
  // Dropped on the way back: the server has committed.
  () => () => ({ breaksAfter: 0 }),
  (random) => (_, { body }) => (body.length > 1 ? { breaksAfter: random.int(1, body.length - 1) } : undefined),
  (random) => flipped(random),
  () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' }),
  () => ({ status: 504, body: '' }),
  () => ({ status: 429, headers: { 'content-type': 'application/json', 'retry-after': '1' }, body: '{"code":"busy","retryAfter":1}' }),
  () => 'login',
  () => TO_LOGIN,
];

/** One letter is another one. Only lines of a sync carry a checksum of their own. */
function flipped(random: Random): Meddler {
  return (path, { body }) => {
    if (path !== SYNC || body.length === 0) return undefined;
    const spoilt = Buffer.from(body);
    const at = random.int(0, body.length - 1);
    spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random.int(0, 6));
    return { body: spoilt };
  };
}
