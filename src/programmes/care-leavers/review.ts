// What the review of a district reads out of the work with care leavers: how many there are and how they are,
// what became of their papers, and what holds them up at offices.
import type { ReviewLine, ReviewPart } from '#shared/report/review.ts';
import { SERVICE_CLOCKS } from './service-deadlines.ts';

const count = (name: string, source = 'file'): ReviewLine => ({ name, count: name, source });
const late = (clock: string): ReviewLine => ({ name: `late-${clock}`, overdue: `waiting-${clock}`, clock, source: 'papers', bad: true });

const leavers: ReviewPart = {
  key: 'leavers',
  offices: ['dcpu', 'osc'],
  recordType: 'careLeaver',
  lines: [
    count('files'), count('open'), count('left'), count('members'), count('aftercare'), count('withAadhaar'),
    { ...count('noPlace'), bad: true }, { ...count('distress'), bad: true }, count('children'),
    count('followUps'), count('paired'), count('linkages'), count('linkagesFinished'),
    { ...count('stipendRupees', 'stipend'), unit: 'rupees' }, count('stipendMonths', 'stipend'),
  ],
  headline: ['open', 'members', 'linkages', 'stipendRupees'],
  compare: 'open',
};

const papers: ReviewPart = {
  key: 'papers',
  offices: ['dcpu', 'osc'],
  recordType: 'careLeaver',
  lines: [
    count('papersApplied', 'papers'), count('papersIssued', 'papers'), { ...count('papersRefused', 'papers'), bad: true },
    { name: 'past-paper', past: 'due-paper', source: 'papers', bad: true },
    ...SERVICE_CLOCKS.map(late), late('care-ask'),
  ],
  headline: ['papersApplied', 'papersIssued', 'past-paper', 'late-care-ask'],
  compare: 'papersIssued',
};

export const REVIEW: readonly ReviewPart[] = [leavers, papers];
