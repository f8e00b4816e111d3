// What a review directs, on its way: from the district's desk to the phone that must carry it out, the reply
// with its proof, and the word that ends it; and who may write what of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { direction as directionType, RECORD_TYPES, reviewMeeting } from '#programmes/directions/records.ts';
import { directions } from '#programmes/directions/index.ts';
import { meetings } from '#programmes/directions/meetings.ts';
import type { PlannedWrite } from '#shared/field-work.ts';
import type { DirectionSight } from '#shared/meeting-work.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { Values } from '#shared/record/change.ts';
import { mayApprove } from '#shared/access/approval.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { jpeg, nameOf } from '#tests/support/pictures.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const DISTRICT = '10.193';
const BLOCK = '10.193.1710';
const TODAY = '2026-05-10';

let server: TestServer;
let officer: TestPhone;
let head: TestPhone;
let manager: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [directions] });
  await upsertPlaces(server.services, [...OFFICE_PLACES, { code: '10.193.1711', hi: 'नाथनगर', en: 'Nathnagar' }]);
  officer = await server.worker('district-officer', DISTRICT, 'अनिल प्रसाद');
  head = await server.worker('centre-administrator', OFFICE, 'रीता सिंह');
  manager = await server.worker('block-manager', BLOCK, 'राकेश कुमार');
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

/** A new phone of hers. */
const phoneOf = async ({ profile }: TestPhone): Promise<LoopPhone> => loopPhone(() => server.app, await server.phone(profile.person.id), { types: RECORD_TYPES });

async function save(phone: LoopPhone, { type, record, place, edits }: PlannedWrite): Promise<string> {
  const shelf = type === 'direction' ? directionType.shelf : reviewMeeting.shelf;
  const result = await phone.store.save({ type, edits, ...(record === undefined ? {} : { record }), ...(place === undefined ? {} : { bucket: bucketOf(place, shelf) }) });
  if (!result.ok) throw new Error(result.reason === 'rule' ? result.rules.map(({ code }) => code).join(' ') : result.reason);
  return result.record;
}

function read(phone: LoopPhone, id: string): DirectionSight {
  const record = phone.store.get(id);
  if (record === undefined) throw new Error('the direction is on the phone');
  return meetings.readDirection(record, TODAY);
}

/** A meeting of the district, or where it is said, and a direction of it. */
async function directed(phone: LoopPhone, to: string, at = DISTRICT): Promise<string> {
  const id = await save(phone, { type: 'reviewMeeting', place: at, edits: { place: at, day: '2026-05-08', subject: 'मासिक समीक्षा', chair: 'जिला पदाधिकारी', status: 'held' } });
  const meeting = phone.store.get(id);
  if (meeting === undefined) throw new Error('the meeting is there');
  const given = await save(phone, meetings.give(meetings.readMeeting(meeting, TODAY), { place: to, owner: 'कार्यालय', post: 'केंद्र प्रशासक', text: 'रैंप बनाएँ।', dueDay: '2026-05-20' }, []));
  await phone.sync.syncNow();
  return given;
}

const replied = (record: string, row: string, more: Values = {}): PlannedWrite => ({ type: 'direction', record, edits: { [`replies.${row}.text`]: 'रैंप बन गया।', [`replies.${row}.day`]: TODAY, ...more } });

/** The officer's phone, the owner's, and a direction that both have. */
async function shared(owner: TestPhone = head, place: string = OFFICE): Promise<{ desk: LoopPhone; centre: LoopPhone; id: string }> {
  const [desk, centre] = [await phoneOf(officer), await phoneOf(owner)];
  const id = await directed(desk, place);
  await centre.sync.syncNow();
  return { desk, centre, id };
}

describe('a direction', () => {
  test('reaches the phone of the office that must carry it out, without the meeting; its reply with a photo comes back, and it is closed', async () => {
    const { desk, centre, id } = await shared();
    expect(read(centre, id)).toMatchObject({ text: 'रैंप बनाएँ।', subject: 'मासिक समीक्षा', state: { key: 'open' } });
    expect(centre.store.ofType('reviewMeeting')).toEqual([]);

    const photo = jpeg({ scan: 4_000, seed: 7 });
    await centre.store.putPhoto(photo);
    await save(centre, replied(id, 'r1', { 'replies.r1.proof': nameOf(photo) }));
    await centre.sync.syncNow();
    await centre.sync.sendPhotos();
    await desk.sync.syncNow();
    expect(read(desk, id)).toMatchObject({ state: { key: 'replied' }, replies: [{ text: 'रैंप बन गया।', proof: nameOf(photo) }] });
    expect(await desk.sync.fetchPhoto(id, nameOf(photo))).toBe('here');
    expect(await desk.store.getPhoto(nameOf(photo))).toEqual(new Uint8Array(photo));

    await save(desk, meetings.judge(read(desk, id), 'closed', 'ठीक है।', TODAY));
    await desk.sync.syncNow();
    await centre.sync.syncNow();
    expect(read(centre, id)).toMatchObject({ closed: true, judged: { day: TODAY, note: 'ठीक है।' } });
  });

  test('that was returned is open again at the office, and a second reply waits for a word', async () => {
    const { desk, centre, id } = await shared();
    await save(centre, replied(id, 'r1'));
    for (const one of [centre, desk]) await one.sync.syncNow();
    await save(desk, meetings.judge(read(desk, id), 'returned', 'फ़ोटो भेजें।', TODAY));
    await save(desk, meetings.extend(read(desk, id), 'e1', '2026-05-30', 'काम चल रहा है।', TODAY));
    for (const one of [desk, centre]) await one.sync.syncNow();
    expect(read(centre, id)).toMatchObject({ state: { key: 'returned' }, due: '2026-05-30' });
    await save(centre, replied(id, 'r2'));
    for (const one of [centre, desk]) await one.sync.syncNow();
    expect(read(desk, id).state.key).toBe('replied');
  });

  test.each<[string, (one: DirectionSight) => PlannedWrite]>([
    ['close it', (one) => meetings.judge(one, 'closed', '', TODAY)],
    ['return it', (one) => meetings.judge(one, 'returned', 'और करें।', TODAY)],
    ['put it off', (one) => meetings.extend(one, 'e1', '2026-06-30', 'समय चाहिए।', TODAY)],
    ['set another day', ({ record }) => ({ type: 'direction', record: record.id, edits: { dueDay: '2026-06-30' } })],
    ['reword it', ({ record }) => ({ type: 'direction', record: record.id, edits: { text: 'कुछ न करें।' } })],
    ['give it to somebody else', ({ record }) => ({ type: 'direction', record: record.id, edits: { post: 'केस वर्कर' } })],
  ])('cannot be carried off by its owner: her phone may not %s', async (_, write) => {
    const { centre, id } = await shared();
    await save(centre, write(read(centre, id)));
    await centre.sync.syncNow();
    expect(centre.store.held()).toMatchObject([{ code: 'access' }]);
  });

  test('of the district is not closed by the manager of the block that it was given to; one of the block is', async () => {
    const { centre: block, id } = await shared(manager, BLOCK);
    await save(block, meetings.judge(read(block, id), 'closed', '', TODAY));
    await block.sync.syncNow();
    expect(block.store.held()).toMatchObject([{ code: 'access' }]);
    const own = await directed(block, BLOCK, BLOCK);
    await save(block, meetings.judge(read(block, own), 'closed', '', TODAY));
    await block.sync.syncNow();
    expect(block.store.held()).toHaveLength(1);
    const grants = manager.profile.grants;
    expect([id, own].map((one) => mayApprove(directionType, read(block, one).record, grants, TODAY))).toEqual([false, true]);
  });

  test('is made by nobody who only carries out', async () => {
    const centre = await phoneOf(head);
    await save(centre, { type: 'direction', place: OFFICE, edits: { meetingPlace: DISTRICT, givenDay: '2026-05-08', text: 'कुछ नहीं।', post: 'मैं', dueDay: '2026-05-30', number: 1 } });
    await centre.sync.syncNow();
    expect(centre.store.held()).toMatchObject([{ code: 'access' }]);
  });

  test('is written down by the coordinator of the mission, and closed by her never', async () => {
    const writer = await phoneOf(await server.worker('mission-coordinator', DISTRICT));
    const id = await directed(writer, OFFICE);
    expect(writer.store.held()).toEqual([]);
    await save(writer, meetings.judge(read(writer, id), 'closed', '', TODAY));
    await writer.sync.syncNow();
    expect(writer.store.held()).toMatchObject([{ code: 'access' }]);
  });

  test('of one block is unknown to the coordinator of another', async () => {
    const { id } = await shared(manager, BLOCK);
    const [near, far] = [await phoneOf(await server.worker('coordinator', BLOCK)), await phoneOf(await server.worker('coordinator', '10.193.1711'))];
    for (const one of [near, far]) await one.sync.syncNow();
    expect(near.store.get(id)?.values['text']).toBe('रैंप बनाएँ।');
    expect(far.store.get(id)).toBeUndefined();
    // Nor does the office's own case worker see what its head was directed.
    const worker = await phoneOf(await server.worker('case-worker', OFFICE));
    await worker.sync.syncNow();
    expect(worker.store.ofType('direction')).toEqual([]);
  });

  test('that one officer closes and another returns at once is asked, and settled by either', async () => {
    const { desk, centre, id } = await shared();
    const other = await phoneOf(await server.worker('district-officer', DISTRICT, 'दूसरे पदाधिकारी'));
    await save(centre, replied(id, 'r1'));
    for (const one of [centre, desk, other]) await one.sync.syncNow();
    await save(desk, meetings.judge(read(desk, id), 'closed', '', TODAY));
    await save(other, meetings.judge(read(other, id), 'returned', 'फ़ोटो भेजें।', TODAY));
    for (const one of [desk, other, desk]) await one.sync.syncNow();
    expect(desk.store.contested()).toEqual([id]);
    expect(contestedRegisters(directionType, read(desk, id).record)).toEqual(['@status']);
    // What was chosen names both.
    await save(desk, meetings.judge(read(desk, id), 'returned', 'फ़ोटो भेजें।', TODAY));
    for (const one of [desk, other, centre]) await one.sync.syncNow();
    expect([desk, other, centre].map((one) => [one.store.contested(), read(one, id).state.key])).toEqual([[[], 'returned'], [[], 'returned'], [[], 'returned']]);
  });

  test('still shows when the place of its owner is renamed or gone', async () => {
    const { desk, id } = await shared();
    await server.db.pool.query('DELETE FROM place WHERE code = $1', [OFFICE]);
    await desk.sync.syncNow();
    expect(read(desk, id)).toMatchObject({ owner: 'कार्यालय', place: OFFICE });
    await upsertPlaces(server.services, OFFICE_PLACES);
  });
});

describe('a meeting', () => {
  test('is not rewritten by who only carries out what it directs', async () => {
    const block = await phoneOf(manager);
    await directed(block, BLOCK, BLOCK);
    const coordinator = await phoneOf(await server.worker('coordinator', BLOCK));
    await coordinator.sync.syncNow();
    const [meeting] = coordinator.store.ofType('reviewMeeting');
    await save(coordinator, { type: 'reviewMeeting', record: meeting?.id ?? '', edits: { minutes: 'कुछ और।' } });
    await coordinator.sync.syncNow();
    expect(coordinator.store.held()).toMatchObject([{ code: 'access' }]);
  });

  test('of the state lies at the state, and what it directs to a district is seen there', async () => {
    const state = await phoneOf(await server.worker('district-officer', '10'));
    const id = await directed(state, DISTRICT, '10');
    expect(state.store.held()).toEqual([]);
    const desk = await phoneOf(officer);
    await desk.sync.syncNow();
    expect(read(desk, id)).toMatchObject({ meetingPlace: '10' });
    expect(desk.store.ofType('reviewMeeting').filter(({ bucket }) => bucket === '10/review')).toEqual([]);
  });
});
