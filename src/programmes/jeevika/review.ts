// Coverage of the drive as the review reads it out (dossier C1): of the list how many are linked, as of now;
// the groups and families of the period; Mahadalit families.
import type { ReviewPart } from '#shared/report/review.ts';

export const REVIEW: readonly ReviewPart[] = [{
  key: 'coverage',
  recordType: 'household',
  lines: [
    { name: 'listed', count: 'listed', source: 'list' },
    { name: 'linked', count: 'covered', source: 'survey' },
    { name: 'left', minus: ['listed', 'covered'], source: 'computed', bad: true },
    { name: 'linkedShare', share: ['covered', 'listed'], source: 'computed' },
    { name: 'linkedNow', count: 'linkedNow', source: 'survey' },
    { name: 'newGroups', count: 'newGroups', source: 'groups' },
    { name: 'newGroupFamilies', count: 'newGroupFamilies', source: 'groups' },
    { name: 'mahadalitListed', count: 'mahadalitListed', source: 'list' },
    { name: 'mahadalitLinked', count: 'mahadalitLinked', source: 'survey' },
  ],
  headline: ['listed', 'linked', 'left', 'linkedShare'],
  compare: 'linkedShare',
}];
