// How a file is handled in the office: who works on it, who is kept from it, and how it ends. A colleague
// is chosen by appearance `colleague`: the answer is a person's id.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { always, page, story, today } from './questions.ts';

export const assign: FormDefinition = {
  id: 'one-stop-centre.assign', version: 1, recordType: 'case',
  children: [page('responsible', [{ type: 'text', name: 'worker', appearance: 'colleague', required: true }])],
  choices: {},
};

export const team: FormDefinition = {
  id: 'one-stop-centre.team', version: 1, recordType: 'case', row: 'team', open: ['service'],
  children: [page('named', [{ type: 'text', name: 'person', appearance: 'colleague', required: true }, { type: 'select_one', name: 'task', list: 'service', required: true }])],
  choices: { service: choices.service },
};

export const barred: FormDefinition = {
  id: 'one-stop-centre.barred', version: 1, recordType: 'case', row: 'barred',
  children: [page('kept', [{ type: 'text', name: 'person', appearance: 'colleague', required: true }, story('reason', { required: true })])],
  choices: {},
};

export const neverKept: FormDefinition = {
  id: 'one-stop-centre.never-kept', version: 1, recordType: 'case',
  children: [page('kept', [{ type: 'note', name: 'means' }, { type: 'yes_no', name: 'neverKept', required: true }])],
  choices: {},
};

/** The court has it; she is still followed up. */
export const court: FormDefinition = {
  id: 'one-stop-centre.court', version: 1, recordType: 'case',
  children: [page('handed', [{ type: 'text', name: 'courtNumber', required: true }, today('statusDay'), { type: 'note', name: 'goOn' }, always('status', "'court'")])],
  choices: {},
};

export const close: FormDefinition = {
  id: 'one-stop-centre.close', version: 1, recordType: 'case', open: ['outcome'],
  children: [
    page('ended', [{ type: 'select_one', name: 'outcome', list: 'outcome', required: true }, story('outcomeNote', { required: "${outcome} = 'other' or ${outcome} = 'withdrawn'" })]),
    page('said', [{ type: 'select_one', name: 'feedback', list: 'feedback', required: true }, story('feedbackNote', { relevant: "${feedback} != '' and ${feedback} != 'not_asked'" })]),
    always('status', "'closed'"),
    today('statusDay'),
  ],
  choices: { outcome: choices.outcome, feedback: choices.feedback },
};

/** What it ended with stays in the history. */
export const reopen: FormDefinition = {
  id: 'one-stop-centre.reopen', version: 1, recordType: 'case',
  children: [page('again', [story('reopenReason', { required: true }), today('reopenedDay'), always('status', "'open'"), today('statusDay'), always('outcome', "''"), always('outcomeNote', "''")])],
  choices: {},
};
