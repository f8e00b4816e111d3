// The review as an officer reads it, over a made-up programme and a server that answers about it.
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ReviewResponse } from '#shared/desk/review.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { closeApp, openWork } from '../app.tsx';
import { DISTRICT, figureOf, officer, reviewOf, sayTrial, stateOfficer } from './review-double.ts';

vi.mock('#programmes/index.ts', async (original) => {
  const real = await original<typeof import('#programmes/index.ts')>();
  const { TRIAL } = await import('./review-double.ts');
  return { PROGRAMMES: [...real.PROGRAMMES, TRIAL] };
});

const plain = window.fetch;
let asked: string[] = [];
let over: Partial<ReviewResponse> = {};
let taken: unknown;

beforeEach(async () => {
  await page.viewport(1366, 900);
  asked = [];
  over = {};
  taken = undefined;
  window.fetch = async (input, init) => {
    const url = new URL(String(input), location.origin);
    const said = (name: string): string => url.searchParams.get(name) ?? '';
    if (!url.pathname.startsWith('/api/')) return plain(input, init);
    asked.push(url.pathname + url.search);
    const period = { from: said('from'), to: said('to') };
    if (url.pathname === '/api/exports/review') taken = JSON.parse(String(init?.body));
    const body = url.pathname === '/api/review' ? reviewOf(said('place'), period, over)
      : url.pathname === '/api/review/figure' ? figureOf(said('place'), period, said('cell'))
      : url.pathname === '/api/places' ? { trail: [{ code: '10', hi: 'बिहार', en: 'Bihar' }, ...(said('parent') === '10' ? [] : [DISTRICT])], places: [{ code: '10.204.1', hi: 'लखीसराय सदर', en: 'Lakhisarai', level: 'block', children: 3 }] } : {};
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  };
});
afterEach(() => {
  window.fetch = plain;
  closeApp();
});

const text = (of = 'main'): string => document.querySelector(of)?.textContent ?? '';
const card = (title: string) => page.getByRole('region', { name: title, exact: true });

async function open(path: string, profile: Profile = officer): Promise<void> {
  // The programme's words would have come with the app.
  await openWork('/settings', { profile });
  sayTrial();
  history.replaceState(null, '', path);
  await expect.poll(() => document.querySelector('.part-table, .empty, .figure-page__value') !== null, { timeout: 10_000 }).toBe(true);
}

describe('the review of a district', () => {
  test('opens with the running financial year, its figures large, how they moved, and what is compared in words', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2027-03-31');
    expect(asked.filter((path) => path.startsWith('/api/review?'))).toEqual(['/api/review?place=10.204&from=2026-04-01&to=2027-03-31']);
    const helpline = card('महिला हेल्पलाइन 181');
    await expect.element(helpline).toHaveTextContent(/निबंधित95.*12 अधिक/u);
    await expect.element(helpline).toHaveTextContent(/निष्पादन92\.6%/u);
    expect(text()).toContain('वित्तीय वर्ष 2026-27');
    expect(text()).toMatch(/तुलना .*से \(/u);
  });

  test('marks only the growth of what is bad, by a sign and a word', async () => {
    await open('/desk/review/10.204');
    const marks = [...document.querySelectorAll('.part-card .moved-mark--worse')].map((m) => m.textContent);
    expect(marks).toEqual(['4 अधिक · ध्यान दें पहले 3']);
  });

  test('shows what waits by its age in words, and names the limit that has run out', async () => {
    await open('/desk/review/10.204');
    expect([...document.querySelectorAll('.age-bar__bands li')].map((li) => li.textContent)).toEqual(['30 दिन तक4', '31–90 दिन2', '90 दिन से अधिक1']);
    expect(text('.part-card__late')).toMatch(/आश्रय की सीमा से ज़्यादा दिन \(समय-सीमा 5 दिन\)2/u);
    await expect.element(card('बेटी बचाओ कार्यक्रम')).toHaveTextContent('समय-सीमा के भीतर');
  });

  test('hides a small figure behind a dash, explains it once, and says nothing where there is nothing', async () => {
    await open('/desk/review/10.204');
    const hidden = page.getByRole('row', { name: /अनुमंडल केंद्र/u });
    await expect.element(hidden).toHaveTextContent('—');
    expect(document.querySelectorAll('.hidden-note')).toHaveLength(1);
    expect(text()).toContain('इस अवधि में इनमें कुछ दर्ज नहीं: कौशल केंद्र।');
  });

  test('names who must act, the gravest first, each reason leading to its figure', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2027-03-31');
    const [first] = document.querySelectorAll('.must-act__one');
    expect(first?.textContent).toMatch(/^सखी वन स्टॉप सेंटर.*आश्रय की सीमा से ज़्यादा दिन, 1/u);
    expect(first?.querySelector('.must-act__reasons a')?.getAttribute('href')).toBe('/desk/review/10.204.osc1/trial.helpline.late?from=2026-04-01&to=2027-03-31');
  });

  test('says in words which places were renamed or divided', async () => {
    over = { notes: [{ kind: 'renamed', place: { code: '10.204.2', hi: 'सूर्यगढ़ा', en: 'S' }, day: '2026-07-01', was: { code: '10.204.2', hi: 'सूरजगढ़ा', en: 'S' } }] };
    await open('/desk/review/10.204');
    expect(text()).toMatch(/1 जुल.* 2026 से सूरजगढ़ा का नाम सूर्यगढ़ा है/u);
  });

  test('of an empty period says what to do, and leads to the one before', async () => {
    over = { empty: true };
    await open('/desk/review/10.204?from=2026-11-01&to=2026-11-30');
    expect(text()).toContain('इस अवधि में यहाँ कुछ दर्ज नहीं है');
    over = {};
    await page.getByRole('button', { name: 'इससे पहले की अवधि देखें' }).click();
    await expect.poll(() => location.search).toBe('?from=2026-10-01&to=2026-10-31');
    await expect.element(card('महिला हेल्पलाइन 181')).toBeVisible();
  });

  test('keeps period, place and what stands side by side in its address', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2027-03-31');
    await page.getByRole('combobox', { name: 'अवधि', exact: true }).selectOptions('month');
    await expect.poll(() => /^\?from=\d{4}-\d\d-01&to=/u.test(location.search) && !location.search.includes('2027-03-31')).toBe(true);
    await page.getByText(/साथ-साथ देखने के लिए/u).first().click();
    for (const name of ['लखीसराय सदर', 'सूर्यगढ़ा']) await page.getByRole('checkbox', { name }).click();
    await expect.poll(() => location.search).toMatch(/&with=10\.204\.1,10\.204\.2$/u);
    const there = location.pathname + location.search;
    const heads = (): string[] => [...document.querySelectorAll('.side-by-side__table thead th')].map((th) => th.textContent ?? '');
    const before = heads();
    expect(before.slice(1)).toEqual(['लखीसराय सदर', 'सूर्यगढ़ा', 'कुल लखीसराय']);
    closeApp();
    await open(there);
    expect(heads()).toEqual(before);
    // The rail leads to other places with the same period.
    await expect.element(page.getByRole('navigation', { name: 'जगहें' }).getByRole('link', { name: /लखीसराय सदर/u })).toHaveAttribute('href', `/desk/review/10.204.1${there.slice(there.indexOf('?'), there.indexOf('&with'))}`);
  });

  test('is taken along as a file of the same place and period', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2026-06-30');
    await page.getByRole('button', { name: 'एक्सेल (XLSX)' }).click();
    await expect.poll(() => taken).toEqual({ place: '10.204', from: '2026-04-01', to: '2026-06-30', format: 'xlsx', language: 'hi' });
  });

  test('has on paper its letterhead, its sources and room to sign', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2026-06-30');
    expect(text('.letterhead')).toContain('समाहरणालय, लखीसराय');
    expect(text('.letterhead')).toContain('पहली तिमाही (अप्रैल–जून) 2026-27');
    expect(text('.paper-sources')).toMatch(/केंद्र की पंजी: महिला हेल्पलाइन 181 \(निबंधित, निष्पादित, लंबित/u);
    expect(document.querySelectorAll('.signatures__one')).toHaveLength(3);
  });
});

describe('a figure', () => {
  test('opens what it is made of and leads further down, to the office', async () => {
    await open('/desk/review/10.204?from=2026-04-01&to=2027-03-31');
    await page.getByRole('link', { name: 'निबंधित: 95' }).click();
    await expect.poll(() => location.pathname).toBe('/desk/review/10.204/trial.helpline.registered');
    await expect.element(page.getByText('महीने-महीने')).toBeVisible();
    expect(document.querySelectorAll('.months__figure')).toHaveLength(8);
    await page.getByRole('link', { name: 'सखी वन स्टॉप सेंटर' }).click();
    await expect.poll(() => location.pathname + location.search).toBe('/desk/review/10.204.osc1/trial.helpline.registered?from=2026-04-01&to=2027-03-31');
    await expect.element(page.getByText(/यह सबसे छोटी इकाई है/u)).toBeVisible();
  });
  test('that no programme knows any more says so and leads back', async () => {
    await open('/desk/review/10.204/trial.helpline.gone?from=2026-04-01&to=2027-03-31');
    await expect.element(page.getByText('यह आँकड़ा अब नहीं है')).toBeVisible();
    expect(asked.filter((path) => path.startsWith('/api/review'))).toEqual([]);
    await page.getByRole('link', { name: 'पूरी समीक्षा पर लौटें' }).click();
    await expect.element(card('महिला हेल्पलाइन 181')).toBeVisible();
  });
});

describe('the map of the state', () => {
  test('is walked by arrow keys from one stop, its table names all districts, its classes are named by numbers', async () => {
    await open('/desk/review/10', stateOfficer);
    await expect.poll(() => document.querySelectorAll('.map__area').length).toBe(38);
    expect(document.querySelectorAll('.map-section .data-table tbody tr')).toHaveLength(38);
    expect(document.querySelectorAll('.map__classes li').length).toBeGreaterThan(2);
    const stops = [...document.querySelectorAll<SVGAElement>('.map__district')];
    expect(stops.filter((a) => a.getAttribute('tabindex') === '0').length).toBeLessThanOrEqual(1);
    expect(stops.map((a) => a.getAttribute('aria-label'))).toContain('लखीसराय: 88.0%');
    const here = stops.find((a) => a.getAttribute('aria-label')?.startsWith('लखीसराय'));
    here?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).not.toBe(here);
    expect(document.activeElement?.classList.contains('map__district')).toBe(true);
  });
  test('is not there on a phone, where the review is still read whole', async () => {
    await page.viewport(360, 740);
    await open('/desk/review/10', stateOfficer);
    expect(document.querySelector('.map-section')).toBeNull();
    await expect.element(card('महिला हेल्पलाइन 181')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});

test.each(['/desk/review/10', '/desk/review/10/trial.helpline.registered', '/desk/review/10.204?with=10.204.1,10.204.2'])('%s has no fault of accessibility, in light and dark', async (path) => {
  await open(path, stateOfficer);
  // Of the state the map comes a moment later.
  const outlines = path.endsWith('/10') ? 38 : 0;
  await expect.poll(() => document.querySelectorAll('.map__district, .map:not(.map--small) > g > path').length >= outlines).toBe(true);
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    await Promise.all(document.getAnimations().map((a) => a.finished));
    const { violations } = await axe.run(document.body);
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
  }
  document.documentElement.dataset['theme'] = 'light';
});
