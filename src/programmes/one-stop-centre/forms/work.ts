// What is done for her: each form fills one row of the file.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { page, pastDay, story } from './questions.ts';

/** Today unless another day is chosen. */
const TODAY = { default: 'today()', required: true } as const;

export const service: FormDefinition = {
  id: 'one-stop-centre.service', version: 1, recordType: 'case', row: 'services', open: ['service'],
  children: [
    page('given', [
      { type: 'select_one', name: 'kind', list: 'service', required: true },
      pastDay('day', TODAY),
      { type: 'select_one', name: 'outcome', list: 'serviceOutcome', required: true },
      { type: 'text', name: 'provider' },
      story('note'),
    ]),
  ],
  choices: { service: choices.service, serviceOutcome: choices.serviceOutcome },
};

export const referralSend: FormDefinition = {
  id: 'one-stop-centre.referral-send', version: 1, recordType: 'case', row: 'referrals', open: ['agency'],
  children: [
    page('sent', [
      { type: 'select_one', name: 'agency', list: 'agency', required: true },
      { type: 'text', name: 'office' },
      pastDay('sentDay', TODAY),
      story('purpose'),
    ]),
  ],
  choices: { agency: choices.agency },
};

export const referralAnswer: FormDefinition = {
  id: 'one-stop-centre.referral-answer', version: 1, recordType: 'case', row: 'referrals',
  children: [
    page('arrived', [
      { type: 'date', name: 'sentDay', readonly: true },
      { type: 'date', name: 'receivedDay', constraint: ". <= today() and (${sentDay} = '' or . >= ${sentDay})" },
      { type: 'text', name: 'receivedBy' },
    ]),
    page('answered', [
      { type: 'select_one', name: 'answer', list: 'answer' },
      { type: 'date', name: 'answeredDay', required: true, default: 'today()', relevant: "${answer} != ''", constraint: ". <= today() and (${sentDay} = '' or . >= ${sentDay})" },
      story('answerNote', { relevant: "${answer} != ''" }),
    ]),
  ],
  choices: { answer: choices.answer },
};

export const followUpPlan: FormDefinition = {
  id: 'one-stop-centre.follow-up-plan', version: 1, recordType: 'case', row: 'followUps',
  children: [page('planned', [{ type: 'date', name: 'dueDay', required: true, constraint: '. >= today()' }, { type: 'select_one', name: 'way', list: 'way', required: true }])],
  choices: { way: choices.way },
};

export const followUpDone: FormDefinition = {
  id: 'one-stop-centre.follow-up-done', version: 1, recordType: 'case', row: 'followUps',
  children: [
    page('done', [
      { type: 'select_one', name: 'state', list: 'followUpState', required: true },
      pastDay('doneDay', TODAY),
      { type: 'select_one', name: 'way', list: 'way', required: true },
      story('note'),
    ]),
  ],
  choices: { way: choices.way, followUpState: choices.followUpState },
};

/** The second party is called: the sitting itself goes on in the same row. */
export const counsellingNotice: FormDefinition = {
  id: 'one-stop-centre.counselling-notice', version: 1, recordType: 'case', row: 'counselling',
  children: [
    page('notice', [
      { type: 'select_one', name: 'with', list: 'sittingWith', required: true, choiceFilter: "name != 'her'" },
      pastDay('noticeDay', TODAY),
      { type: 'date', name: 'nextDay', required: true, constraint: '. >= ${noticeDay}' },
    ]),
  ],
  choices: { sittingWith: choices.sittingWith },
};

export const counselling: FormDefinition = {
  id: 'one-stop-centre.counselling', version: 1, recordType: 'case', row: 'counselling',
  children: [
    page('sitting', [
      { type: 'select_one', name: 'with', list: 'sittingWith', required: true },
      pastDay('day', TODAY),
      { type: 'yes_no', name: 'came', required: true, relevant: "${with} != '' and ${with} != 'her'" },
      { type: 'select_one', name: 'result', list: 'sittingResult', required: true },
      { type: 'date', name: 'nextDay', required: true, relevant: "${result} = 'next_sitting'", constraint: '. >= ${day}' },
      story('note'),
    ]),
  ],
  choices: { sittingWith: choices.sittingWith, sittingResult: choices.sittingResult },
};

export const pause: FormDefinition = {
  id: 'one-stop-centre.pause', version: 1, recordType: 'case', row: 'pauses',
  children: [page('stopped', [{ type: 'select_one', name: 'clock', list: 'clock', required: true }, pastDay('from', TODAY), story('reason', { required: true })])],
  choices: { clock: choices.clock },
};

export const pauseEnd: FormDefinition = {
  id: 'one-stop-centre.pause-end', version: 1, recordType: 'case', row: 'pauses',
  children: [page('goesOn', [{ type: 'date', name: 'from', readonly: true }, { type: 'date', name: 'to', ...TODAY, constraint: ". <= today() and (${from} = '' or . >= ${from})" }])],
  choices: {},
};

export const paper: FormDefinition = {
  id: 'one-stop-centre.paper', version: 1, recordType: 'case', row: 'papers',
  children: [page('kept', [{ type: 'select_one', name: 'kind', list: 'paper', required: true }, { type: 'image', name: 'photo', appearance: 'document file', required: true }, pastDay('day', TODAY)])],
  choices: { paper: choices.paper },
};
