// The shelter: she comes in and is given a bed, stays longer for a reason, and goes.
import type { FormDefinition } from '#shared/form/definition.ts';
import { BOY_AGE } from '../shelter-rules.ts';
import * as choices from './part-choices.ts';
import { known, page, pastDay, story, timeOf } from './questions.ts';

export const shelterIn: FormDefinition = {
  id: 'one-stop-centre.shelter-in',
  version: 1,
  recordType: 'case',
  row: 'stays',
  children: [
    page('arrival', [
      { type: 'text', name: 'bed', appearance: 'bed', required: true },
      pastDay('inDay', { required: true, default: 'today()' }),
      timeOf('inTime', { required: true }),
    ]),
    page('withHer', [
      { type: 'integer', name: 'girls', constraint: '. >= 0 and . <= 12' },
      { type: 'integer', name: 'boys', constraint: '. >= 0 and . <= 12' },
      { type: 'integer', name: 'oldestBoy', required: true, relevant: '${boys} > 0', constraint: `. <= ${BOY_AGE}` },
      { type: 'note', name: 'notAlone', relevant: '${girls} > 0 or ${boys} > 0' },
    ]),
  ],
  choices: {},
};

export const shelterLonger: FormDefinition = {
  id: 'one-stop-centre.shelter-longer',
  version: 1,
  recordType: 'case',
  row: 'stays',
  children: [
    page('longer', [
      { type: 'select_one', name: 'longerReason', list: 'stayReason', required: true },
      story('longerNote', { required: "${longerReason} = 'other'" }),
    ]),
  ],
  choices: { stayReason: choices.stayReason },
  open: ['stayReason'],
};

export const shelterOut: FormDefinition = {
  id: 'one-stop-centre.shelter-out',
  version: 1,
  recordType: 'case',
  row: 'stays',
  children: [
    page('leaving', [
      known('inDay'),
      pastDay('outDay', { required: true, default: 'today()', constraint: '. <= today() and . >= ${inDay}' }),
      timeOf('outTime', { required: true }),
      { type: 'select_one', name: 'outTo', list: 'shelterEnd', required: true },
      { type: 'note', name: 'shaktiSadan', relevant: "${outTo} = 'shakti_sadan'" },
      { type: 'note', name: 'stillInDanger', relevant: "${outTo} = 'home' or ${outTo} = 'left'" },
      // Whether the limit is past is judged before the save; here it is only asked early enough.
      { type: 'select_one', name: 'longerReason', list: 'stayReason', keeps: true, relevant: '${outDay} - ${inDay} > 4' },
      story('longerNote', { keeps: true, relevant: "${longerReason} = 'other'" }),
    ]),
  ],
  choices: { shelterEnd: choices.shelterEnd, stayReason: choices.stayReason },
  open: ['shelterEnd', 'stayReason'],
};
