// Her Individual Care Plan: what the Committee has ordered, what she herself wants, and the steps (Form 7).
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { page, pastDay, TODAY } from './questions.ts';

export const order: FormDefinition = {
  id: 'resource-centre.order', version: 1, recordType: 'childFile',
  children: [
    page('order', [
      { type: 'text', name: 'orderNumber' },
      pastDay('orderDay', { relevant: "${orderNumber} != ''", required: true }),
      { type: 'select_one', name: 'stay', list: 'stay', required: true },
      { type: 'text', name: 'homeName', relevant: "${stay} != '' and ${stay} != 'home'", required: true },
      pastDay('admittedDay', { relevant: "${stay} != '' and ${stay} != 'home'" }),
      { type: 'yes_no', name: 'hasAccount' },
      { type: 'yes_no', name: 'hasIdentityPaper' },
    ]),
  ],
  choices: { stay: choices.stay },
};

export const voice: FormDefinition = {
  id: 'resource-centre.voice', version: 1, recordType: 'childFile',
  children: [
    page('hers', [
      { type: 'note', name: 'ask' },
      { type: 'text', name: 'wish', appearance: 'multiline' },
      { type: 'calculate', name: 'wishDay', relevant: "${wish} != ''", calculation: 'today()' },
      { type: 'yes_no', name: 'assent', required: true },
      { type: 'yes_no', name: 'consentShare' },
      pastDay('consentDay', { ...TODAY, relevant: '${consentShare} = true()' }),
    ]),
  ],
  choices: {},
};

export const plan: FormDefinition = {
  id: 'resource-centre.plan', version: 1, recordType: 'childFile', row: 'plan',
  children: [
    page('step', [
      { type: 'select_one', name: 'area', list: 'area', required: true },
      { type: 'text', name: 'goal', required: true },
      { type: 'text', name: 'step', required: true },
      { type: 'select_one', name: 'owner', list: 'owner', required: true },
      { type: 'date', name: 'dueDay', required: true },
      pastDay('doneDay'),
    ]),
  ],
  choices: { area: choices.area, owner: choices.owner },
};
