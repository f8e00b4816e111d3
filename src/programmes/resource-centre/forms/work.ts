// What is done for her: each form fills one row of the file.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { page, pastDay, story, TODAY } from './questions.ts';

export const referralSend: FormDefinition = {
  id: 'resource-centre.referral-send', version: 1, recordType: 'childFile', row: 'referrals',
  children: [
    page('sent', [
      { type: 'select_one', name: 'department', list: 'department', required: true },
      { type: 'select_one', name: 'service', list: 'service', required: true },
      pastDay('sentDay', TODAY),
      // Left empty: by the usual limit of the service.
      { type: 'date', name: 'dueDay', constraint: '. >= ${sentDay}' },
      story('purpose'),
    ]),
  ],
  choices: { department: choices.department, service: choices.service },
};

/** Where a department has told the unit, and not answered itself. */
export const referralAnswer: FormDefinition = {
  id: 'resource-centre.referral-answer', version: 1, recordType: 'childFile', row: 'referrals',
  children: [
    page('answered', [
      { type: 'date', name: 'sentDay', readonly: true },
      { type: 'date', name: 'receivedDay', constraint: ". <= today() and (${sentDay} = '' or . >= ${sentDay})" },
      { type: 'select_one', name: 'answer', list: 'answer' },
      { type: 'date', name: 'answeredDay', required: true, default: 'today()', relevant: "${answer} != ''", constraint: ". <= today() and (${sentDay} = '' or . >= ${sentDay})" },
      story('answerNote', { relevant: "${answer} != ''", required: "${answer} = 'refused'" }),
    ]),
  ],
  choices: { answer: choices.answer },
};

export const referralWithdraw: FormDefinition = {
  id: 'resource-centre.referral-withdraw', version: 1, recordType: 'childFile', row: 'referrals',
  children: [page('back', [{ type: 'date', name: 'sentDay', readonly: true }, { type: 'date', name: 'withdrawnDay', ...TODAY, constraint: ". <= today() and (${sentDay} = '' or . >= ${sentDay})" }, story('withdrawnWhy', { required: true })])],
  choices: {},
};

export const pause: FormDefinition = {
  id: 'resource-centre.pause', version: 1, recordType: 'childFile', row: 'pauses',
  children: [page('stopped', [{ type: 'select_one', name: 'service', list: 'service', required: true }, pastDay('from', TODAY), story('reason', { required: true })])],
  choices: { service: choices.service },
};

export const pauseEnd: FormDefinition = {
  id: 'resource-centre.pause-end', version: 1, recordType: 'childFile', row: 'pauses',
  children: [page('goesOn', [{ type: 'date', name: 'from', readonly: true }, { type: 'date', name: 'to', ...TODAY, constraint: ". <= today() and (${from} = '' or . >= ${from})" }])],
  choices: {},
};

export const service: FormDefinition = {
  id: 'resource-centre.service', version: 1, recordType: 'childFile', row: 'services',
  children: [
    page('given', [
      { type: 'select_one', name: 'service', list: 'service', required: true },
      pastDay('day', TODAY),
      { type: 'select_one', name: 'saidBy', list: 'saidBy', required: true },
      { type: 'select_one', name: 'category', list: 'category', required: true, relevant: "${saidBy} = 'list'" },
      story('note'),
    ]),
  ],
  choices: { service: choices.service, saidBy: choices.saidBy, category: choices.category },
};

export const scheme: FormDefinition = {
  id: 'resource-centre.scheme', version: 1, recordType: 'childFile', row: 'schemes',
  children: [
    page('applied', [
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'office' },
      pastDay('appliedDay', TODAY),
      { type: 'select_one', name: 'state', list: 'schemeState', required: true },
      { type: 'date', name: 'stateDay', required: true, default: 'today()', relevant: "${state} != '' and ${state} != 'applied'", constraint: '. <= today() and . >= ${appliedDay}' },
      story('note', { required: "${state} = 'refused'" }),
    ]),
  ],
  choices: { schemeState: choices.schemeState },
};

const MET = "${state} != '' and ${state} != 'not_met'";

export const followUp: FormDefinition = {
  id: 'resource-centre.follow-up', version: 1, recordType: 'childFile', row: 'followUps',
  children: [
    page('met', [
      pastDay('doneDay', TODAY),
      { type: 'select_one', name: 'way', list: 'way', required: true },
      { type: 'select_one', name: 'state', list: 'followUpState', required: true },
      { type: 'yes_no', name: 'atSchool', relevant: MET },
      story('note', { required: "${state} = 'needs_help'" }),
      { type: 'date', name: 'nextDay', constraint: '. > ${doneDay}', required: "${state} = 'needs_help' or ${state} = 'not_met'" },
    ]),
  ],
  choices: { way: choices.way, followUpState: choices.followUpState },
};
