// Sync messages damaged by someone who knows their shape. Whatever comes, the server answers; it
// answers for every change announced; and every answer that a person typed is afterwards in the
// history or among the held bytes. FUZZ_RUNS and FUZZ_SEED: more, or others.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords, encodeRecords } from '#shared/sync/wire-records.ts';
import { WireError } from '#shared/sync/wire-columns.ts';
import { arbitraryRecord } from '#tests/shared/sync/arbitrary.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';
import { pollution } from './pollution.ts';
import { KINDS, mutate, type Pick } from './mutate.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 193);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);

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

const picks: fc.Arbitrary<Pick[]> = fc.array(fc.record({ node: fc.nat({ max: 5_000 }), kind: fc.constantFrom(...KINDS), n: fc.nat({ max: 5_000 }) }), { minLength: 1, maxLength: 4 });

let runs = 0;
/** A message of a working day: new records, edits of what was just made, repeats, an odd change between. */
function message(): { readonly push: unknown; readonly mark: string } {
  runs += 1;
  const mark = `उत्तर-${runs}-`;
  let said = 0;
  const answer = (): string => `${mark}${(said += 1)};`;
  const made = [1, 2, 3].map(() => phone.change({ headName: answer(), notes: answer(), memberCount: 4, needs: ['housing'], 'members.k1.name': answer(), 'members.k2.name': answer() }));
  const edit = phone.change({ notes: answer() }, { id: made[0]?.record ?? '', over: { replaces: { notes: [made[0]?.id ?? ''] } } });
  const odd = { ...phone.change({ headName: 'x' }), counter: 'सात', values: { headName: answer() } };
  const bad = phone.change({ headName: answer(), memberCount: 900 });
  // An odd change is what an older or newer app may hold; the encoder carries it as it is.
  return { push: JSON.parse(JSON.stringify(encodeChanges([...made, edit, JSON.parse(JSON.stringify(odd)), bad]))), mark };
}

async function kept(mark: string): Promise<string> {
  const { rows } = await server.db.pool.query<{ text: string }>(
    `SELECT body::text AS text FROM change WHERE device = $2 AND body::text LIKE $1
     UNION ALL SELECT convert_from(body, 'UTF8') FROM held_change WHERE convert_from(body, 'UTF8') LIKE $1`, [`%${mark}%`, phone.profile.device]);
  return rows.map((r) => r.text).join('\n');
}

describe('a sync request damaged with understanding', () => {
  test('is answered for every change, and loses no answer', { timeout: 300_000 }, async () => {
    await fc.assert(fc.asyncProperty(picks, async (damage) => {
      const { push, mark } = message();
      const sent = mutate(push, damage);
      const text = JSON.stringify(sent) ?? 'null';
      const reply = await phone.post({ v: 1, epoch: '', cursors: {}, profile: '', push: JSON.parse(text), counts: [0, 0], app: 'test', limit: 0 });
      const announced = announcedBy(sent);
      expect([reply.status, reply.code]).toEqual(announced > 500 ? [413, 'too-large'] : [200, undefined]);
      if (announced > 500) return;
      const results = reply.head?.results ?? [];
      expect(pollution()).toEqual([]);
      expect(results).toHaveLength(sent === null ? 0 : Math.max(1, announced));
      for (const [kind] of results) expect(['a', 'd', 'h']).toContain(kind);
      // Damage that turned an id into one handed in before: an id stands for one change, for ever.
      if (results.some(([kind]) => kind === 'd')) return;
      const found = await kept(mark);
      const answers = [...text.matchAll(new RegExp(`${mark}\\d+;`, 'g'))].map(([answer]) => answer);
      const lost = answers.filter((answer) => !found.includes(answer));
      expect({ lost, ...(lost.length > 0 && { text, results }) }).toEqual({ lost: [] });
    }), { seed: SEED, numRuns: RUNS });
  });

  test('outside its changes: it is refused by a code, or answered', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(picks, async (damage) => {
      const request = { v: 1, epoch: server.services.meta.epoch, cursors: { [`${VILLAGE}/doorstep`]: [1, 0] }, profile: '', push: null, counts: [0, 0], app: 'test', limit: 1, held: ['r.1'], withdraw: ['r.2'] };
      const reply = await phone.post(mutate(request, damage) ?? null);
      expect([200, 400, 413]).toContain(reply.status);
    }), { seed: SEED, numRuns: Math.ceil(RUNS / 5) });
  });
});

test('a page from the server damaged in the same way is whole, or refused as a page', () => {
  fc.assert(fc.property(fc.array(arbitraryRecord, { minLength: 1, maxLength: 5 }), picks, (records, damage) => {
    const page: unknown = mutate(JSON.parse(JSON.stringify(encodeRecords(records))), damage);
    try {
      for (const record of decodeRecords('b', page)) expect([typeof record.id, typeof record.values]).toEqual(['string', 'object']);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
    }
    expect(pollution()).toEqual([]);
  }), { seed: SEED, numRuns: RUNS * 4 });
});

function announcedBy(push: unknown): number {
  const n: unknown = typeof push === 'object' && push !== null && 'n' in push && !Array.isArray(push) ? push.n : undefined;
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 && n <= 5_000 ? n : 1;
}
