// What departments are asked for children, over HTTP: each sees its own and no name; its answer reaches the unit's
// phone; what is late is listed to the centre.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { childFile } from '#programmes/resource-centre/records.ts';
import type { Values } from '#shared/record/change.ts';
import { referralIdentitySchema, referralsResponseSchema, type Referrals } from '#shared/subjects/referral.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const UNIT = '5.49.dcpu1';
const NAME = 'कोकिला';
/** Days around the server's 10 May 2026. */
const [LONG_AGO, LATELY, TODAY] = ['2026-03-02', '2026-05-08', '2026-05-10'];

let server: TestServer;
let worker: TestPhone;
let labour: TestPhone;
let health: TestPhone;
let operator: TestPhone;
let officer: TestPhone;

beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  await upsertPlaces(server.services, [...placesOfState('5'), { code: UNIT, hi: 'इकाई', en: 'Unit' }, ...[1, 4].map((n) => ({ code: `5.dep${n}`, hi: 'विभाग', en: 'Department' }))]);
  worker = await server.worker('case-worker', UNIT);
  labour = await server.worker('department', '5.dep1');
  health = await server.worker('department', '5.dep4');
  operator = await server.worker('resource-operator', '5');
  officer = await server.worker('resource-officer', '5');
});
afterAll(() => server.close());

async function file(id: string, values: Values): Promise<void> {
  const { head } = await worker.sync([worker.change({
    number: `RC/${id}`, registeredDay: LONG_AGO, status: 'open', worker: worker.profile.person.id, categories: ['labour'], name: NAME, sex: 'female', age: 12, ageDay: LONG_AGO, ...values,
  }, { id, place: UNIT, type: childFile })]);
  expect(head?.results?.map(([code]) => code)).toEqual(['a']);
}

const referral = (row: string, department: string, service: string, sentDay: string, more: Values = {}): Values => ({
  [`referrals.${row}._gone`]: false, [`referrals.${row}.department`]: department, [`referrals.${row}.service`]: service, [`referrals.${row}.sentDay`]: sentDay,
  ...Object.fromEntries(Object.entries(more).map(([field, value]) => [`referrals.${row}.${field}`, value])),
});

async function list(phone: TestPhone, query: string): Promise<Referrals> {
  const { status, body } = await phone.get(`/api/subjects/referrals?${query}`);
  expect(status).toBe(200);
  return referralsResponseSchema.parse(body);
}

const said = (over: Record<string, unknown>): Record<string, unknown> => ({ place: '5.dep1', district: 49, record: 'child-1', row: 'a', answer: 'given', day: TODAY, note: '', ...over });

describe('a department', () => {
  beforeAll(async () => {
    await file('child-1', { ...referral('a', 'labour', 'wages', LONG_AGO, { dueDay: '2026-04-16', purpose: NAME }), ...referral('b', 'health', 'health', LATELY, { dueDay: '2026-05-15' }) });
    await file('child-2', { categories: ['pocso'], ...referral('a', 'labour', 'rehabilitation_money', LATELY) });
    await file('child-3', referral('a', 'labour', 'school', LATELY, { withdrawnDay: LATELY, withdrawnWhy: 'x' }));
  });

  test('sees what is asked of it, late first, by token and without a name', async () => {
    const { rows, departments } = await list(labour, 'place=5.dep1');
    expect(rows.map(({ token, service, state, over, covered }) => [token, service, state, over, covered])).toEqual([
      ['RC/child-1', 'wages', 'overdue', 24, false], ['RC/child-2', 'rehabilitation_money', 'sent', 0, true],
    ]);
    expect(departments).toEqual([{ department: 'labour', open: 2, overdue: 1 }]);
    expect(JSON.stringify(rows)).not.toContain(NAME);
    expect((await list(labour, 'place=5.dep1&state=overdue')).rows.map((r) => r.record)).toEqual(['child-1']);
    expect((await list(health, 'place=5.dep4')).rows.map((r) => r.service)).toEqual(['health']);
  });

  test('has a desk of its own, though its office lies in no district', async () => {
    expect(await labour.get('/api/me')).toMatchObject({ status: 200, body: { grants: [{ role: 'department', place: { code: '5.dep1', en: 'Department' } }] } });
    expect((await labour.sync()).status).toBe(200);
    const keeper = await server.worker('administrator', '5');
    expect((await keeper.get('/api/people?place=5')).status).toBe(200);
    expect((await keeper.get('/api/phones?place=5')).status).toBe(200);
  });

  test('sees nothing of another, and nobody else sees its own', async () => {
    for (const [phone, place] of [[labour, '5.dep4'], [labour, '5'], [worker, '5.dep1'], [operator, '5.dep1'], [officer, '5.dep1'], [labour, '5.49']] as const) {
      expect([place, (await phone.get(`/api/subjects/referrals?place=${place}`)).status]).toEqual([place, 404]);
    }
  });

  test('learns whose it is by a look that is kept, of its own referral and never of a protected child', async () => {
    const look = (phone: TestPhone, over: Record<string, unknown> = {}) => phone.send('/api/subjects/referrals/look', { place: '5.dep1', district: 49, record: 'child-1', row: 'a', reason: 'my_work', ...over });
    const { status, body } = await look(labour);
    expect(status).toBe(200);
    expect(referralIdentitySchema.parse(body)).toEqual({ token: 'RC/child-1', identity: { name: NAME, sex: 'female', age: 12 } });
    const { rows } = await server.db.pool.query<{ act: string; subject: string; detail: string }>("SELECT act, subject, detail FROM audit WHERE act = 'subject-looked' AND actor = $1", [labour.profile.person.id]);
    expect(rows).toEqual([{ act: 'subject-looked', subject: 'child-1', detail: 'my_work' }]);
    expect((await look(labour, { record: 'child-2' })).status).toBe(404);
    expect((await look(labour, { row: 'b' })).status).toBe(404);
    expect((await look(labour, { record: 'nobody' })).status).toBe(404);
    expect((await look(officer, { place: '5' })).status).toBe(404);
  });

  test('answers, and the unit\'s phone has it at its next sync, by whom', async () => {
    const { status } = await labour.send('/api/subjects/referrals', said({ answer: 'received' }));
    expect(status).toBe(200);
    await worker.sync();
    expect(worker.records.get('child-1')?.values).toMatchObject({ 'referrals.a.receivedDay': TODAY });
    expect(await labour.send('/api/subjects/referrals', said({ note: 'दे दिया' }))).toEqual({ status: 200, body: { state: 'given' } });
    await worker.sync();
    expect(worker.records.get('child-1')?.values).toMatchObject({
      'referrals.a.answer': 'given', 'referrals.a.answeredDay': TODAY, 'referrals.a.answerNote': 'दे दिया', 'referrals.a.answeredBy': labour.profile.person.id, 'referrals.a.department': 'labour',
    });
    const { rows } = await server.db.pool.query<{ author: string }>("SELECT author FROM change WHERE record = 'child-1' AND device LIKE 'department:%'");
    expect(rows.map((r) => r.author)).toEqual([labour.profile.person.id, labour.profile.person.id]);
    // The answer was lost on the way, and is sent again.
    expect((await labour.send('/api/subjects/referrals', said({ note: 'दे दिया' }))).status).toBe(200);
    expect((await labour.send('/api/subjects/referrals', said({ answer: 'refused', note: 'x' }))).status).toBe(409);
    expect((await list(labour, 'place=5.dep1&state=answered')).rows.map((r) => [r.record, r.state, r.answerNote])).toEqual([['child-1', 'given', 'दे दिया']]);
    expect((await list(labour, 'place=5.dep1')).departments).toEqual([{ department: 'labour', open: 1, overdue: 0 }]);
  });

  test('says why it refuses, and answers neither for another nor for a day to come', async () => {
    const answer = async (phone: TestPhone, over: Record<string, unknown>): Promise<number> => (await phone.send('/api/subjects/referrals', said(over))).status;
    expect(await answer(labour, { record: 'child-2', answer: 'refused' })).toBe(400);
    expect(await answer(labour, { record: 'child-2', day: '2026-05-11' })).toBe(400);
    expect(await answer(labour, { record: 'child-2', day: LONG_AGO })).toBe(400);
    expect(await answer(labour, { record: 'child-2', day: '2026-13-01' })).toBe(400);
    expect(await answer(labour, { row: 'b' })).toBe(404);
    expect(await answer(labour, { record: 'child-3' })).toBe(404);
    expect(await answer(health, {})).toBe(404);
    expect(await answer(worker, {})).toBe(404);
    expect(await answer(labour, { record: 'child-2', answer: 'refused', note: 'पात्र नहीं' })).toBe(200);
  });
});

describe('a file', () => {
  test('is on the phones of who is responsible or named, of the unit\'s head, and of nobody else', async () => {
    await file('child-7', { categories: ['trafficking'] });
    const [colleague, other, elsewhere] = [await server.worker('case-worker', UNIT), await server.worker('case-worker', UNIT), await server.worker('case-worker', '5.50.dcpu1')];
    const head = await server.worker('centre-administrator', UNIT);
    await head.sync();
    // Only the head may name others on a child's file.
    const named = head.change({ 'team.t._gone': false, 'team.t.person': colleague.profile.person.id, 'team.t.task': 'counselling' }, { record: head.records.get('child-7'), type: childFile });
    expect((await head.sync([named])).head?.results?.map(([code]) => code)).toEqual(['a']);
    const phones = [worker, head, colleague, other, elsewhere, labour, operator, officer];
    for (const phone of phones) await phone.sync();
    expect(phones.map((phone) => phone.records.has('child-7'))).toEqual([true, true, true, false, false, false, false, false]);
  });
});

describe('the centre', () => {
  beforeAll(async () => {
    await file('child-5', referral('a', 'health', 'health', LONG_AGO, { dueDay: '2026-03-09' }));
    await file('child-6', { categories: ['hiv'], consentShare: true, consentDay: LONG_AGO, ...referral('a', 'health', 'art', LONG_AGO, { dueDay: '2026-03-04' }) });
  });

  test('has what is late by department; of protected children only who guards them hears', async () => {
    const guarded = await list(officer, 'place=5&state=overdue');
    expect(guarded.rows.map((r) => [r.record, r.department])).toEqual([['child-6', 'health'], ['child-5', 'health']]);
    const plain = await list(operator, 'place=5&state=overdue');
    expect(plain.rows.map((r) => r.record)).toEqual(['child-5']);
    expect(plain.departments.find((d) => d.department === 'health')).toEqual({ department: 'health', open: 2, overdue: 1 });
    expect(guarded.departments.find((d) => d.department === 'health')).toEqual({ department: 'health', open: 3, overdue: 2 });
    expect((await list(officer, 'place=5&state=overdue&department=labour')).rows).toEqual([]);
  });

  test('follows files that are changed, closed and erased', async () => {
    const open = async (): Promise<string[]> => (await list(health, 'place=5.dep4')).rows.map((r) => r.record);
    expect(await open()).toEqual(['child-6', 'child-5', 'child-1']);
    await worker.sync();
    await worker.sync([worker.change({ status: 'closed', statusDay: TODAY, outcome: 'restored', openReferralsWhy: 'x' }, { record: worker.records.get('child-5'), type: childFile })]);
    expect(await open()).toEqual(['child-6', 'child-1']);
    await eraseRecord(server.services, { district: 49, record: 'child-6' }, '', 'asked');
    expect(await open()).toEqual(['child-1']);
    expect((await server.db.pool.query('SELECT FROM subject_referral WHERE record = $1', ['child-6'])).rowCount).toBe(0);
  });

  test('finds them all again after the tables that are not kept were lost', async () => {
    const before = await list(health, 'place=5.dep4');
    await server.db.pool.query('TRUNCATE subject_referral, subject_referral_seen');
    expect(await list(health, 'place=5.dep4')).toEqual(before);
  });

  test('pages through many, each once', async () => {
    for (let n = 0; n < 60; n += 1) await file(`many-${n}`, referral('a', 'education', 'school', LATELY, { dueDay: `2026-06-${String(1 + (n % 28)).padStart(2, '0')}` }));
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Referrals = await list(officer, `place=5&department=education${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`);
      seen.push(...page.rows.map((r) => r.record));
      after = page.next;
    }
    expect(seen.length).toBe(60);
    expect(new Set(seen).size).toBe(60);
  });
});
