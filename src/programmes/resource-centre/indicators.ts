// What each file adds to the counts. Only counts go up; those by which a child could be known are hidden where they
// are small (dossier E2).
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Contribution, Indicators } from '#shared/report/indicator.ts';
import { isProtected, type SubjectDepartment } from '#shared/subjects/category.ts';
import { CATEGORIES, DEPARTMENTS } from './categories.ts';
import { DEPARTMENT_IDS, OUTCOMES } from './choices.ts';
import { given, openNeeds } from './needs.ts';
import { isProtectedFile } from './protected.ts';
import { countedDue, isOpenReferral, referralsOf } from './referrals.ts';
import { rowsOf, textOf } from './values.ts';

const PER_DEPARTMENT = ['sent', 'given', 'refused', 'pending', 'due'] as const;
const departmentCounts = (ids: readonly string[]): readonly string[] => PER_DEPARTMENT.flatMap((what) => ids.map((id) => `${what}-${id}`));
const outcomes = OUTCOMES.map((outcome) => `outcome-${outcome}`);

const fileIndicators: Indicators = {
  recordType: 'childFile',
  counts: ['files', 'open', 'closed', 'protected', 'needsOpen', 'servicesGiven', 'schemes', 'followUps', 'needsHelp', 'atSchool', 'referrals', 'answered', 'refused', ...outcomes, ...departmentCounts(DEPARTMENT_IDS)],
  standing: ['open', 'protected', 'needsOpen'],
  // How many files and referrals there are names nobody; how she ended may, and that a department of protected children alone has to do with her.
  sensitive: ['protected', 'needsHelp', 'refused', ...outcomes, ...departmentCounts(DEPARTMENTS.filter(isOfProtectedAlone).map(({ id }) => id))],
  contributions: ({ bucket, values }) => {
    const place = bucketPlace(bucket);
    const out: Contribution[] = [];
    const add = (count: string, day: string, amount = 1): void => void (amount > 0 && out.push({ count, place, day, amount }));
    add('files', textOf(values, 'registeredDay'));
    if (values['status'] === 'closed') {
      add('closed', textOf(values, 'statusDay'));
      if (textOf(values, 'outcome') !== '') add(`outcome-${textOf(values, 'outcome')}`, textOf(values, 'statusDay'));
    } else {
      add('open', '');
      add('needsOpen', '', openNeeds(values).length);
      if (isProtectedFile(values)) add('protected', '');
    }
    for (const one of given(values)) add('servicesGiven', one.day);
    for (const row of rowsOf(values, 'schemes')) if (row.day('appliedDay') !== '') add('schemes', row.day('appliedDay'));
    for (const row of rowsOf(values, 'followUps')) {
      const day = row.day('doneDay');
      if (day === '') continue;
      add('followUps', day);
      if (row.text('state') === 'needs_help') add('needsHelp', day);
      if (values[`${row.path}.atSchool`] === true) add('atSchool', day);
    }
    for (const row of referralsOf(values)) {
      const [sent, department, answer] = [row.day('sentDay'), row.text('department'), row.text('answer')];
      if (sent === '') continue;
      add('referrals', sent);
      add(`sent-${department}`, sent);
      if (answer === 'given' || answer === 'refused') {
        add(answer === 'given' ? 'answered' : 'refused', row.day('answeredDay'));
        add(`${answer}-${department}`, row.day('answeredDay'));
      } else if (isOpenReferral(row) && values['status'] !== 'closed') {
        // By the day on which it was sent, and by the day on which it is due: what is late is counted against today.
        add(`pending-${department}`, sent);
        const due = countedDue(values, row);
        if (due !== undefined) add(`due-${department}`, due);
      }
    }
    return out;
  },
};

function isOfProtectedAlone({ categories }: SubjectDepartment): boolean {
  return categories.length > 0 && CATEGORIES.filter(({ id }) => categories.includes(id)).every(isProtected);
}

export const INDICATORS: readonly Indicators[] = [fileIndicators];
