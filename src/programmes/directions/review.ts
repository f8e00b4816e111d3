// What the review of a place says of its directions. They are given to blocks, to offices and to the officers of the
// district itself: each has its row.
import type { ReviewPart } from '#shared/report/review.ts';

export const REVIEW: readonly ReviewPart[] = [
  {
    key: 'directions',
    lines: [
      { name: 'meetings', source: 'meetings', count: 'meetingsHeld' },
      { name: 'given', source: 'directions', count: 'directionsGiven' },
      { name: 'closed', source: 'directions', count: 'directionsClosed' },
      { name: 'inTime', source: 'directions', share: ['directionsClosedInTime', 'directionsClosed'] },
      { name: 'open', source: 'directions', count: 'directionsOpen' },
      { name: 'replied', source: 'directions', count: 'directionsReplied' },
      { name: 'overdue', source: 'directions', past: 'directionsDue', bad: true },
    ],
    headline: ['given', 'closed', 'open', 'overdue'],
    compare: 'overdue',
    rows: 'everywhere',
    recordType: 'direction',
  },
];
