import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { auditSearchResponseSchema, chainsResponseSchema, checkChainResponseSchema, type AuditFilter, type FoundAudit } from '#shared/desk/audit-search.ts';
import { appendAudits, verifyAudit } from '#server/audit/audit.ts';
import { checkChain } from '#server/audit/check-chain.ts';
import { inTransaction } from '#server/db/database.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';
const DISTRICT = '10.193';
let server: TestServer;
let admin: TestPhone;
let manager: TestPhone;
let mitra: { person: string; grant: string };
beforeAll(async () => {
  server = await createTestServer();
  admin = await server.worker('administrator', '10', 'सुधीर कुमार');
  manager = await server.worker('block-manager', BLOCK, 'राकेश कुमार');
  mitra = await server.person('रीना देवी', 'mitra', VILLAGE);
  await manager.send(`/api/grants/${mitra.grant}/days`, { version: 1, from: '2026-02-01', to: null });
  await manager.send('/api/people', { name: 'मीना', role: 'mitra', place: OTHER_VILLAGE });
  await admin.send(`/api/people/${mitra.person}/code`);
});
beforeEach(() => {
  server.moveClock(1_000);
});
afterAll(() => server.close());

async function find(filter: Partial<AuditFilter> & { readonly before?: number }, by = admin): Promise<{ items: FoundAudit[]; more: boolean; broken: number | null }> {
  const { status, body } = await by.send('/api/audit/search', { place: DISTRICT, ...filter });
  expect(status).toBe(200);
  return z.parse(auditSearchResponseSchema, body);
}

const acts = ({ items }: { items: readonly FoundAudit[] }): string[] => items.map((i) => i.act);

describe('a search', () => {
  test('by what was done', async () => {
    expect(acts(await find({ acts: ['grant-changed', 'code-made'] }))).toEqual(['code-made', 'code-made', 'grant-changed']);
  });

  test('by who did it, by the beginning of either of her names', async () => {
    const hers = await find({ who: 'राकेश' });
    expect(new Set(hers.items.map((i) => i.actorName))).toEqual(new Set(['राकेश कुमार']));
    expect(acts(await find({ who: 'कुमार' })).length).toBeGreaterThan(hers.items.length);
    expect(acts(await find({ who: 'कोई नहीं' }))).toEqual([]);
    expect(acts(await find({ who: '%' }))).toEqual([]);
  });

  test('by whom it was done to: her name stands for her grants and phones, and is shown', async () => {
    const about = await find({ what: 'रीना' });
    expect(about.items.map((i) => [i.act, i.subjectName])).toEqual([['code-made', 'रीना देवी'], ['grant-changed', 'रीना देवी']]);
    expect(acts(await find({ what: mitra.grant }))).toEqual(['grant-changed']);
  });

  test('by place: a village, and all below a block', async () => {
    expect(acts(await find({ place: OTHER_VILLAGE }))).toEqual(['code-made', 'grant-added', 'person-created']);
    expect(acts(await find({ place: BLOCK })).length).toBeGreaterThan(3);
  });

  test('by days, as they are counted here', async () => {
    const all = await find({});
    expect(acts(await find({ from: '2026-05-10', to: '2026-05-10' }))).toEqual(acts(all));
    expect(acts(await find({ to: '2026-05-09' }))).toEqual([]);
    expect(acts(await find({ from: '2026-05-11' }))).toEqual([]);
  });

  test('comes a hundred at a time, and together they are all', async () => {
    await inTransaction(server.db, (client) => appendAudits(client, server.services, Array.from({ length: 250 }, (_, i) => ({ act: 'file-searched' as const, actor: admin.profile.person.id, place: VILLAGE, subject: `s${i}` }))));
    const seen: string[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await find({ acts: ['file-searched'], ...(before === undefined ? {} : { before }) });
      seen.push(...page.items.map((i) => i.subject));
      before = page.items.at(-1)?.n;
      if (!page.more) break;
      expect(page.items).toHaveLength(100);
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => `s${249 - i}`));
  });

  test('is for who may read the log there', async () => {
    expect((await manager.send('/api/audit/search', { place: BLOCK })).status).toBe(404);
    const officer = await server.worker('district-officer', DISTRICT);
    expect((await officer.send('/api/audit/search', { place: DISTRICT })).status).toBe(200);
    expect((await officer.send('/api/audit/search', { place: '10.200' })).status).toBe(404);
    expect((await officer.send('/api/audit/export', { place: '10', reason: 'जाँच के लिए' })).status).toBe(404);
  });
});

test('the log as a file says why it was taken out, in the log', async () => {
  const reply = await server.app.inject({ method: 'POST', url: '/api/audit/export', headers: { cookie: admin.cookie }, payload: { place: DISTRICT, who: 'राकेश', reason: 'जिला समीक्षा के लिए' } });
  expect(reply.statusCode).toBe(200);
  const [head = '', ...lines] = reply.body.trimEnd().split('\r\n');
  expect(head).toContain('किसने');
  expect(lines.length).toBe((await find({ who: 'राकेश' })).items.length);
  expect(lines.every((line) => line.includes('राकेश कुमार'))).toBe(true);
  expect((await admin.send('/api/audit/export', { place: DISTRICT, reason: '' })).status).toBe(400);
  const { rows } = await server.db.pool.query<{ detail: string }>(`SELECT detail FROM audit WHERE act = 'export' AND subject = 'audit' ORDER BY n DESC LIMIT 1`);
  expect(rows[0]?.detail).toBe('csv: जिला समीक्षा के लिए');
});

describe('the whole chain', () => {
  async function check(district: number, by = admin): Promise<z.infer<typeof checkChainResponseSchema>> {
    for (let after = 0; ;) {
      const { status, body } = await by.send('/api/audit/check', { place: '10', district, after });
      expect(status).toBe(200);
      const piece = z.parse(checkChainResponseSchema, body);
      if (piece.done) return piece;
      expect(piece.checked).toBeGreaterThan(after);
      after = piece.checked;
    }
  }

  test('of each district is named with its length, checked in pieces, and the check is noted', async () => {
    const { chains } = z.parse(chainsResponseSchema, (await admin.get('/api/audit/chains?place=10')).body);
    expect(chains.map((c) => c.hi)).toEqual(['बिहार', 'भागलपुर']);
    await inTransaction(server.db, (client) => appendAudits(client, server.services, Array.from({ length: 21_000 }, (_, i) => ({ act: 'file-opened' as const, actor: 'x', place: VILLAGE, subject: `f${i}` }))));
    const first = z.parse(checkChainResponseSchema, (await admin.send('/api/audit/check', { place: '10', district: 193, after: 0 })).body);
    expect(first).toMatchObject({ checked: 20_000, done: false, broken: null });
    expect(await check(193)).toMatchObject({ done: true, broken: null });
    expect(acts(await find({ acts: ['audit-checked'] }))).toEqual(['audit-checked']);
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  });

  test('of a district is not checked by who reads another', async () => {
    const officer = await server.worker('district-officer', DISTRICT);
    expect((await officer.send('/api/audit/check', { place: DISTRICT, district: 0, after: 0 })).status).toBe(404);
    expect((await officer.send('/api/audit/check', { place: DISTRICT, district: 193, after: 20_000 })).status).toBe(200);
    expect(z.parse(chainsResponseSchema, (await officer.get(`/api/audit/chains?place=${DISTRICT}`)).body).chains.map((c) => c.district)).toEqual([193]);
  });

  test.each([
    ['altered', 150, 'UPDATE audit SET subject = $2 WHERE district = 193 AND n = $1', 150],
    ['taken out', 160, 'DELETE FROM audit WHERE district = 193 AND n = $1 AND $2::text IS NOT NULL', 160],
    ['given a new place', 170, 'UPDATE audit SET place = $2 WHERE district = 193 AND n = $1', 170],
  ])('with a row %s is said to be broken there, by its number, on the page and by the check', async (_, n, harm, broken) => {
    const { rows: [kept] } = await server.db.pool.query('SELECT * FROM audit WHERE district = 193 AND n = $1', [n]);
    await server.db.pool.query(harm, [n, '10.193.1710']);
    expect(await check(193)).toMatchObject({ done: true, broken });
    expect((await find({ before: n + 20 })).broken).toBe(harm.startsWith('DELETE') ? n + 1 : n);
    expect((await checkChain(server.db.pool, 193, () => undefined)).broken).toBe(broken);
    await server.db.pool.query('DELETE FROM audit WHERE district = 193 AND n = $1', [n]);
    await server.db.pool.query('INSERT INTO audit SELECT * FROM json_populate_record(NULL::audit, $1)', [JSON.stringify({ ...kept, hash: `\\x${Buffer.from(z.parse(z.instanceof(Buffer), kept.hash)).toString('hex')}` })]);
    expect((await checkChain(server.db.pool, 193, () => undefined)).broken).toBeUndefined();
  });

  test('with its last rows cut off is broken at its end', async () => {
    const { rows: [head] } = await server.db.pool.query<{ n: number }>('SELECT n FROM audit_head WHERE district = 193');
    await server.db.pool.query('DELETE FROM audit WHERE district = 193 AND n > $1', [(head?.n ?? 0) - 3]);
    expect((await check(193)).broken).toBe((head?.n ?? 0) - 2);
  });
});
