import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditItem } from '#shared/desk/audit.ts';
import type { DeskGrant, DeskPerson } from '#shared/desk/people.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { changeGrantDays } from '#server/people/change-grants.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';

let server: TestServer;
let admin: TestPhone;
let manager: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  admin = await server.worker('administrator', '10', 'प्रशासक');
  manager = await server.worker('block-manager', BLOCK, 'प्रबंधक');
});
beforeEach(() => {
  server.moveClock(1_000);
});
afterAll(() => server.close());

async function person(by: TestPhone, id: string): Promise<{ person: DeskPerson; elsewhere: number }> {
  const { status, body } = await by.get(`/api/people/${id}`);
  expect(status).toBe(200);
  return body as { person: DeskPerson; elsewhere: number };
}

async function grantOf(by: TestPhone, id: string): Promise<DeskGrant> {
  const [grant] = (await person(by, id)).person.grants;
  if (grant === undefined) throw new Error('she has a grant');
  return grant;
}

describe('the days of a grant', () => {
  test('are moved by who may give it, and the grant says who moved them', async () => {
    const { person: id, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    const changed = await manager.send(`/api/grants/${grant}/days`, { version: 1, from: '2026-02-01', to: '2026-06-30' });
    expect(changed).toMatchObject({ status: 200, body: { grant: { from: '2026-02-01', to: '2026-06-30', version: 2, changedBy: 'प्रबंधक', current: true } } });
    expect((await manager.send(`/api/grants/${grant}/days`, { version: 2, from: '2026-07-01', to: '2026-06-30' })).body).toMatchObject({ code: 'bad-request', paths: ['to'] });
    expect((await manager.send(`/api/grants/${grant}/days`, { version: 2, from: '2026-08-01', to: null })).body).toMatchObject({ grant: { current: false, from: '2026-08-01', to: null } });
    const { items } = (await admin.get('/api/audit?place=10.193')).body as { items: AuditItem[] };
    expect(items.slice(0, 2)).toMatchObject([{ act: 'grant-changed', subject: grant, actorName: 'प्रबंधक' }, { act: 'grant-changed', subject: grant }]);
    expect((await person(manager, id)).person.name).toBe('मित्र');
  });

  test('two who have the same grant before them: the second is told, and nothing of the first is written over', async () => {
    const { person: id, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    const [one, two] = await Promise.all([
      admin.send(`/api/grants/${grant}/days`, { version: 1, from: '2026-01-01', to: '2026-09-30' }),
      manager.send(`/api/grants/${grant}/days`, { version: 1, from: '2026-01-01', to: '2026-12-31' }),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    expect((one.status === 409 ? one : two).body).toEqual({ code: 'conflict' });
    const kept = await grantOf(manager, id);
    expect(kept).toMatchObject({ version: 2, to: one.status === 200 ? '2026-09-30' : '2026-12-31', changedBy: one.status === 200 ? 'प्रशासक' : 'प्रबंधक' });
    expect((await manager.send(`/api/grants/${grant}/end`, { version: 1 })).status).toBe(409);
    expect((await manager.send(`/api/grants/${grant}/end`, { version: 2 })).status).toBe(200);
  });

  test('of a grant that she may not give are not hers to move', async () => {
    const coordinator = await server.worker('coordinator', BLOCK);
    expect((await coordinator.send(`/api/grants/${manager.grant}/days`, { version: 1, from: '2026-01-01', to: null })).status).toBe(404);
    expect((await manager.send(`/api/grants/${manager.grant}/days`, { version: 1, from: '2026-01-01', to: null })).status).toBe(404);
  });
});

test('a name is changed, and who saw an older one is told', async () => {
  const { person: id } = await server.person('रीना कुमरी', 'mitra', VILLAGE);
  expect((await manager.send(`/api/people/${id}/name`, { name: 'रीना कुमारी', was: 'रीना कुमरी' })).status).toBe(200);
  expect((await admin.send(`/api/people/${id}/name`, { name: 'रीता कुमारी', was: 'रीना कुमरी' })).body).toEqual({ code: 'conflict' });
  expect((await person(manager, id)).person.name).toBe('रीना कुमारी');
  expect((await manager.send(`/api/people/${admin.profile.person.id}/name`, { name: 'x', was: 'प्रशासक' })).status).toBe(404);
});

describe('someone who leaves', () => {
  test('is released from all that is hers at once; what was to come never begins', async () => {
    const { person: id, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_at) VALUES ($1, $3, 'coordinator', $4, '2026-08-01', NULL, 0), ($2, $3, 'mitra', $5, '2025-01-01', '2025-12-31', 0)`,
      [`${grant}b`, `${grant}c`, id, BLOCK, OTHER_VILLAGE]);
    expect((await manager.send(`/api/people/${id}/release`, { seen: [{ id: grant, version: 1 }] })).body).toEqual({ code: 'conflict' });
    expect((await manager.send(`/api/people/${id}/release`, { seen: [{ id: grant, version: 1 }, { id: `${grant}b`, version: 1 }] })).status).toBe(200);
    const { grants } = (await person(manager, id)).person;
    expect(grants.every((g) => !g.current)).toBe(true);
    expect(grants.find((g) => g.id === grant)?.to).toBe('2026-05-09');
    expect(grants.find((g) => g.id === `${grant}b`)).toMatchObject({ from: '2026-08-01', to: '2026-05-09' });
    expect(grants.find((g) => g.id === `${grant}c`)).toMatchObject({ to: '2025-12-31', version: 1 });
  });

  test('keeps what lies beyond the reach of who releases her', async () => {
    const { person: id, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ($1, $2, 'mitra', '10.200.1800.p01.v1', '2026-01-01', 0)`, [`${grant}b`, id]);
    expect((await person(manager, id)).elsewhere).toBe(1);
    expect((await manager.send(`/api/people/${id}/release`, { seen: [{ id: grant, version: 1 }] })).status).toBe(200);
    expect((await person(admin, id)).person.grants.filter((g) => g.current).map((g) => g.id)).toEqual([`${grant}b`]);
  });

  test('has all her phones shut out together', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const { id } = phone.profile.person;
    await server.phone(id);
    expect((await manager.send(`/api/people/${id}/revoke`)).body).toEqual({ revoked: 2 });
    expect((await person(manager, id)).person.devices).toBe(0);
    expect((await manager.send(`/api/people/${id}/revoke`)).body).toEqual({ revoked: 0 });
  });
});

describe('the last administrator', () => {
  let alone: TestServer;
  let first: TestPhone;
  beforeAll(async () => {
    alone = await createTestServer();
    first = await alone.worker('administrator', '10', 'पहली');
  });
  afterAll(() => alone.close());

  test('can neither be ended, nor be given a last day, nor be released, nor lose her only phone', async () => {
    const { id } = first.profile.person;
    for (const [url, body] of [
      [`/api/grants/${first.grant}/end`, {}],
      [`/api/grants/${first.grant}/days`, { version: 1, from: '2026-01-01', to: '2027-03-31' }],
      [`/api/grants/${first.grant}/days`, { version: 1, from: '2026-05-11', to: null }],
      [`/api/people/${id}/release`, { seen: [{ id: first.grant, version: 1 }] }],
    ] as const) expect(await first.send(url, body)).toEqual({ status: 409, body: { code: 'last-administrator' } });
    expect(await first.send(`/api/devices/${first.profile.device}/revoke`)).toEqual({ status: 409, body: { code: 'last-phone' } });
    expect(await first.send(`/api/people/${id}/revoke`)).toEqual({ status: 409, body: { code: 'last-phone' } });
    expect(await grantOf(first, id)).toMatchObject({ current: true, to: null, version: 1 });
  });

  test('is not helped by one who has no phone, nor by one of a district', async () => {
    await alone.person('बिना फ़ोन', 'administrator', '10');
    await alone.worker('administrator', '10.193', 'ज़िले की');
    expect((await first.send(`/api/grants/${first.grant}/end`)).body).toEqual({ code: 'last-administrator' });
    expect((await first.send(`/api/devices/${first.profile.device}/revoke`)).body).toEqual({ code: 'last-phone' });
  });

  test('of a district may go, for the state has one', async () => {
    const district = await alone.worker('administrator', '10.200', 'बांका की');
    expect((await first.send(`/api/devices/${district.profile.device}/revoke`)).status).toBe(200);
    expect((await first.send(`/api/grants/${district.grant}/end`)).status).toBe(200);
  });

  test('two who end each other at the same moment: one stays, every time', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 8; round += 1) {
      const second = await alone.worker('administrator', '10', 'दूसरी');
      const answers = await Promise.all([first.send(`/api/grants/${second.grant}/end`), second.send(`/api/grants/${first.grant}/end`)]);
      // Who comes second has either lost the right already, or would be the last.
      expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
      expect(answers.every((a) => [200, 404, 409].includes(a.status))).toBe(true);
      const [left, gone] = answers[0]?.status === 200 ? [first, second] : [second, first];
      expect(await grantOf(left, left.profile.person.id)).toMatchObject({ current: true });
      // She who was ended reads nothing more.
      expect((await gone.get('/api/people?place=10')).status).toBe(404);
      first = left;
    }
  });

  test('two whose right was looked up before either was ended: the lock lets one through', async () => {
    for (let round = 0; round < 8; round += 1) {
      const second = await alone.worker('administrator', '10', 'दूसरी');
      const end = ({ grant, profile }: TestPhone, by: TestPhone): Promise<string> =>
        changeGrantDays(alone.services, { id: grant, person: profile.person.id }, undefined, ({ from }) => ({ from, to: '2026-05-01' }), by.profile.person.id, 'grant-ended');
      const outcomes = await Promise.all([end(second, first), end(first, second)]);
      expect(outcomes.toSorted()).toEqual(['done', 'last-administrator']);
      first = outcomes[0] === 'done' ? first : second;
    }
  });

  test('two who shut out each other\'s phones at the same moment: one stays', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 8; round += 1) {
      const second = await alone.worker('administrator', '10', 'दूसरी');
      const answers = await Promise.all([first.send(`/api/devices/${second.profile.device}/revoke`), second.send(`/api/people/${first.profile.person.id}/revoke`)]);
      expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
      first = answers[0]?.status === 200 ? first : second;
    }
  });
});

describe('codes for many', () => {
  test('are made when they are asked for, each noted, and open a phone each', async () => {
    const made = await Promise.all(['एक', 'दो', 'तीन'].map((name) => server.person(name, 'mitra', VILLAGE)));
    const asked = await manager.send('/api/people/codes', { people: made.map((m) => m.person) });
    expect(asked.status).toBe(200);
    const { slips } = asked.body as { slips: { name: string; code: string; role: string; place: { hi: string } }[] };
    expect(slips.map((s) => [s.name, s.role, s.place.hi])).toEqual([['एक', 'mitra', 'ममलखा'], ['दो', 'mitra', 'ममलखा'], ['तीन', 'mitra', 'ममलखा']]);
    expect(new Set(slips.map((s) => s.code)).size).toBe(3);
    const { items } = (await admin.get(`/api/audit?place=${VILLAGE}`)).body as { items: AuditItem[] };
    expect(items.slice(0, 3).map((i) => [i.act, i.subject]).sort()).toEqual(made.map((m) => ['code-made', m.person]).sort());
  });

  test('are made for all of them or for none', async () => {
    const { person: mine } = await server.person('एक', 'mitra', VILLAGE);
    expect((await manager.send('/api/people/codes', { people: [mine, admin.profile.person.id] })).status).toBe(404);
    expect((await person(manager, mine)).person.codeWaiting).toBe(false);
    expect((await manager.send('/api/people/codes', { people: [] })).status).toBe(400);
  });

  test('are not made for someone whose work is over', async () => {
    const { person: gone } = await server.person('गई', 'mitra', VILLAGE, '2026-01-01', '2026-05-09');
    expect((await manager.send('/api/people/codes', { people: [gone] })).status).toBe(404);
  });
});

test('the chains of the log are whole after all of it', async () => {
  expect(await Promise.all([0, 193].map((district) => verifyAudit(server.db.pool, district)))).toEqual([undefined, undefined]);
});
