// A home: what it is, its count of a day (the row is the day, in the record of its month), an inspection and how it was answered.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { count, page, pastDay, story } from './questions.ts';

export const homeForm: FormDefinition = {
  id: 'mission-shakti.home',
  version: 1,
  recordType: 'home',
  children: [
    page('which', [
      { type: 'select_one', name: 'kind', list: 'homeKind', required: true },
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'address' },
      { type: 'text', name: 'agency' },
      { type: 'tel', name: 'phone' },
    ]),
    page('places', [
      { type: 'integer', name: 'capacity', required: true, constraint: '. >= 1 and . <= 2000' },
      pastDay('capacityDay', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'state', list: 'homeState', required: true, default: "'open'" },
    ]),
  ],
  choices: { homeKind: choices.homeKind, homeState: choices.homeState },
};

export const homeCount: FormDefinition = {
  id: 'mission-shakti.home-count',
  version: 1,
  recordType: 'homeMonth',
  row: 'days',
  children: [
    page('count', [
      { type: 'note', name: 'noNames' },
      count('present', { required: true }),
      count('admitted', { required: true, default: '0' }),
      count('discharged', { required: true, default: '0', constraint: '. >= 0 and . <= coalesce(${present}, 0) + coalesce(${admitted}, 0)' }),
      count('rehabilitated', { relevant: '${discharged} > 0', constraint: '. >= 0 and . <= coalesce(${discharged}, 0)' }),
      { type: 'text', name: 'overReason' },
    ]),
  ],
  choices: {},
};

export const inspection: FormDefinition = {
  id: 'mission-shakti.inspection',
  version: 1,
  recordType: 'home',
  row: 'inspections',
  children: [
    page('held', [
      pastDay('day', { required: true, default: 'today()' }),
      { type: 'text', name: 'by', required: true },
      story('finding'),
      { type: 'date', name: 'mendBy', required: true, relevant: "${finding} != ''" },
    ]),
  ],
  choices: {},
};

export const inspectionMended: FormDefinition = {
  id: 'mission-shakti.inspection-mended',
  version: 1,
  recordType: 'home',
  row: 'inspections',
  children: [page('mended', [pastDay('mendedDay', { required: true, default: 'today()' }), story('mendedNote', { required: true })])],
  choices: {},
};
