// What the office keeps beside its files: beds, stock, the checklist of the building, minutes.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './part-choices.ts';
import { known, page, pastDay, story } from './questions.ts';

export const bedForm: FormDefinition = {
  id: 'one-stop-centre.bed',
  version: 1,
  recordType: 'bed',
  children: [
    page('which', [
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'room' },
      { type: 'yes_no', name: 'outOfUse' },
    ]),
  ],
  choices: {},
};

export const stockItemForm: FormDefinition = {
  id: 'one-stop-centre.stock-item',
  version: 1,
  recordType: 'stockItem',
  children: [
    page('which', [
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'unit', required: true },
      { type: 'integer', name: 'needed', required: true, constraint: '. >= 0' },
    ]),
  ],
  choices: {},
};

export const stockMove: FormDefinition = {
  id: 'one-stop-centre.stock-move',
  version: 1,
  recordType: 'stockItem',
  row: 'moves',
  children: [
    page('move', [
      { type: 'select_one', name: 'kind', list: 'stockMove', required: true },
      { type: 'integer', name: 'amount', required: true, constraint: ". > 0 or (. = 0 and ${kind} = 'counted')" },
      pastDay('day', { required: true, default: 'today()' }),
      story('note'),
    ]),
  ],
  choices: { stockMove: choices.stockMove },
};

export const purchaseForm: FormDefinition = {
  id: 'one-stop-centre.purchase',
  version: 1,
  recordType: 'stockItem',
  children: [
    page('buying', [
      { type: 'select_one', name: 'purchase', list: 'purchase', required: true },
      pastDay('purchaseDay', { required: true, default: 'today()' }),
      { type: 'integer', name: 'rupees', constraint: '. >= 0', required: "${purchase} = 'bought'", relevant: "${purchase} != 'none'" },
      story('purchaseNote'),
    ]),
  ],
  choices: { purchase: choices.purchase },
};

export const readinessForm: FormDefinition = {
  id: 'one-stop-centre.readiness',
  version: 1,
  recordType: 'readiness',
  children: [
    page('point', [
      // The points of the standard checklist have their own words.
      known('key'),
      { type: 'text', name: 'item', required: true, keeps: true, relevant: "${key} = ''" },
      { type: 'select_one', name: 'state', list: 'readinessState', required: true },
      { type: 'calculate', name: 'stateDay', calculation: 'today()' },
      story('remark', { required: "${state} = 'missing' or ${state} = 'partly'" }),
      { type: 'text', name: 'owner', relevant: "${state} = 'missing' or ${state} = 'partly'" },
      { type: 'date', name: 'dueDay', relevant: "${state} = 'missing' or ${state} = 'partly'" },
      { type: 'image', name: 'photo' },
    ]),
  ],
  choices: { readinessState: choices.readinessState },
};

export const meetingForm: FormDefinition = {
  id: 'one-stop-centre.meeting',
  version: 1,
  recordType: 'meeting',
  children: [
    page('held', [
      pastDay('day', { required: true, default: 'today()' }),
      { type: 'text', name: 'subject', required: true },
      { type: 'text', name: 'chair', required: true },
      story('present'),
      story('minutes', { required: true }),
      { type: 'image', name: 'photo' },
    ]),
  ],
  choices: {},
};

export const direction: FormDefinition = {
  id: 'one-stop-centre.direction',
  version: 1,
  recordType: 'meeting',
  row: 'directions',
  children: [
    page('what', [
      story('text', { required: true }),
      { type: 'text', name: 'owner', required: true },
      { type: 'date', name: 'dueDay', required: true },
    ]),
  ],
  choices: {},
};

export const directionDone: FormDefinition = {
  id: 'one-stop-centre.direction-done',
  version: 1,
  recordType: 'meeting',
  row: 'directions',
  children: [
    page('done', [
      pastDay('doneDay', { required: true, default: 'today()' }),
      story('reply', { required: true }),
      { type: 'image', name: 'proof' },
    ]),
  ],
  choices: {},
};
