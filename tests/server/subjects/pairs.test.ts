// The queue of pairs over HTTP: who sees which, what a decision does, and what the audit log keeps.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resourceCentre } from '#programmes/resource-centre/index.ts';
import { matchingResponseSchema } from '#shared/subjects/matching.ts';
import { pairSchema, pairsResponseSchema, type SubjectPair } from '#shared/subjects/pair.ts';
import { inTransaction } from '#server/db/database.ts';
import { keepPairs } from '#server/matching/keep-pairs.ts';
import { matchState } from '#server/matching/start.ts';
import type { Values } from '#shared/record/change.ts';
import { writeEntries } from '#tests/support/entries.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { addOffices, CENTRE, HEALTH, LABOUR, POLICE, STATE } from './child-fixture.ts';

let server: TestServer;
let operator: TestPhone;
let officer: TestPhone;
let nodal: TestPhone;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await createTestServer({ programmes: [resourceCentre] });
  await addOffices(server);
  operator = await server.worker('resource-operator', CENTRE, 'दीपक रावत');
  officer = await server.worker('resource-officer', CENTRE, 'विनीता नेगी');
  nodal = await server.worker('department', LABOUR, 'हरीश जोशी');
});
afterAll(async () => { await server.close(); });

let made = 0;
interface Family {
  readonly name: string;
  readonly father: string;
  readonly day: string;
}
/** A row about a child of the family; `unsure`: too little is said to be certain. */
async function row(category: string, source: string, { name, father, day }: Family, unsure = false, more: Values = {}): Promise<string> {
  made += 1;
  const id = `pairrow-${String(made).padStart(4, '0')}`;
  server.moveClock(1);
  const values: Values = { name, father, sex: 'female', district: '10.193', seenDay: '2026-04-02', ...(unsure ? { age: 2026 - Number(day.slice(0, 4)) } : { birthDay: day, village: 'सबौर' }), ...more };
  await writeEntries(server.services, STATE, [{ id, category, source, batch: `batch-${id}`, values }]);
  return id;
}
async function match(): Promise<void> {
  server.moveClock(1_000);
  await matchState(server.services, STATE, { stopping: never, threads: 1 });
}
/** As when the comparison found them alike, and not certain. */
async function asked(one: string, other: string): Promise<void> {
  const { db, services } = server;
  await db.pool.query('DELETE FROM subject_waiting WHERE state = $1 AND entry = ANY($2)', [STATE, [one, other]]);
  await inTransaction(db, (client) => keepPairs(client, STATE, 'run', services.clock(), [{ one, other, band: 'ask', score: 0.6, reasons: [{ field: 'name', how: 'same' }, { field: 'father', how: 'alike' }], sameList: false }]));
}
const token = async (id: string): Promise<string> => (await server.db.pool.query<{ token: string }>('SELECT token FROM subject_link WHERE state = $1 AND entry = $2', [STATE, id])).rows[0]?.token ?? '';
const trail = async (): Promise<string[]> => (await server.db.pool.query<{ row: string }>(`SELECT act || ' ' || subject AS row FROM audit WHERE district = 0 AND act ~ '^(pair|rows|subjects-j|matching)' ORDER BY n`)).rows.map((r) => r.row);

async function queue(phone: TestPhone, more = ''): Promise<{ pairs: SubjectPair[]; open: number; next: string | null }> {
  const { status, body } = await phone.get(`/api/subjects/pairs?place=${CENTRE}${more}`);
  expect(status).toBe(200);
  return pairsResponseSchema.parse(body);
}
async function find(phone: TestPhone, a: string, b: string, more = ''): Promise<SubjectPair | undefined> {
  for (let after = ''; ;) {
    const { pairs, next } = await queue(phone, `${more}${after}`);
    const pair = pairs.find((one) => one.a.entry === a && one.b.entry === b);
    if (pair !== undefined || next === null) return pair;
    after = `&after=${encodeURIComponent(next)}`;
  }
}
const decide = (phone: TestPhone, a: string, b: string, decision: string, why?: string): Promise<{ status: number; body: unknown }> =>
  phone.send('/api/subjects/pairs', { place: CENTRE, a, b, decision, ...(why !== undefined && { why }) });

const RADHA = { name: 'राधा', father: 'मोहन लाल', day: '2012-04-03' };

test('an unsure pair is shown with both rows as they were written and the reasons, and that is a look', async () => {
  const a = await row('labour', LABOUR, RADHA, true);
  const b = await row('malnutrition', HEALTH, { ...RADHA, name: 'Radha', father: 'Mohan Lal' }, true);
  await asked(a, b);
  const before = (await trail()).length;
  const pair = await find(operator, a, b);
  expect(pair).toMatchObject({ band: 'ask', standing: 'open', by: null, a: { category: 'labour', source: LABOUR, covered: false, others: 0 } });
  expect(Object.entries(pair?.a.said ?? {})).toEqual([['name', 'राधा'], ['father', 'मोहन लाल'], ['sex', 'female'], ['age', 14], ['district', '10.193']]);
  expect(pair?.b.said).toMatchObject({ name: 'Radha', father: 'Mohan Lal' });
  expect(pair?.reasons).toContainEqual({ field: 'name', how: 'same' });
  const looks = (await trail()).slice(before);
  expect(looks).toEqual([expect.stringContaining('pairs-shown')]);
  expect(looks[0]).toContain(await token(a));
  expect(looks[0]).toContain(await token(b));
});

test('rows of a covered list are seen by nobody who is not the second person for them, and their pairs show no name on either side', async () => {
  const sita = { name: 'सीता', father: 'सुरेश नेगी', day: '2011-05-06' };
  const open = (await queue(operator)).open;
  const protectedBefore = (await queue(officer)).open;
  const a = await row('labour', LABOUR, sita, true);
  const b = await row('trafficking', POLICE, { ...sita, name: 'Sita', father: 'Suresh Negi' }, true);
  await asked(a, b);
  expect((await queue(operator)).open).toBe(open);
  expect(await find(operator, a, b)).toBeUndefined();
  expect((await decide(operator, a, b, 'same')).status).toBe(404);
  expect((await queue(officer)).open).toBe(protectedBefore + 1);
  const looks = (await trail()).length;
  const pair = await find(officer, a, b);
  expect(pair).toMatchObject({ a: { covered: false, said: {} }, b: { covered: true, said: {}, category: '', source: CENTRE } });
  expect(pair?.reasons).toContainEqual({ field: 'name', how: 'same' });
  expect(JSON.stringify(pair)).not.toMatch(/सीता|Sita|सुरेश|Suresh/);
  // The page shows the names of other pairs only.
  for (const look of (await trail()).slice(looks)) expect(look).not.toContain(await token(a));
  // Asked by the covered category, what is not told is not found either.
  expect(await find(officer, a, b, '&category=trafficking')).toBeUndefined();
  expect(await find(officer, a, b, '&category=labour')).toBeDefined();

  expect((await decide(officer, a, b, 'same')).status).toBe(200);
  expect(await token(a)).toBe(await token(b));
  // Joined to a covered row, a named one shows no more rows than before to who may not know of it.
  const c = await row('anaemia', HEALTH, sita, true);
  await asked(a, c);
  expect(await find(operator, a, c)).toMatchObject({ a: { others: 0 } });
  expect(await find(officer, a, c)).toMatchObject({ a: { others: 1 } });
});

test('a department is told of no pairs', async () => {
  expect((await nodal.get(`/api/subjects/pairs?place=${LABOUR}`)).status).toBe(404);
  expect((await nodal.get(`/api/subjects/pairs?place=${CENTRE}`)).status).toBe(404);
  expect((await nodal.get(`/api/subjects/matching?place=${CENTRE}`)).status).toBe(404);
});

test('a decision is kept with who and why, can be taken back, and is refused once somebody else has decided', async () => {
  const gita = { name: 'गीता', father: 'हरीश पंत', day: '2010-07-08' };
  const [a, b] = [await row('labour', LABOUR, gita, true), await row('malnutrition', HEALTH, gita, true)];
  await asked(a, b);
  expect((await decide(operator, b, a, 'later')).status).toBe(200);
  expect(await find(operator, a, b)).toBeUndefined();
  expect(await find(operator, a, b, '&standing=later')).toMatchObject({ by: 'दीपक रावत' });
  const { status, body } = await decide(operator, a, b, 'same', 'माता से बात हुई');
  expect(status).toBe(200);
  expect(pairSchema.parse(body)).toMatchObject({ standing: 'joined', by: 'दीपक रावत', a: { others: 1 } });
  expect((await decide(officer, a, b, 'different')).status).toBe(409);
  expect((await server.db.pool.query('SELECT why FROM subject_pair WHERE a = $1 AND b = $2', [a, b])).rows).toEqual([{ why: 'माता से बात हुई' }]);
  expect((await decide(officer, a, b, 'again')).status).toBe(200);
  expect(await token(a)).not.toBe(await token(b));
  expect((await decide(officer, a, b, 'different')).status).toBe(200);
  expect((await trail()).slice(-1)).toEqual([`pair-apart ${a} ${b}`]);
  // The reason is nobody's to read in the log.
  expect((await trail()).join()).not.toContain('माता');
});

test('of two decisions at once one counts', async () => {
  const ila = { name: 'इला', father: 'दिनेश रावत', day: '2009-09-10' };
  for (let time = 0; time < 5; time += 1) {
    const [a, b] = [await row('labour', LABOUR, { ...ila, father: `दिनेश रावत ${time}` }, true), await row('malnutrition', HEALTH, { ...ila, father: `दिनेश रावत ${time}` }, true)];
    await asked(a, b);
    const answers = await Promise.all([decide(operator, a, b, 'same'), decide(officer, a, b, 'different')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const apart = answers[1].status === 200;
    expect((await server.db.pool.query('SELECT standing FROM subject_pair WHERE a = $1 AND b = $2', [a, b])).rows).toEqual([{ standing: apart ? 'apart' : 'joined' }]);
    expect(await token(a) === await token(b)).toBe(!apart);
  }
});

test('certain rows are one without being asked; parted they stay apart, until somebody joins them by hand', async () => {
  const uma = { name: 'उमा', father: 'प्रकाश जोशी', day: '2013-03-14' };
  const ids = [await row('labour', LABOUR, uma), await row('malnutrition', HEALTH, { ...uma, name: 'Uma', father: 'Prakash Joshi' }, false, { village: 'Sabour' }), await row('anaemia', HEALTH, uma)];
  const [a = '', b = '', c = ''] = ids;
  await match();
  const hers = await token(a);
  expect(new Set(await Promise.all(ids.map(token)))).toEqual(new Set([hers]));
  expect(await find(operator, a, b, '&standing=joined')).toMatchObject({ by: null, band: 'certain' });
  expect((await operator.send(`/api/subjects/${hers}/part`, { place: CENTRE, entries: [a, b, c], why: 'सब अलग हैं' })).status).toBe(409);
  expect((await operator.send(`/api/subjects/${hers}/part`, { place: CENTRE, entries: [b, 'pairrow-zzzz'], why: 'अलग बच्ची' })).status).toBe(404);
  const parted = await operator.send(`/api/subjects/${hers}/part`, { place: CENTRE, entries: [b], why: 'अलग बच्ची' });
  expect(parted).toEqual({ status: 200, body: { token: await token(b) } });
  expect([await token(a), await token(c)]).toEqual([hers, hers]);
  expect(await token(b)).not.toBe(hers);
  await row('disability', LABOUR, { ...uma, name: 'Uma' });
  await match();
  expect(await token(b)).not.toBe(await token(a));
  const joined = await officer.send(`/api/subjects/${await token(b)}/join`, { place: CENTRE, with: hers, why: 'वही बच्ची है' });
  expect(joined).toEqual({ status: 200, body: { token: hers } });
  expect(await token(b)).toBe(hers);
});

test('who may not know of covered rows cannot part them, nor join over what was told apart because of them', async () => {
  const rani = { name: 'रानी', father: 'अजय राणा', day: '2012-12-12' };
  const [a, b, c] = [await row('labour', LABOUR, rani), await row('trafficking', POLICE, rani), await row('malnutrition', HEALTH, { ...rani, father: 'विजय सेमवाल', day: '2009-01-05' })];
  await match();
  const hers = await token(a);
  expect(await token(b)).toBe(hers);
  expect((await operator.send(`/api/subjects/${hers}/part`, { place: CENTRE, entries: [b], why: 'अलग बच्ची' })).status).toBe(404);
  expect((await operator.send(`/api/subjects/${hers}/part`, { place: CENTRE, entries: [a], why: 'अलग बच्ची' })).status).toBe(409);
  await server.db.pool.query(`INSERT INTO subject_pair (state, a, b, band, score, reasons, standing, by, at) VALUES ($1, $2, $3, 'ask', 0.4, '[]', 'apart', 'x', 0)`, [STATE, b, c]);
  expect((await operator.send(`/api/subjects/${hers}/join`, { place: CENTRE, with: await token(c), why: 'वही बच्ची है' })).status).toBe(409);
  expect((await officer.send(`/api/subjects/${hers}/join`, { place: CENTRE, with: await token(c), why: 'वही बच्ची है' })).status).toBe(200);
});

test('a file of her follows her number, and goes back with it', async () => {
  const maya = { name: 'माया', father: 'संजय बिष्ट', day: '2011-11-01' };
  const [a, b] = [await row('labour', LABOUR, maya, true), await row('malnutrition', HEALTH, maya, true)];
  await asked(a, b);
  const [older, younger] = [await token(a), await token(b)];
  await server.db.pool.query('INSERT INTO subject_file (state, token, district, record, at) VALUES ($1, $2, 193, $3, 0)', [STATE, younger, 'record-maya']);
  const file = async (): Promise<unknown> => (await server.db.pool.query('SELECT token FROM subject_file WHERE record = $1', ['record-maya'])).rows;
  expect((await decide(operator, a, b, 'same')).status).toBe(200);
  expect(await file()).toEqual([{ token: older }]);
  expect((await decide(operator, a, b, 'again')).status).toBe(200);
  expect(await file()).toEqual([{ token: younger }]);
});

test('how far the comparison is, is told; only the second person has all compared anew or a run turned back', async () => {
  const { body } = await officer.get(`/api/subjects/matching?place=${CENTRE}`);
  const { runs: [run], waiting } = matchingResponseSchema.parse(body);
  expect(waiting).toBe(0);
  expect(run?.standing).toBe('done');
  expect(matchingResponseSchema.parse((await operator.get(`/api/subjects/matching?place=${CENTRE}`)).body).runs[0]).toMatchObject({ id: run?.id, done: run?.done, certain: null, joined: null });
  expect((await operator.send('/api/subjects/matching', { place: CENTRE })).status).toBe(404);
  expect((await operator.send(`/api/subjects/matching/${run?.id ?? ''}/back`, { place: CENTRE, why: 'ठीक नहीं' })).status).toBe(404);
  server.moveClock(1_000);
  const begun = await officer.send('/api/subjects/matching', { place: CENTRE });
  expect(matchingResponseSchema.parse(begun.body).runs[0]).toMatchObject({ standing: 'running', done: 0 });
  expect((await officer.send('/api/subjects/matching', { place: CENTRE })).status).toBe(409);
  await match();
  expect((await officer.send(`/api/subjects/matching/${run?.id ?? ''}/back`, { place: CENTRE, why: 'ठीक नहीं' })).status).toBe(200);
  await match();
  expect((await officer.send(`/api/subjects/matching/${run?.id ?? ''}/back`, { place: CENTRE, why: 'ठीक नहीं' })).status).toBe(409);
  expect((await trail()).filter((act) => act.startsWith('matching'))).toEqual(['matching-begun ', `matching-turned ${run?.id ?? ''}`]);
});
