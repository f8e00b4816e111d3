// What a coordinator sees of the field: phones with their version and gaps, who has which places and what is left
// there; and what the phones of a centre are told of who keeps files there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assignee, AssignmentRow } from '#shared/desk/assignments.ts';
import type { DeskPhone } from '#shared/desk/phones.ts';
import { profileSchema, type Profile } from '#shared/sync/profile.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { household } from '#programmes/jeevika/records.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import { APP_VERSION } from '#server/app-version.ts';
import { addGrant, upsertPlaces } from '#server/people/people.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';
const CENTRE = '10.193.osc1';

let server: TestServer;
let coordinator: TestPhone;
let mitra: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  await upsertPlaces(server.services, [{ code: CENTRE, hi: 'सखी केंद्र', en: 'Centre' }]);
  coordinator = await server.worker('coordinator', BLOCK, 'समन्वयक');
  mitra = await server.worker('mitra', VILLAGE, 'मित्र');
  await addGrant(server.services, mitra.profile.person.id, { role: 'mitra', place: `${VILLAGE}.t1` }, null);
  await addGrant(server.services, mitra.profile.person.id, { role: 'mitra', place: OTHER_VILLAGE }, null);
  const family = (outcome?: string) => mitra.change({ headName: 'मीना देवी', listed: true, place: `${VILLAGE}.t1`, ...(outcome === undefined ? {} : { outcome, outcomeDay: '2026-05-09' }) }, { type: household });
  await mitra.sync([family(), family(), family('refused')], { app: APP_VERSION });
});
afterAll(() => server.close());

describe('phones', () => {
  const phones = async () => (await coordinator.get(`/api/phones?place=${BLOCK}`)).body as { phones: DeskPhone[]; app: string };

  test('say their version, and the server its own', async () => {
    const { phones: all, app } = await phones();
    expect(app).toBe(APP_VERSION);
    expect(all.find((p) => p.device === mitra.profile.device)?.app).toBe(APP_VERSION);
    expect(all.find((p) => p.device === coordinator.profile.device)?.app).toBe('test');
  });

  test('have each number that never came counted once, whether what came was applied, held, or held and then applied', async () => {
    const missing = async (): Promise<number | undefined> => (await phones()).phones.find((p) => p.device === mitra.profile.device)?.missing;
    expect(await missing()).toBe(0);
    mitra.counter += 2;
    const late = mitra.change({ headName: 'गीता देवी', listed: false, place: VILLAGE }, { type: household });
    const elsewhere = mitra.change({ headName: 'रीता देवी', listed: false, place: '10.193.1710.p02.v1' }, { type: household, place: '10.193.1710.p02.v1' });
    await mitra.sync([late, elsewhere]);
    expect(await missing()).toBe(2);
    // As when it was held first and let in later.
    await server.db.pool.query(
      `INSERT INTO held_change (district, id, device, counter, person, bucket, record, type, code, paths, status, at, body)
       SELECT district, id, device, counter, author, bucket, record, type, 'validation', '{}', 'applied', at, 'x' FROM change WHERE id = $1`, [late.id],
    );
    expect(await missing()).toBe(2);
  });
});

describe('assignments', () => {
  test('person by person: her places, the families of their lists, and those still to visit, none counted twice', async () => {
    const { people } = (await coordinator.get(`/api/assignments/people?place=${BLOCK}`)).body as { people: Assignee[] };
    expect(people).toEqual([{ person: mitra.profile.person.id, name: 'मित्र', places: [expect.objectContaining({ code: VILLAGE }), expect.objectContaining({ code: OTHER_VILLAGE })], families: 3, left: 2 }]);
    expect((await mitra.get(`/api/assignments/people?place=${BLOCK}`)).status).toBe(404);
    expect((await coordinator.get('/api/assignments/people?place=10.200')).status).toBe(404);
  });

  test('place by place: what is left there', async () => {
    const { rows } = (await coordinator.get(`/api/assignments?place=${BLOCK}.p01`)).body as { rows: AssignmentRow[] };
    expect(rows.map((r) => [r.code, r.records, r.left])).toEqual([[VILLAGE, 4, 2], [OTHER_VILLAGE, 0, 0]]);
  });
});

describe('who keeps files at a centre', () => {
  const fresh = async (person: string): Promise<Profile> => profileSchema.parse((await server.phone(person)).profile);

  test('is told to those who keep files there, until their work is over; and nobody else', async () => {
    const head = await server.worker('centre-administrator', CENTRE, 'प्रमुख');
    const worker = await server.worker('case-worker', CENTRE, 'कर्मी');
    await server.person('गई हुई', 'case-worker', CENTRE, '2026-01-01', '2026-05-01');
    const next = await server.person('आने वाली', 'case-worker', CENTRE, '2026-06-01');
    const staffOf = ({ staff }: Profile) => staff?.map(({ person }) => person).sort();
    expect(staffOf(await fresh(head.profile.person.id))).toEqual([head.profile.person.id, worker.profile.person.id, next.person].sort());
    expect((await fresh(mitra.profile.person.id)).staff).toBeUndefined();
    expect((await fresh(coordinator.profile.person.id)).staff).toBeUndefined();
  });

  test('changes on the head’s phone at its next contact when somebody goes, and a file given on opens for who takes it alone', async () => {
    const head = await server.worker('centre-administrator', CENTRE, 'प्रमुख');
    const [goes, takes] = [await server.worker('case-worker', CENTRE, 'जाने वाली'), await server.worker('case-worker', CENTRE, 'लेने वाली')];
    const file = goes.change({ number: 'T/1', name: 'गीता देवी', registeredDay: '2026-05-01', worker: goes.profile.person.id, status: 'open', violence: ['child_marriage'], age: 15, ageDay: '2026-05-01', minorThen: true }, { type: osCase, place: CENTRE });
    await goes.sync([file]);
    await head.sync();
    await takes.sync();
    expect([goes, head, takes].map((phone) => phone.records.has(file.record))).toEqual([true, true, false]);
    const profile = async (): Promise<Profile> => profileSchema.parse((await head.get('/api/profile')).body);
    const before = await profile();
    expect((await head.send(`/api/people/${goes.profile.person.id}/transfer`, { to: '2026-05-09', seen: [{ id: goes.grant, version: 1 }], takers: [], next: null })).status).toBe(200);
    const after = await profile();
    expect([before, after].map(({ staff }) => staff?.some(({ person }) => person === goes.profile.person.id))).toEqual([true, false]);
    expect((await head.sync([], { profile: before.digest })).head?.profile).toBe(after.digest);
    const given = await head.sync([head.change({ worker: takes.profile.person.id }, { type: osCase, record: head.records.get(file.record) })]);
    expect(given.head?.results?.map(([state]) => state)).toEqual(['a']);
    await goes.sync();
    await takes.sync();
    expect([goes, takes].map((phone) => phone.records.has(file.record))).toEqual([false, true]);
  });
});
