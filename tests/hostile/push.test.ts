// Every row of the corpus as an answer, and as any other part of a change, between two good changes:
// the good ones are applied, the odd one is applied and comes back equal, or is held with its bytes.
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { changeOfBody } from '#server/sync/apply-changes.ts';
import type { Change } from '#shared/record/change.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';
import { BODIES, bombs, JSONS, LONG_TEXT, TEXTS } from './corpus.ts';
import { pollution } from './pollution.ts';
import { slotsOf, splice } from './operations.ts';

let server: TestServer;
let phone: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  phone = await server.worker('mitra', VILLAGE);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

afterEach(async () => {
  await server.db.pool.query('DELETE FROM held_change');
});

const request = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  v: 1, epoch: '', cursors: {}, profile: '', push: null, counts: [0, 0], app: 'test', limit: 0, ...over,
});

/** Of the history from a place on, and of all that is held. */
async function textsKept(fromSeq: number): Promise<string> {
  const { rows } = await server.db.pool.query<{ text: string }>(
    `SELECT body::text AS text FROM change WHERE district = 193 AND bucket = $1 AND seq >= $2 UNION ALL SELECT convert_from(body, 'UTF8') FROM held_change`, [`${VILLAGE}/doorstep`, fromSeq]);
  return rows.map((r) => r.text).join('\n');
}

async function heldBody(id: string): Promise<Buffer | undefined> {
  return (await server.db.pool.query<{ body: Buffer }>('SELECT body FROM held_change WHERE id = $1', [id])).rows[0]?.body;
}

describe('a text of the corpus', () => {
  test.each(TEXTS)('$name is applied and comes back equal, or is held as it was', async ({ text }) => {
    const said = { notes: text, 'members.k1.name': text };
    const [before, odd, after] = [phone.change({ headName: 'पहली' }), phone.change({ headName: 'बीच', ...said }), phone.change({ headName: 'तीसरी' })];
    const answer = await phone.sync([before, odd, after]);
    const [first, middle, last] = answer.head?.results ?? [];
    expect([first?.[0], last?.[0]]).toEqual(['a', 'a']);
    const isHeld = middle?.[0] === 'h';
    const values = isHeld ? changeOfBody((await heldBody(odd.id)) ?? Buffer.alloc(0))?.values : phone.records.get(odd.record)?.values;
    expect(values).toMatchObject(said);
    expect((await phone.sync([odd])).head?.results?.[0]?.[0]).toBe(isHeld ? 'h' : 'd');
  });

  test('ten megabytes of it are too large, and what is beside it can be sent again', async () => {
    const [good, odd] = [phone.change({ headName: 'अच्छी' }), phone.change({ notes: LONG_TEXT.text })];
    expect(await phone.sync([good, odd])).toMatchObject({ status: 413, code: 'too-large' });
    expect((await phone.sync([good])).head?.results).toEqual([['a', expect.any(Number)]]);
  });

  test('that packs well and is longer than any change is held whole', async () => {
    const odd = phone.change({ notes: 'क'.repeat(500_000) });
    const body = gzipSync(JSON.stringify(request({ push: encodeChanges([odd]) })));
    expect((await phone.post(body, { 'content-encoding': 'gzip' })).head?.results).toEqual([['h', 'too-large', []]]);
    expect(JSON.parse((await heldBody(odd.id))?.toString() ?? 'null')).toEqual(odd);
  });

  test('is no other text: a limit is counted in letters on both sides', async () => {
    const just = phone.change({ notes: '👩'.repeat(500) });
    const over = phone.change({ notes: '👩'.repeat(501) });
    expect((await phone.sync([just, over])).head?.results?.map(([kind]) => kind)).toEqual(['a', 'h']);
  });
});

describe('a value of the corpus in any place of a change', () => {
  const places = [...slotsOf({ id: 0, record: 0, type: 0, bucket: 0, device: 0, counter: 0, author: 0, grant: 0, deviceTime: 0, form: 0, schema: 0, mends: 0, values: { headName: 0, memberCount: 0 }, replaces: { headName: [0] } })];

  test.each(JSONS.filter((row) => !isTooDeep(row)))('$name', { timeout: 60_000 }, async ({ json }) => {
    const wrong: string[] = [];
    for (const slot of places) {
      const fault = await pushAt(slot, json);
      if (fault !== undefined) wrong.push(`.${slot.join('.')}: ${fault}`);
    }
    expect(wrong).toEqual([]);
    expect(pollution()).toEqual([]);
  });

  test.each(JSONS.filter(isTooDeep))('$name cannot be read by anyone: the push is refused whole', async ({ json }) => {
    const odd = phone.change({ headName: 'बीच' });
    expect(await phone.post(Buffer.from(pushOf([phone.change({ headName: 'पहली' }), phone.change({ headName: 'तीसरी' })], splice(odd, ['values'], json))))).toMatchObject({ status: 400, code: 'bad-request' });
  });

  /** What went wrong when the value stood there, if anything. */
  async function pushAt(slot: readonly string[], json: string): Promise<string | undefined> {
    const odd = phone.change({ headName: 'बीच' });
    const mark = `निशान ${odd.id}`;
    const whole = { ...odd, mends: 'r.0', values: { headName: mark, memberCount: 3 }, replaces: { headName: [odd.id] } };
    const sent = splice(whole, slot, json);
    const { status, head } = await phone.post(Buffer.from(pushOf([phone.change({ headName: 'पहली' }), phone.change({ headName: 'तीसरी' })], sent)));
    const kinds = head?.results?.map(([kind]) => kind).join('') ?? '';
    if (status !== 200 || !/^a[ah]a$/.test(kinds)) return `answered ${status} ${kinds}`;
    const kept = await textsKept(Number(head?.results?.[0]?.[1]));
    // What JSON cannot say back is kept as it came; all else can be found by its mark, or by itself.
    if (!isExact(sent)) return kept.includes(JSON.stringify(sent).slice(1, -1)) ? undefined : 'the bytes that came are gone';
    if (sent.includes(mark)) return kept.includes(mark) ? undefined : 'the rest of the change is gone';
    return json === 'null' || kept.includes(json) ? undefined : 'the value is gone';
  }

  function pushOf([before, after]: readonly [Change, Change], odd: string): string {
    const { n: _, ...columns } = z.looseObject({ n: z.int() }).parse(encodeChanges([before, after]));
    return JSON.stringify(request({ push: { n: 3, x: 'here', ...columns } })).replace('"here"', () => `[[1,${odd}]]`);
  }
});

describe('a body of the corpus', () => {
  test.each(BODIES)('$name is refused by its code', async ({ name, bytes }) => {
    expect(await phone.post(Buffer.from(bytes))).toMatchObject(name === 'ten megabytes' ? { status: 413, code: 'too-large' } : { status: 400, code: 'bad-request' });
  });

  test('that unfolds without end is cut off', async () => {
    for (const { name, bytes, encoding } of bombs(20_000_000)) {
      const answer = await phone.post(Buffer.from(bytes), { 'content-encoding': encoding });
      expect([name, [400, 413].includes(answer.status)]).toEqual([name, true]);
    }
  });
});

function isExact(json: string): boolean {
  return JSON.stringify(JSON.parse(json)) === json;
}

function isTooDeep({ name }: { readonly name: string }): boolean {
  return name.endsWith('deep');
}
