// "Same child?": pairs one after the other by mouse and by keys, taking back, what is covered, names that go when the
// page goes out of sight.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PairSide, SubjectPair } from '#shared/subjects/pair.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { closeApp, openWork } from '../../app.tsx';
import { demoProfile } from '../../demo/village.ts';

const operator: Profile = {
  ...demoProfile, person: { id: 'op', name: 'दीपक रावत' }, grants: [{ id: 'g1', person: 'op', role: 'resource-operator', place: '5', from: '2026-01-01', to: null }],
  places: [['5', 'उत्तराखंड', 'Uttarakhand'], ['5.49', 'देहरादून', 'Dehradun'], ['5.dep1', 'श्रम विभाग', 'Labour'], ['5.dep3', 'महिला विभाग', 'Women']],
};
const side = (entry: string, token: string, source: string, category: string, said: PairSide['said'], covered = false): PairSide => ({ entry, token, source, category, covered, at: Date.UTC(2026, 9, 3), said, others: 0 });
const pairs: readonly SubjectPair[] = [
  {
    a: side('entry-a1', '7K3-F9QX', '5.dep1', 'labour', { name: 'सुनीता रावत', father: 'रमेश सिंह', birthDay: '2012-03-04', district: '5.49' }),
    b: side('entry-b1', '8M4-G2RT', '5.dep3', 'marriage', { name: 'Sunita Rawat', father: 'Ramesh', age: 14, district: '5.49' }),
    score: 0.8, band: 'ask', standing: 'open', reasons: [{ field: 'name', how: 'same' }, { field: 'father', how: 'alike' }, { field: 'birth', how: 'alike' }, { field: 'place', how: 'same' }], by: null, at: 0,
  },
  {
    a: side('entry-a2', '9N5-H3SV', '5.dep1', 'labour', {}), b: side('entry-b2', '2P6-J4TW', '5', '', {}, true),
    score: 0.7, band: 'ask', standing: 'open', reasons: [{ field: 'name', how: 'crossed' }, { field: 'birth', how: 'differs' }], by: null, at: 0,
  },
];

const plain = window.fetch;
let asked: string[] = [];
let decided: { a: string; decision: string }[] = [];
let refuse: { status: number; code: string } | undefined;

beforeEach(async () => {
  await page.viewport(1366, 768);
  asked = [];
  decided = [];
  refuse = undefined;
  window.fetch = async (input, init) => {
    const path = String(input);
    if (path.startsWith('/api/places')) return reply(200, { trail: [{ code: '5', hi: 'उत्तराखंड', en: 'Uttarakhand' }], places: [{ code: '5.49', hi: 'देहरादून', en: 'Dehradun', children: 0 }] });
    if (!path.startsWith('/api/subjects/pairs')) return plain(input, init);
    if (init?.method !== 'POST') {
      asked.push(path);
      return reply(200, { pairs: pairs.filter((pair) => !decided.some(({ a }) => a === pair.a.entry)), open: 2 - decided.length, next: null });
    }
    if (refuse !== undefined) return reply(refuse.status, { code: refuse.code });
    const said: { a: string; decision: string } = JSON.parse(String(init.body));
    const pair = pairs.find(({ a }) => a.entry === said.a);
    decided = said.decision === 'again' ? decided.filter(({ a }) => a !== said.a) : [...decided, { a: said.a, decision: said.decision }];
    return reply(200, { ...pair, standing: said.decision === 'same' ? 'joined' : said.decision === 'different' ? 'apart' : said.decision === 'later' ? 'later' : 'open' });
  };
});
afterEach(() => {
  window.fetch = plain;
  closeApp();
});

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

const text = (): string => document.querySelector('main')?.textContent ?? '';
const button = (name: RegExp) => page.getByRole('button', { name });
const open = () => openWork('/desk/pairs/5', { profile: operator });

test('both rows stand side by side as their lists have them, and how alike each field is in a word', async () => {
  await open();
  await expect.element(page.getByText('2 जोड़ियाँ बाकी')).toBeVisible();
  for (const said of ['सुनीता रावत', 'Sunita Rawat', '4 मार्च 2012', '14 वर्ष', 'देहरादून', 'श्रम विभाग · 3 अक्टू. 2026', 'मिलता-जुलता है', '7K3-F9QX']) expect(text()).toContain(said);
  const [row] = document.querySelectorAll('.pair__row');
  const [a, b] = [...row?.querySelectorAll('.pair__said') ?? []].map((cell) => cell.getBoundingClientRect());
  expect(a?.top).toBe(b?.top);
  await page.viewport(360, 740);
  const [above, below] = [...row?.querySelectorAll('.pair__said') ?? []].map((cell) => cell.getBoundingClientRect());
  expect(above?.bottom).toBeLessThanOrEqual(below?.top ?? 0);
});

test('the keys say what the buttons say, the next pair comes at once, and the last answer is taken back', async () => {
  await open();
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
  await userEvent.keyboard('2');
  await expect.element(page.getByText('अलग-अलग माना गया')).toBeVisible();
  await expect.element(page.getByText('9N5-H3SV')).toBeVisible();
  await expect.element(page.getByText('1 जोड़ी बाकी')).toBeVisible();
  expect(decided).toEqual([{ a: 'entry-a1', decision: 'different' }]);
  await userEvent.keyboard('0');
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
  expect(decided).toEqual([]);
  await userEvent.keyboard('1');
  await expect.element(page.getByText('9N5-H3SV')).toBeVisible();
  await userEvent.keyboard('3');
  await expect.element(page.getByText('सब जोड़ियों पर निर्णय हो गया')).toBeVisible();
  expect(decided).toEqual([{ a: 'entry-a1', decision: 'same' }, { a: 'entry-a2', decision: 'later' }]);
  expect(asked).toHaveLength(1);
});

test('of a covered row only the token and the reasons are there', async () => {
  await open();
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
  await userEvent.keyboard('1');
  await expect.element(page.getByText('नाम ढका है: केवल मिलान के कारण दिखते हैं')).toBeVisible();
  for (const said of ['2P6-J4TW', 'ढकी पंक्ति', 'दूसरे खाने में मिला', 'अलग है']) expect(text()).toContain(said);
  // Nothing is said to be missing that is only not told.
  expect(text()).not.toContain('लिखा नहीं है');
});

test('when somebody else was first it says so, and the pairs can be fetched again; nothing is lost from sight', async () => {
  await open();
  refuse = { status: 409, code: 'conflict' };
  await button(/^एक ही बच्चा/u).click();
  await expect.element(page.getByText('इस बीच यह बदल गया। फिर से देखें।')).toBeVisible();
  expect(text()).toContain('सुनीता रावत');
  refuse = undefined;
  await button(/जोड़ियाँ फिर से लाएँ/u).click();
  await expect.poll(() => asked.length).toBe(2);
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
});

test('names go when the page goes out of sight, and come again only when somebody asks', async () => {
  await open();
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'visibilityState');
  await expect.element(page.getByText('नाम फिर से ढक दिए गए')).toBeVisible();
  expect(text()).not.toContain('सुनीता');
  expect(asked).toHaveLength(1);
  await button(/आगे बढ़ें/u).click();
  await expect.element(page.getByText('सुनीता रावत')).toBeVisible();
});
