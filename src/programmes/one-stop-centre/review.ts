// What the review of a district reads out of its centres and of 181 (dossier D1), in this order: the cases of
// the centre, the helpline, what kinds of violence they were, and which time limits have run out.
import type { ReviewLine, ReviewPart } from '#shared/report/review.ts';
import { DISPOSITIONS, MODES, VIOLENCE } from './lists.ts';

const REGISTER = { source: 'register' } as const;
const AGES: readonly number[] = [30, 90, 180];

const count = (name: string, of = name): ReviewLine => ({ name, count: of, ...REGISTER });
const late = (clock: string, of = clock): ReviewLine => ({ name: `late-${of}`, overdue: `waiting-${of}`, clock, source: 'file', bad: true });
const past = (clock: string): ReviewLine => ({ name: `past-${clock}`, past: `due-${clock}`, source: 'file', bad: true });

const centre: ReviewPart = {
  key: 'centre',
  offices: ['osc'],
  recordType: 'case',
  lines: [
    count('registered'), count('disposed'), { ...count('pending'), bad: true },
    { name: 'pendingAge', aged: 'pendingSince', bands: AGES, ...REGISTER, bad: true },
    count('reopened'), count('inCourt'),
    ...MODES.filter((mode) => mode !== 'call_181').map((mode) => count(`way-${mode}`, `way.${mode}`)),
    count('services'), count('referrals'), count('referralsAnswered'), count('shelterStays'), count('reports'), count('counsellings'),
  ],
  headline: ['registered', 'disposed', 'pending', 'shelterStays'],
  compare: 'disposed',
};

const helpline: ReviewPart = {
  key: 'helpline',
  offices: ['osc'],
  recordType: 'case',
  lines: [
    count('registered', 'registered181'), count('disposed', 'disposed181'), { ...count('pending', 'pending181'), bad: true },
    { name: 'disposedShare', share: ['disposed181', 'registered181'], source: 'computed' },
    { name: 'pendingAge', aged: 'pendingSince181', bands: AGES, ...REGISTER, bad: true },
    { name: 'calls', count: 'calls', source: 'calls' },
    ...DISPOSITIONS.map((disposition): ReviewLine => ({ name: `call-${disposition}`, count: `calls.${disposition}`, source: 'calls' })),
  ],
  headline: ['registered', 'disposed', 'pending', 'disposedShare'],
  compare: 'disposedShare',
};

/** Every case once, by its primary kind, whichever way it came. */
const violence: ReviewPart = {
  key: 'violence',
  offices: ['osc'],
  recordType: 'case',
  lines: [
    { name: 'all', plus: ['registered', 'registered181'], ...REGISTER }, count('children'),
    ...VIOLENCE.map((kind) => count(kind, `violence.${kind}`)),
  ],
  headline: ['all', 'domestic', 'dowry', 'children'],
  compare: 'all',
};

const limits: ReviewPart = {
  key: 'limits',
  offices: ['osc'],
  recordType: 'case',
  lines: [
    late('cwc-production'), late('pocso-report'), late('danger'), late('shelter'), late('first-contact'), late('first-contact', 'call-register'), late('assign'),
    late('referral-answer'), past('follow-up'), late('follow-up'), past('counselling'), late('counselling'), late('dir-copy'), late('feedback'),
    late('purchase'), late('readiness'), late('direction'),
  ],
  headline: ['late-cwc-production', 'late-shelter', 'late-danger', 'late-referral-answer'],
  compare: 'late-referral-answer',
};

export const REVIEW: readonly ReviewPart[] = [centre, helpline, violence, limits];
