// What the review of a district or state reads out of rehabilitation: the files and how they end, then department by
// department what was referred, what is pending and for how long, and what is past its day.
import type { ReviewLine, ReviewPart } from '#shared/report/review.ts';
import { DEPARTMENT_IDS, OUTCOMES } from './choices.ts';

const AGES: readonly number[] = [15, 30, 90];

const count = (name: string): ReviewLine => ({ name, count: name, source: 'file' });

const rehabilitation: ReviewPart = {
  key: 'rehabilitation',
  offices: ['dcpu'],
  recordType: 'childFile',
  lines: [
    count('files'), count('open'), count('closed'), { ...count('needsOpen'), bad: true }, count('servicesGiven'), count('schemes'), count('followUps'), { ...count('needsHelp'), bad: true }, count('atSchool'),
    count('referrals'), count('answered'), { ...count('refused'), bad: true },
    ...OUTCOMES.map((outcome) => count(`outcome-${outcome}`)),
  ],
  headline: ['open', 'needsOpen', 'referrals', 'answered'],
  compare: 'open',
};

const departments: ReviewPart = {
  key: 'departments',
  offices: ['dcpu'],
  recordType: 'childFile',
  lines: DEPARTMENT_IDS.flatMap((id): readonly ReviewLine[] => [
    count(`sent-${id}`), count(`given-${id}`), { ...count(`refused-${id}`), bad: true },
    { name: `pendingAge-${id}`, aged: `pending-${id}`, bands: AGES, source: 'file', bad: true },
    { name: `past-${id}`, past: `due-${id}`, source: 'file', bad: true },
  ]),
  headline: ['past-labour', 'past-women_child', 'past-health', 'past-education'],
  compare: 'past-labour',
};

export const REVIEW: readonly ReviewPart[] = [rehabilitation, departments];
