import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { createDeskApi } from '#client/desk-api/desk-api.ts';
import { askJson, type DeskHttpDeps, type DeskResult } from '#client/desk-api/http.ts';

interface Line extends DeskHttpDeps {
  readonly asked: string[];
  renewals: number;
}

/** A server that gives these answers, one after the other. */
function line(answers: readonly (Response | Error)[], more: Partial<DeskHttpDeps> = {}): Line {
  const asked: string[] = [];
  const made: Line = {
    asked, renewals: 0, isOnline: () => true, device: () => 'device-1', patienceMs: 5_000,
    fetch: async (url, init) => {
      asked.push(`${init.method ?? ''} ${url}`);
      const answer = answers[asked.length - 1];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
    renew: async () => { made.renewals += 1; },
    ...more,
  };
  return made;
}
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const schema = z.object({ n: z.int() });
const ask = (deps: DeskHttpDeps): Promise<DeskResult<{ n: number }>> => askJson(deps, schema, { path: '/api/x' });

describe('a question of the desk', () => {
  test('is answered by what fits its schema', async () => {
    expect(await ask(line([json({ n: 3 })]))).toEqual({ ok: true, value: { n: 3 } });
  });
  test('whose answer does not fit counts as damaged on the way', async () => {
    expect(await ask(line([json({ n: 'three' })]))).toEqual({ ok: false, error: { code: 'damaged-answer' } });
    expect(await ask(line([new Response('{"n":', { headers: { 'content-type': 'application/json' } })]))).toEqual({ ok: false, error: { code: 'damaged-answer' } });
  });
  test('renews a session that has run out, once, and asks again', async () => {
    const deps = line([json({ code: 'session-expired' }, 401), json({ n: 4 })]);
    expect(await ask(deps)).toEqual({ ok: true, value: { n: 4 } });
    expect(deps.renewals).toBe(1);
  });
  test('does not go round and round when the session stays refused', async () => {
    const deps = line([json({ code: 'unauthenticated' }, 401), json({ code: 'unauthenticated' }, 401)]);
    expect(await ask(deps)).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
    expect(deps.asked).toHaveLength(2);
  });
  test('tells a refusal with its code, the paths at fault and when to try again', async () => {
    expect(await ask(line([json({ code: 'too-many-requests', paths: ['a'], retryAfter: 7 }, 429)]))).toMatchObject({ ok: false, error: { code: 'too-many-requests', paths: ['a'], retryAfter: 7 } });
  });
  test('tells a login page of a hotel from the server', async () => {
    expect(await ask(line([new Response('<html>', { headers: { 'content-type': 'text/html' } })]))).toEqual({ ok: false, error: { code: 'captive-portal' } });
  });
  test('tells no network from no server', async () => {
    expect(await ask(line([new Error('down')], { isOnline: () => false }))).toEqual({ ok: false, error: { code: 'no-network' } });
    expect(await ask(line([new Error('down')]))).toEqual({ ok: false, error: { code: 'server-unreachable' } });
    expect(await ask(line([new Response('bad gateway', { status: 502 })]))).toEqual({ ok: false, error: { code: 'server-unreachable' } });
  });
  test('gives up a line that never answers', async () => {
    const silent: DeskHttpDeps['fetch'] = (_, init) => new Promise((_resolve, reject) => { init.signal?.addEventListener('abort', () => reject(new Error('aborted'))); });
    expect(await ask(line([], { fetch: silent, patienceMs: 20 }))).toEqual({ ok: false, error: { code: 'too-slow' } });
  });
});

test('ids stand in addresses only as themselves', async () => {
  const deps = line([json({ ok: true }), json({ devices: [] })]);
  const api = createDeskApi(deps);
  await api.revokeDevice('a/b?c');
  await api.devices('p1');
  expect(deps.asked).toEqual(['POST /api/devices/a%2Fb%3Fc/revoke', 'GET /api/people/p1/devices']);
});
