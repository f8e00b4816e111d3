// A programme made up for trying the review screen, and a server's answers about it: every kind of line, at
// districts, at blocks and at offices.
import i18next from 'i18next';
import type { FigureResponse, ReviewResponse, ReviewValue } from '#shared/desk/review.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import { periodBefore, type Period } from '#shared/report/period.ts';
import { cellsOf, type ReviewPart } from '#shared/report/review.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { demoProfile } from '../demo/village.ts';

export const helpline: ReviewPart = {
  key: 'helpline', headline: ['registered', 'disposed', 'share', 'pending'], compare: 'share', offices: ['osc'],
  lines: [
    { name: 'registered', source: 'register', count: 'a' },
    { name: 'disposed', source: 'register', count: 'b' },
    { name: 'share', source: 'worked', share: ['b', 'a'] },
    { name: 'pending', source: 'register', count: 'c', bad: true },
    { name: 'age', source: 'register', aged: 'd', bands: [30, 90], bad: true },
    { name: 'late', source: 'register', overdue: 'd', clock: 'shelter', bad: true },
  ],
};
export const events: ReviewPart = {
  key: 'events', headline: ['events', 'participants', 'each'], compare: 'participants', recordType: 'shg',
  lines: [
    { name: 'events', source: 'register', count: 'e' },
    { name: 'participants', source: 'register', unit: 'persons', count: 'f' },
    { name: 'each', source: 'worked', mean: ['f', 'e'] },
    { name: 'spent', source: 'register', unit: 'rupees', count: 'g' },
    { name: 'past', source: 'register', past: 'h', bad: true },
  ],
};
export const quiet: ReviewPart = { key: 'quiet', headline: ['none'], compare: 'none', lines: [{ name: 'none', source: 'register', count: 'z' }] };

export const TRIAL: Programme = { id: 'trial', recordTypes: [], forms: [], indicators: [], tasks: [], review: [helpline, events, quiet] };

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  helpline: { title: 'महिला हेल्पलाइन 181', registered: 'निबंधित', disposed: 'निष्पादित', share: 'निष्पादन', pending: 'लंबित', age: 'लंबित, कितने दिन से', late: 'आश्रय की सीमा से ज़्यादा दिन' },
  events: { title: 'बेटी बचाओ कार्यक्रम', events: 'कार्यक्रम', participants: 'प्रतिभागी', each: 'प्रति कार्यक्रम', spent: 'ख़र्च', past: 'तारीख बीती' },
  quiet: { title: 'कौशल केंद्र', none: 'बैच' },
};

/** The programme's words, as a file of `locales` would bring them. */
export function sayTrial(): void {
  const review = Object.fromEntries(Object.entries(WORDS).map(([part, { title, ...lines }]) => [part, { title, line: lines, short: lines, source: { register: 'केंद्र की पंजी', worked: 'दो आँकड़ों से गणना' } }]));
  i18next.addResourceBundle('hi', TRIAL.id, { review });
}

export const TODAY_FOR_TRIAL = '2026-11-22';

/** Of the district: what is read out in Lakhisarai. Age bands and what is hidden included. */
const VALUES: Readonly<Record<string, readonly (readonly [cell: string, value: ReviewValue, before: ReviewValue])[]>> = {
  helpline: [['registered', 95, 83], ['disposed', 88, 80], ['share', 88 / 95, 80 / 83], ['pending', 7, 3], ['age.0', 4, null], ['age.30', 2, null], ['age.90', 1, null], ['late', 2, null]],
  events: [['events', 61, 61], ['participants', 4327, 3900], ['each', 4327 / 61, 3900 / 61], ['spent', 280_000, 0], ['past', 0, null]],
  quiet: [['none', 0, 0]],
};

export const DISTRICT = { code: '10.204', hi: 'लखीसराय', en: 'Lakhisarai' };
const BLOCKS = [['10.204.1', 'लखीसराय सदर'], ['10.204.2', 'सूर्यगढ़ा'], ['10.204.3', 'बड़हिया'], ['10.204.4', 'हलसी']] as const;
const OFFICES = [['10.204.osc1', 'सखी वन स्टॉप सेंटर'], ['10.204.osc2', 'अनुमंडल केंद्र'], ['10.204.osc3', 'बड़हिया केंद्र']] as const;
/** [code, name], as the map's file has them. */
export const DISTRICTS = [['10.204', 'लखीसराय'], ['10.192', 'भागलपुर'], ['10.212', 'पटना'], ['10.190', 'बांका']] as const;

/** @param over what a test wants otherwise */
export function reviewOf(place: PlaceCode, period: Period, over: Partial<ReviewResponse> = {}): ReviewResponse {
  const state = levelOf(place) === 'state';
  const places = state ? DISTRICTS : BLOCKS;
  return {
    place: state ? { code: '10', hi: 'बिहार', en: 'Bihar' } : DISTRICT,
    ...period, before: periodBefore(period, TODAY_FOR_TRIAL), notes: [], empty: false, at: Date.parse(`${TODAY_FOR_TRIAL}T05:00Z`),
    parts: [helpline, events, quiet].map((part) => {
      const values = VALUES[part.key] ?? [];
      const cells = cellsOf(part).map(({ name }) => name);
      const of = (share: number, from: 1 | 2): ReviewValue[] => cells.map((cell) => {
        const value = values.find(([name]) => name === cell)?.[from] ?? null;
        return typeof value === 'number' ? (Number.isInteger(value) ? Math.floor(value * share) : value * (0.9 + share / 10)) : value;
      });
      const rows = part === quiet ? [] : (part.offices === undefined || state ? places : OFFICES);
      return {
        programme: TRIAL.id, part: part.key, cells, total: of(1, 1), before: of(1, 2),
        level: part === quiet ? null : state ? 'district' as const : part.offices === undefined ? 'block' as const : 'office' as const,
        rows: rows.map(([code, hi], i) => ({ code, hi, en: hi, values: of(1 / (i + 2), 1).map((v, at) => (i === 1 && cells[at] === 'pending' ? 'hidden' : v)), before: of(1 / (i + 2), 2) })),
      };
    }),
    ...over,
  };
}

export function figureOf(place: PlaceCode, period: Period, cell: string): FigureResponse {
  const below = levelOf(place) === 'office' ? [] : [...OFFICES, ...BLOCKS];
  const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
  return {
    place: levelOf(place) === 'office' ? { code: place, hi: 'सखी वन स्टॉप सेंटर', en: 'Centre' } : DISTRICT, ...period, value: 95, before: 83,
    rows: below.map(([code, hi], i) => ({ code, hi, en: hi, value: i === 1 ? 'hidden' : 40 - 5 * i })),
    months: cell.startsWith('age') || cell === 'late' ? [] : months.map((month, i) => ({ month, value: i === 2 ? 'hidden' : 5 + 3 * i })),
    at: Date.parse(`${TODAY_FOR_TRIAL}T05:00Z`),
  };
}

export const officer: Profile = {
  ...demoProfile, person: { id: 'dm', name: 'जिला पदाधिकारी' }, grants: [{ id: 'g1', person: 'dm', role: 'district-officer', place: '10.204', from: '2026-01-01', to: null }],
  places: [['10', 'बिहार', 'Bihar'], ['10.204', 'लखीसराय', 'Lakhisarai']],
};
export const stateOfficer: Profile = { ...officer, grants: [{ id: 'g1', person: 'dm', role: 'district-officer', place: '10', from: '2026-01-01', to: null }] };
