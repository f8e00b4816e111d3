// Children of the lists over HTTP: what each role is told without a look, by a look, and by a second person; and
// that no word which could name a child is anywhere else.
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { ROLES, type Role } from '#shared/access/table.ts';
import { subjectOpeningsSchema, subjectsResponseSchema, subjectViewSchema, type SubjectOpening, type SubjectRow, type SubjectView } from '#shared/subjects/child.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import { LOOKS_PER_DAY } from '#shared/subjects/sight.ts';
import { dropFacets, remakeFacets, startFacets } from '#server/subjects/facets.ts';
import { takeEntriesBack } from '#tests/support/entries.ts';
import { sightByHand, type SightCell } from '#tests/support/sight-table.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { addOffices, canaries, CENTRE, child, HEALTH, LABOUR, POLICE, STATE, UNIT, workingChild } from './child-fixture.ts';

const HOUR = 3_600_000;
const logged: string[] = [];
let server: TestServer;
let operator: TestPhone;
let officer: TestPhone;
let second: TestPhone;
/** Known by: two lists that name her; one of each kind; only lists that are covered. */
const tokens = { plain: '', mixed: '', covered: '', secret: '' };
const ROWS = {
  plain: [['labour001', 'labour'], ['anaemia01', 'anaemia']], mixed: [['labour002', 'labour'], ['traffick1', 'trafficking'], ['pocsorow1', 'pocso']], covered: [['traffick2', 'trafficking']], secret: [['hivrow001', 'hiv']],
} as const;
const KINDS = ['plain', 'mixed', 'covered', 'secret'] as const;
const DISCLOSURE: Readonly<Record<string, string>> = { labour: 'named', anaemia: 'named', trafficking: 'covered', pocso: 'token', hiv: 'token' };
const SOURCE: Readonly<Record<string, string>> = { labour: LABOUR, anaemia: HEALTH, trafficking: POLICE, pocso: POLICE, hiv: HEALTH };
const ALL = KINDS.flatMap((kind) => ROWS[kind].map(([id]) => id));

beforeAll(async () => {
  const stream = new Writable({ write: (chunk: Buffer, _, done) => { logged.push(chunk.toString()); done(); } });
  server = await createTestServer({ programmes: PROGRAMMES, logger: { level: 'trace', stream } });
  await addOffices(server);
  for (const kind of KINDS) {
    tokens[kind] = await child(server.services, ...ROWS[kind].map(([id, category]) => ({ id, category, source: SOURCE[category] ?? '', more: category === 'anaemia' ? { birthDay: '2011-04-03', services: ['iron'], seenDay: '2026-01-09' } : {} })));
  }
  operator = await server.worker('resource-operator', CENTRE, 'दीपक');
  officer = await server.worker('resource-officer', CENTRE, 'विनीता');
  second = await server.worker('resource-officer', CENTRE, 'प्रमोद');
});
afterAll(() => server.close());

const list = async (phone: TestPhone, filter = ''): Promise<SubjectRow[]> => subjectsResponseSchema.parse((await phone.get(`/api/subjects?place=${CENTRE}${filter}`)).body).rows;
const view = async (phone: TestPhone, token: string): Promise<SubjectView> => subjectViewSchema.parse((await phone.get(`/api/subjects/${token}?place=${CENTRE}`)).body);
const look = (phone: TestPhone, token: string, what = 'identity', more = {}): ReturnType<TestPhone['send']> => phone.send(`/api/subjects/${token}/look`, { place: CENTRE, what, reason: 'my_work', ...more });
const openings = async (phone: TestPhone): Promise<SubjectOpening[]> => subjectOpeningsSchema.parse((await phone.get(`/api/subjects/openings?place=${CENTRE}`)).body).openings;
const answer = (phone: TestPhone, id: string, allow: boolean): ReturnType<TestPhone['send']> => phone.send(`/api/subjects/openings/${id}`, { place: CENTRE, allow });
const named = (text: unknown, entries: readonly string[] = ALL): string[] => entries.flatMap((entry) => canaries(entry).filter((word) => JSON.stringify(text).includes(word)));
async function trail(token: string, actor?: TestPhone): Promise<string[]> {
  const { rows } = await server.db.pool.query<{ act: string; detail: string }>('SELECT act, detail FROM audit WHERE district = 0 AND subject = $1 AND ($2::text IS NULL OR actor = $2) ORDER BY n', [token, actor?.profile.person.id ?? null]);
  return rows.map(({ act, detail }) => `${act} ${detail}`);
}
async function askedBy(phone: TestPhone, token: string): Promise<SubjectOpening> {
  const found = (await openings(phone)).find((one) => one.token === token && one.standing === 'asked' && one.own);
  if (found === undefined) throw new Error('nothing was asked');
  return found;
}

const PLACE_OF: Partial<Record<Role, string>> = {
  administrator: CENTRE, department: POLICE, 'resource-operator': CENTRE, 'resource-officer': CENTRE, 'district-officer': '10.193', 'centre-administrator': UNIT, 'case-worker': UNIT, specialist: UNIT, 'mission-coordinator': '10.193', 'block-manager': '10.193.1710',
};

describe.each(ROLES)('the server tells a %s', (role) => {
  test.each(KINDS)('of a child that is %s what the table by hand says', async (kind) => {
    const phone = await server.worker(role, PLACE_OF[role] ?? VILLAGE);
    const token = tokens[kind];
    const beside: SightCell['beside'] = ROWS[kind].some(([, category]) => DISCLOSURE[category] === 'named') ? 'beside' : 'alone';
    const sights = ROWS[kind].map(([entry, category]) => ({ entry, category, ...sightByHand({ role, disclosure: DISCLOSURE[category] ?? '', beside, opened: 'none', day: 'left' }) }));
    const facts = sights.filter(({ seen }) => seen === 'facts');
    const hidden = sights.filter(({ seen }) => seen === 'there' || seen === 'listed');
    const isKnown = facts.length + hidden.length > 0;

    const listed = await phone.get(`/api/subjects?place=${CENTRE}`);
    const centre = sightByHand({ role, disclosure: 'named', beside, opened: 'none', day: 'left' }).seen !== 'nothing';
    expect(listed.status).toBe(centre ? 200 : 404);
    const row = centre ? subjectsResponseSchema.parse(listed.body).rows.find((one) => one.token === token) : undefined;
    expect(row !== undefined).toBe(isKnown);
    const told = facts.length > 0 ? facts : sights.filter(({ seen }) => seen === 'listed');
    const coveredRows = role === 'resource-officer' ? hidden.length : null;
    expect(row === undefined ? undefined : [[...row.categories].sort(), row.lists, row.coveredRows]).toEqual(isKnown ? [told.map(({ category }) => category).sort(), told.length, coveredRows] : undefined);

    const answered = await phone.get(`/api/subjects/${token}?place=${CENTRE}`);
    expect(answered.status).toBe(isKnown ? 200 : 404);
    const said = isKnown ? subjectViewSchema.parse(answered.body) : undefined;
    expect(said?.entries.filter(({ covered }) => !covered).map(({ entry }) => entry).sort() ?? []).toEqual(facts.map(({ entry }) => entry).sort());
    expect(said?.entries.filter(({ covered }) => covered).map(({ entry }) => entry) ?? []).toEqual(sights.filter(({ seen }) => seen === 'listed').map(({ entry }) => entry));
    expect(said?.protectedRows).toBe(isKnown ? coveredRows : undefined);
    // Beside a name not even the category of a covered row is told.
    expect(facts.length > 0 && /trafficking|pocso|hiv/u.test(JSON.stringify(said))).toBe(false);
    expect([named(listed.body), named(answered.body)]).toEqual([[], []]);

    for (const [what, of] of [['identity', facts], ['protected', hidden]] as const) {
      const before = await trail(token);
      const looked = await look(phone, token, what);
      const leave = of[0]?.look ?? 'no';
      expect([what, looked.status]).toEqual([what, leave === 'yes' ? 200 : leave === 'second' ? 403 : 404]);
      expect(named(looked.body)).toEqual(leave === 'yes' ? named(ROWS[kind].flatMap(([entry]) => canaries(entry)), of.map(({ entry }) => entry)) : []);
      // One row for a look, one for a request, none for a refusal.
      expect((await trail(token)).length - before.length).toBe(leave === 'no' ? 0 : 1);
    }
  });
});

test.each(ROLES)('no other page of the lists names a child to a %s who has not looked', async (role) => {
  const phone = await server.worker(role, PLACE_OF[role] ?? VILLAGE);
  const at = PLACE_OF[role] ?? VILLAGE;
  const pages = [`sheet?place=${at}&from=2026-01&to=2026-05`, `sheet?place=${CENTRE}&from=2026-01&to=2026-05`, `counts?place=${at}`, `counts?place=${CENTRE}`, `openings?place=${CENTRE}`];
  const answers = await Promise.all(pages.map((page) => phone.get(`/api/subjects/${page}`)));
  for (const { status } of answers) expect([200, 400, 404]).toContain(status);
  expect(named(answers.map(({ body }) => body))).toEqual([]);
});

test.each(ROLES)('the queue of pairs names to a %s whom a look would name, one row of the log for each page, and nobody else', async (role) => {
  const phone = await server.worker(role, PLACE_OF[role] ?? VILLAGE);
  await server.db.pool.query(
    `INSERT INTO subject_pair (state, a, b, band, score, reasons, at) SELECT 10, least(p.a, p.b), greatest(p.a, p.b), 'ask', 0.5, '[["name","alike"]]', 0
     FROM (VALUES ('labour001', 'labour002'), ('labour001', 'traffick2'), ('hivrow001', 'labour002'), ('hivrow001', 'traffick2')) AS p (a, b) ON CONFLICT DO NOTHING`,
  );
  const { rows: [before] } = await server.db.pool.query<{ n: number }>('SELECT n FROM audit_head WHERE district = 0');
  const asked = await phone.get(`/api/subjects/pairs?place=${CENTRE}`);
  const { rows: [after] } = await server.db.pool.query<{ n: number }>('SELECT n FROM audit_head WHERE district = 0');
  const { seen, look: leave } = sightByHand({ role, disclosure: 'named', beside: 'beside', opened: 'none', day: 'left' });
  expect(asked.status).toBe(seen === 'facts' ? 200 : 404);
  const told = ['labour001', 'labour002'].flatMap((entry) => canaries(entry).filter((word) => !word.startsWith('मालिक')));
  expect(named(asked.body).sort()).toEqual(leave === 'yes' ? told.sort() : []);
  expect((after?.n ?? 0) - (before?.n ?? 0)).toBe(leave === 'yes' ? 1 : 0);
});

describe('for who says which rows are one child', () => {
  test('protected rows are not there: neither counted, nor as a category, nor in what can be asked for', async () => {
    const all = await list(operator);
    expect(all.map(({ token }) => token).sort()).toEqual([tokens.plain, tokens.mixed].sort());
    expect(all.find(({ token }) => token === tokens.mixed)).toMatchObject({ categories: ['labour'], sources: [LABOUR], lists: 1, coveredRows: null, needs: ['school', 'wages'] });
    for (const filter of ['&category=trafficking', '&category=pocso', '&covered=yes', `&source=${POLICE}`, '&category=nothing']) expect(await list(operator, filter)).toEqual([]);
    expect(await list(operator, '&lists=2')).toHaveLength(1);
    const said = await view(operator, tokens.mixed);
    // That she was joined to something is not told either.
    expect([said.entries.map(({ how }) => how), said.protectedRows, said.looks]).toEqual([['alone'], null, { identity: 'yes', protected: 'no' }]);
  });

  test('a child known only by protected lists answers as one that there is not', async () => {
    const [known, unknown] = [await operator.get(`/api/subjects/${tokens.covered}?place=${CENTRE}`), await operator.get(`/api/subjects/ZZZ-ZZZZ?place=${CENTRE}`)];
    expect(known).toEqual(unknown);
    for (const what of ['identity', 'protected']) expect(await look(operator, tokens.covered, what)).toEqual(await look(operator, 'ZZZ-ZZZZ', what));
    expect(await operator.send(`/api/subjects/${tokens.covered}/file`, { place: CENTRE, unit: UNIT, reason: 'my_work' })).toMatchObject({ status: 404 });
  });

  test('a look shows all that the lists say, who said it and when, and where they contradict each other', async () => {
    const without = await view(operator, tokens.plain);
    expect(without).toMatchObject({ differs: expect.arrayContaining(['birthDay']), services: ['iron'], needs: expect.arrayContaining(['school', 'wages', 'health']), district: 193, sex: 'female' });
    expect(without.needs).not.toContain('iron');
    const looked = await look(operator, tokens.plain);
    const { entries } = subjectViewSchema.parse(looked.body);
    expect(entries.map(({ entry, source, said }) => [entry, source, said['name'], said['birthDay']]).sort()).toEqual([['anaemia01', HEALTH, 'नाम-anaemia01', '2011-04-03'], ['labour001', LABOUR, 'नाम-labour001', '2012-04-03']]);
  });
});

describe('the list', () => {
  test('is asked by category, source, district, number of lists and the beginning of a token', async () => {
    const of = async (filter: string): Promise<string[]> => (await list(officer, filter)).map(({ token }) => token).sort();
    expect(await of('')).toEqual(Object.values(tokens).sort());
    expect(await of('&category=anaemia')).toEqual([tokens.plain]);
    // Beside a name the category is not told, so it cannot be asked for.
    expect(await of('&category=trafficking')).toEqual([tokens.covered]);
    expect(await of(`&source=${POLICE}`)).toEqual([tokens.covered]);
    expect(await of('&covered=yes')).toEqual([tokens.mixed, tokens.covered, tokens.secret].sort());
    expect(await of('&district=193')).toEqual([tokens.plain, tokens.mixed].sort());
    expect(await of('&district=200')).toEqual([]);
    expect(await of('&lists=2')).toEqual([tokens.plain]);
    expect(await of(`&token=${tokens.plain.toLowerCase()}`)).toEqual([tokens.plain]);
    expect(await of(`&category=labour&source=${HEALTH}`)).toEqual([]);
  });

  test('comes in pages without a gap or a repeat', async () => {
    const more = await Promise.all(Array.from({ length: 3 }, () => workingChild(server.services)));
    for (let n = 0; n < 100; n += 1) more.push(await workingChild(server.services));
    const seen: string[] = [];
    let after = '';
    do {
      const page = subjectsResponseSchema.parse((await operator.get(`/api/subjects?place=${CENTRE}&category=labour${after === '' ? '' : `&after=${after}`}`)).body);
      seen.push(...page.rows.map(({ token }) => token));
      after = page.next ?? '';
      expect(page.rows.length).toBeLessThanOrEqual(50);
    } while (after !== '');
    expect(seen).toEqual([...seen].sort());
    expect(seen).toHaveLength(105);
    expect(new Set(seen)).toEqual(new Set([tokens.plain, tokens.mixed, ...more.map(({ token }) => token)]));
  });
});

describe('a second person', () => {
  test('opens what is covered for four hours, to who asked and nobody else, each look one row of the log', async () => {
    const third = await server.worker('resource-officer', CENTRE);
    expect(await look(third, tokens.mixed, 'protected', { note: 'सुनीता के लिए' })).toMatchObject({ status: 403, body: { code: 'opening-waits' } });
    expect((await look(third, tokens.mixed, 'protected')).status).toBe(403);
    expect(await trail(tokens.mixed, third)).toEqual(['subject-asked my_work']);
    const asked = await askedBy(third, tokens.mixed);
    expect(asked).toMatchObject({ own: true, note: 'सुनीता के लिए', what: 'protected' });
    const { rows } = await server.db.pool.query<{ text: string }>('SELECT row_to_json(o)::text AS text FROM subject_opening o');
    expect(rows.some(({ text }) => text.includes('सुनीता'))).toBe(false);

    expect((await answer(third, asked.id, true)).status).toBe(404);
    expect((await answer(operator, asked.id, true)).status).toBe(404);
    expect((await openings(operator)).some(({ id }) => id === asked.id)).toBe(false);
    expect((await openings(second)).find(({ id }) => id === asked.id)).toMatchObject({ own: false, standing: 'asked' });
    expect((await answer(second, asked.id, true)).status).toBe(200);
    expect((await answer(officer, asked.id, true)).status).toBe(409);

    expect((await view(third, tokens.mixed)).looks.protected).toBe('yes');
    expect(named((await third.get(`/api/subjects/${tokens.mixed}?place=${CENTRE}`)).body)).toEqual([]);
    const looked = await look(third, tokens.mixed, 'protected');
    const { entries, needs } = subjectViewSchema.parse(looked.body);
    expect(entries.map(({ entry, said }) => [entry, said['name']]).sort()).toEqual([['labour002', 'नाम-labour002'], ['pocsorow1', 'नाम-pocsorow1'], ['traffick1', 'नाम-traffick1']]);
    expect(needs).toContain('support_person');
    expect((await trail(tokens.mixed, third))).toEqual(['subject-asked my_work', 'subject-uncovered my_work']);
    expect((await look(second, tokens.mixed, 'protected')).status).toBe(403);

    // A row that is joined to her later was not what was opened.
    const later = await child(server.services, { id: 'traffick9', category: 'trafficking', source: POLICE });
    server.moveClock(60_000);
    await server.db.pool.query('UPDATE subject_link SET token = $1, at = $3 WHERE token = $2', [tokens.mixed, later, server.services.clock()]);
    expect((await look(third, tokens.mixed, 'protected')).status).toBe(403);
    await server.db.pool.query('UPDATE subject_link SET token = $1 WHERE entry = $2', [later, 'traffick9']);

    server.moveClock(4 * HOUR);
    expect((await look(third, tokens.mixed, 'protected')).status).toBe(403);
  });

  test('who refuses is heard: she is told, nothing opens, and she may ask anew', async () => {
    const third = await server.worker('resource-officer', CENTRE);
    await look(third, tokens.secret, 'protected', { note: 'नाम-लिखा' });
    const asked = await askedBy(third, tokens.secret);
    expect((await answer(second, asked.id, false))).toMatchObject({ status: 200, body: { until: null } });
    expect((await view(third, tokens.secret)).openings).toEqual([{ id: asked.id, what: 'protected', standing: 'refused', until: null }]);
    // What she wrote beside it is gone, key and all.
    expect((await openings(third)).find(({ id }) => id === asked.id)).toMatchObject({ standing: 'refused', note: '' });
    expect((await server.services.keys.of(server.db.pool, [`o:${asked.id}`])).size).toBe(0);
    expect((await look(third, tokens.secret, 'protected')).status).toBe(403);
    expect(await trail(tokens.secret, third)).toEqual(['subject-asked my_work', 'subject-asked my_work']);
  });

  test('is waited for a day', async () => {
    const third = await server.worker('resource-officer', CENTRE);
    await look(third, tokens.covered, 'protected');
    const asked = await askedBy(third, tokens.covered);
    server.moveClock(24 * HOUR);
    expect((await answer(await server.worker('resource-officer', CENTRE), asked.id, true)).status).toBe(409);
    const fresh = await server.worker('resource-officer', CENTRE);
    expect((await openings(fresh)).some(({ id }) => id === asked.id)).toBe(false);
  });
});

test('a list of names is not read by one person alone: after so many children a day a second person is asked', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const children = (await list(reader, '&category=labour')).map(({ token }) => token);
  expect(children.length).toBeGreaterThan(LOOKS_PER_DAY);
  const [first = '', ...others] = children;
  for (const token of children.slice(0, LOOKS_PER_DAY)) expect((await look(reader, token)).status).toBe(200);
  const next = others[LOOKS_PER_DAY] ?? '';
  expect((await view(reader, next)).looks.identity).toBe('second');
  expect((await look(reader, next)).status).toBe(403);
  // The same child again is no further child.
  expect((await look(reader, first)).status).toBe(200);
  second = await server.phone(second.profile.person.id);
  const asked = await askedBy(reader, next);
  expect(asked.what).toBe('identity');
  expect((await answer(second, asked.id, true)).status).toBe(200);
  expect((await look(reader, next)).status).toBe(200);
  server.moveClock(24 * HOUR);
  const another = children[LOOKS_PER_DAY + 1] ?? '';
  const renewed = await server.phone(reader.profile.person.id);
  expect((await look(renewed, another)).status).toBe(200);
});

test('looks at once are counted one after the other: none slips past the number', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const children = (await list(reader, '&category=labour')).map(({ token }) => token);
  for (const token of children.slice(0, LOOKS_PER_DAY - 3)) expect((await look(reader, token)).status).toBe(200);
  const answers = await Promise.all(children.slice(LOOKS_PER_DAY - 3, LOOKS_PER_DAY + 5).map((token) => look(reader, token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
});

test('the number of looks is one that an administrator may set', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const administrator = await server.worker('administrator', CENTRE);
  const set = await administrator.sync([administrator.change({ 'numbers.looksPerDay.value': 5 }, { type: rulebook, place: CENTRE })]);
  expect(set.head?.results?.[0]?.[0]).toBe('a');
  const children = (await list(reader, '&category=labour')).map(({ token }) => token);
  const statuses: number[] = [];
  for (const token of children.slice(0, 6)) statuses.push((await look(reader, token)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 403]);
});

test('the queue names only so many children to one person in a day, the same ones as often as she likes', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const administrator = await server.worker('administrator', CENTRE);
  const pair = async (children: number, score: number): Promise<void> => {
    const entries = await Promise.all(Array.from({ length: children }, async () => (await workingChild(server.services)).entry));
    await server.db.pool.query(
      `INSERT INTO subject_pair (state, a, b, band, score, reasons, at) SELECT 10, least(p.a, p.b), greatest(p.a, p.b), 'ask', $3, '[["name","alike"]]', 0 FROM unnest($1::text[], $2::text[]) AS p (a, b)`,
      [entries.filter((_, at) => at % 2 === 0), entries.filter((_, at) => at % 2 === 1), score],
    );
  };
  await administrator.sync([administrator.change({ 'numbers.namesPerDay.value': 40 }, { type: rulebook, place: CENTRE })]);
  const page = (): ReturnType<TestPhone['get']> => reader.get(`/api/subjects/pairs?place=${CENTRE}`);
  await pair(30, 0.7);
  expect([(await page()).status, (await page()).status]).toEqual([200, 200]);
  await pair(20, 0.9);
  expect(await page()).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  const { rows } = await server.db.pool.query(`SELECT FROM audit WHERE act = 'pairs-shown' AND actor = $1`, [reader.profile.person.id]);
  expect(rows).toHaveLength(2);
});

test('a department hears how many rows its own lists have, and nothing of others or of any child', async () => {
  const police = await server.worker('department', POLICE);
  expect((await police.get(`/api/subjects/counts?place=${POLICE}`)).body).toMatchObject({ counts: [{ source: POLICE, category: 'pocso', rows: 1 }, { source: POLICE, category: 'trafficking', rows: 3 }] });
  for (const place of [LABOUR, CENTRE]) expect((await police.get(`/api/subjects/counts?place=${place}`)).status).toBe(404);
  for (const url of [`/api/subjects?place=${POLICE}`, `/api/subjects/${tokens.mixed}?place=${POLICE}`, `/api/subjects/openings?place=${POLICE}`]) expect((await police.get(url)).status).toBe(404);
  // Who hands in lists for every department learns no more by that.
  const fresh = await server.worker('resource-operator', CENTRE);
  const counts = async (phone: TestPhone): Promise<unknown> => (await phone.get(`/api/subjects/counts?place=${CENTRE}`)).body;
  expect(JSON.stringify(await counts(fresh))).not.toMatch(/trafficking|pocso|hiv/u);
  expect((await fresh.get(`/api/subjects/counts?place=${POLICE}`)).body).toEqual({ counts: [] });
  // Few are not told to anybody else.
  expect(await counts(await server.worker('resource-officer', CENTRE))).toMatchObject({ counts: expect.arrayContaining([expect.objectContaining({ category: 'trafficking', rows: null })]) });
});

test('a row whose key is gone says nothing any more, and one whose list was taken back is not there', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const { token, entry } = await workingChild(server.services);
  expect((await view(reader, token)).entries).toHaveLength(1);
  await server.services.keys.destroy(server.db.pool, [`e:${entry}`]);
  await dropFacets(server.db.pool, STATE, [entry]);
  expect((await reader.get(`/api/subjects/${token}?place=${CENTRE}`)).status).toBe(404);
  const other = await workingChild(server.services);
  await takeEntriesBack(server.services, STATE, [other.entry]);
  await remakeFacets(server.services);
  expect((await reader.get(`/api/subjects/${other.token}?place=${CENTRE}`)).status).toBe(404);
  expect(await list(reader, `&token=${other.token}`)).toEqual([]);
});

test('what is counted of rows is made anew when the database has lost it', async () => {
  const reader = await server.worker('resource-operator', CENTRE);
  const before = await list(reader, '&category=labour');
  await server.db.pool.query('TRUNCATE subject_facet');
  expect(await list(reader)).toEqual([]);
  const facets = startFacets(server.services, (error) => { throw error; });
  await facets.idle();
  await facets.stop();
  expect(await list(reader, '&category=labour')).toEqual(before);
});

test('no word that could name a child is in the log of acts, in what the server writes out, or in any table unsealed', async () => {
  const { rows: [audit] } = await server.db.pool.query<{ text: string }>('SELECT json_agg(a)::text AS text FROM audit a');
  const tables = ['subject', 'subject_link', 'subject_facet', 'subject_entry', 'subject_opening', 'subject_file', 'subject_pair'];
  const texts = await Promise.all(tables.map(async (table) => (await server.db.pool.query<{ text: string | null }>(`SELECT json_agg(t)::text AS text FROM ${table} t`)).rows[0]?.text ?? ''));
  expect(logged.length).toBeGreaterThan(100);
  for (const text of [audit?.text ?? '', logged.join('\n'), ...texts]) expect(named(text)).toEqual([]);
});
