// What each file adds to the counts. Only counts go up; those by which a person could be known are
// hidden where they are small (dossier A8, E2).
import { bucketPlace } from '#shared/place/bucket.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { isChildsFile } from './age.ts';
import { latestOf } from './follow-ups.ts';
import { PAPER_KINDS } from './lists.ts';
import { askClock, officeClock } from './paper-clocks.ts';
import { isMonth } from './rules.ts';
import { SERVICE_CLOCKS } from './service-deadlines.ts';
import { rowsOf, textOf } from './values.ts';

/** Rows that count on a day of theirs, once they are so. */
const DATED_ROWS = [
  ['papers', 'appliedDay', 'papersApplied'], ['papers', 'issuedDay', 'papersIssued'], ['papers', 'refusedDay', 'papersRefused'],
  ['followUps', 'doneDay', 'followUps'], ['linkages', 'startDay', 'linkages'], ['mentorships', 'from', 'paired'], ['meetings', 'day', 'mentorMeetings'],
] as const;

const leaverIndicators: Indicators = {
  recordType: 'careLeaver',
  counts: [
    'files', 'open', 'closed', 'children', 'left', 'aftercare', 'members', 'withAadhaar', 'papersApplied', 'papersIssued', 'papersRefused', 'followUps',
    'linkages', 'linkagesFinished', 'stipendMonths', 'stipendRupees', 'paired', 'mentorMeetings', 'noPlace', 'distress',
    'due-paper', 'waiting-care-ask', ...SERVICE_CLOCKS.map((clock) => `waiting-${clock}`),
  ],
  standing: ['open', 'children', 'withAadhaar', 'noPlace', 'distress'],
  sensitive: ['children', 'noPlace', 'distress'],
  contributions: ({ bucket, values }) => {
    const place = bucketPlace(bucket);
    const out: Contribution[] = [];
    const add = (count: string, day: string, amount = 1): void => void (amount > 0 && out.push({ count, place, day, amount }));
    const closed = values['status'] === 'closed';
    add('files', textOf(values, 'registeredDay'));
    if (closed) add('closed', textOf(values, 'statusDay'));
    else add('open', '');
    if (isChildsFile(values)) add('children', '');
    if (isDay(textOf(values, 'leftDay'))) add('left', textOf(values, 'leftDay'));
    if (values['aftercare'] === 'approved') add('aftercare', textOf(values, 'aftercareDay'));
    if (values['allianceMember'] === true) add('members', textOf(values, 'allianceDay'));
    if (values['papers.aadhaar.state'] === 'issued') add('withAadhaar', '');
    if (!closed && latestOf(values, 'stay') === 'none') add('noPlace', '');
    if (!closed && latestOf(values, 'mood') === 'distress') add('distress', '');
    for (const [repeat, field, count] of DATED_ROWS) for (const row of rowsOf(values, repeat)) if (isDay(row.text(field))) add(count, row.text(field));
    for (const row of rowsOf(values, 'linkages')) if (row.text('outcome') === 'finished' || row.text('outcome') === 'got') add('linkagesFinished', row.text('outcomeDay'));
    for (const row of rowsOf(values, 'stipend')) {
      const amount = row.value('amount');
      if (!isMonth(row.id) || !isDay(row.text('receivedDay')) || typeof amount !== 'number') continue;
      add('stipendMonths', row.text('receivedDay'));
      add('stipendRupees', row.text('receivedDay'), amount);
    }
    // What lies at an office, dated on the day since which it does, or on the day that the office named.
    for (const kind of closed ? [] : PAPER_KINDS) {
      const running = officeClock(values, kind) ?? askClock(values, kind);
      if (running !== undefined) add(running.isSet === true ? 'due-paper' : `waiting-${running.clock}`, running.from);
    }
    return out;
  },
};

const mentorIndicators: Indicators = {
  recordType: 'mentor',
  counts: ['mentors'],
  standing: ['mentors'],
  contributions: ({ bucket, values }) => (values['willing'] === true && textOf(values, 'trainedDay') !== '' && values['status'] !== 'ended'
    ? [{ count: 'mentors', place: bucketPlace(bucket), day: '', amount: 1 }] : []),
};

export const INDICATORS: readonly Indicators[] = [leaverIndicators, mentorIndicators];
