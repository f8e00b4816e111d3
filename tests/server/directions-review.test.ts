// What the review of a district says of its directions, read as officers read it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directions } from '#programmes/directions/index.ts';
import { direction, reviewMeeting } from '#programmes/directions/records.ts';
import type { Values } from '#shared/record/change.ts';
import { reviewResponseSchema } from '#shared/desk/review.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { OFFICE, OFFICE_PLACES } from '#tests/support/files.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const DISTRICT = '10.193';
const BLOCK = '10.193.1710';
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [directions] });
  await upsertPlaces(server.services, OFFICE_PLACES);
});
afterAll(() => server.close());

/** Given on 10 April; today is 10 May. */
const given = (dueDay: string, more: Values = {}): Values => ({ meeting: 'm1', meetingPlace: DISTRICT, givenDay: '2026-04-10', subject: 'मासिक समीक्षा', number: 1, text: 'रैंप बनाएँ।', post: 'केंद्र प्रशासक', owner: 'केंद्र', dueDay, ...more });
const reply = (day: string): Values => ({ 'replies.r1.text': 'हो गया।', 'replies.r1.day': day });
const closed = (day: string): Values => ({ status: 'closed', statusDay: day, statusReplies: 1 });

test('counts what was given and closed, what is open, and by itself what has run out', async () => {
  const officer = await server.worker('district-officer', DISTRICT);
  const at = (place: string, values: Values) => officer.change(values, { type: direction, place });
  const { head } = await officer.sync([
    officer.change({ place: DISTRICT, day: '2026-04-10', subject: 'मासिक समीक्षा', chair: 'जिला पदाधिकारी', status: 'held' }, { type: reviewMeeting, place: DISTRICT }),
    at(OFFICE, given('2026-05-09')),
    at(DISTRICT, given('2026-06-01', { post: 'अग्रणी जिला प्रबंधक', owner: 'भागलपुर' })),
    at(BLOCK, given('2026-05-09')),
    // Due today: not late yet.
    at(BLOCK, given('2026-05-10')),
    at(BLOCK, given('2026-04-20', { 'extensions.e1.to': '2026-05-20', 'extensions.e1.day': '2026-04-19', 'extensions.e1.reason': 'बाढ़' })),
    // Answered: it waits for the officer, and is late no more.
    at(OFFICE, given('2026-04-20', reply('2026-05-01'))),
    at(BLOCK, given('2026-04-30', { ...reply('2026-04-29'), ...closed('2026-05-05') })),
    at(OFFICE, given('2026-04-30', { ...reply('2026-05-02'), ...closed('2026-05-05') })),
  ]);
  expect(head?.results?.map(([said]) => said)).toEqual(Array.from({ length: 9 }, () => 'a'));

  const { body } = await officer.get(`/api/review?place=${DISTRICT}&from=2026-04-01&to=2026-05-31`);
  const part = reviewResponseSchema.parse(body).parts.find((one) => one.part === 'directions');
  const figures = (values: readonly unknown[] | undefined) => Object.fromEntries(part?.cells.map((cell, i) => [cell, values?.[i]]) ?? []);
  expect(figures(part?.total)).toEqual({ meetings: 1, given: 8, closed: 2, inTime: 0.5, open: 6, replied: 1, overdue: 2 });
  const row = (code: string) => figures(part?.rows.find((one) => one.code === code)?.values);
  expect(row(BLOCK)).toMatchObject({ meetings: 0, given: 4, closed: 1, inTime: 1, open: 3, overdue: 1 });
  // The office stands beside the blocks; the meeting lies at the district itself, and so do directions to its officers.
  expect(row(OFFICE)).toMatchObject({ meetings: 0, given: 3, closed: 1, inTime: 0, open: 2, replied: 1, overdue: 1 });
  expect(row(DISTRICT)).toMatchObject({ meetings: 1, given: 1, closed: 0, open: 1, overdue: 0 });
  expect(part?.rows.map(({ code }) => code)).toEqual([DISTRICT, BLOCK, OFFICE]);

  // A day on, nothing written: one more has run out.
  server.moveClock(86_400_000);
  const later = reviewResponseSchema.parse((await (await server.phone(officer.profile.person.id)).get(`/api/review?place=${DISTRICT}&from=2026-04-01&to=2026-05-31`)).body);
  expect(figures(later.parts.find((one) => one.part === 'directions')?.total)['overdue']).toBe(3);
  await expectWhole(server.services);
});
