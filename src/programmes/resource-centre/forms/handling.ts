// Who is responsible for a file, who works on it, who is kept from it, and how it ends. A person is chosen by
// appearance `colleague`: the answer is a person's id.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { always, page, pastDay, story, today, TODAY } from './questions.ts';

export const responsible: FormDefinition = {
  id: 'resource-centre.worker', version: 1, recordType: 'childFile',
  children: [page('responsible', [{ type: 'text', name: 'worker', appearance: 'colleague', required: true }])],
  choices: {},
};

export const named: FormDefinition = {
  id: 'resource-centre.team', version: 1, recordType: 'childFile', row: 'team',
  children: [page('who', [{ type: 'text', name: 'person', appearance: 'colleague', required: true }, { type: 'select_one', name: 'task', list: 'taskOfTeam', required: true }])],
  choices: { taskOfTeam: choices.taskOfTeam },
};

export const kept: FormDefinition = {
  id: 'resource-centre.barred', version: 1, recordType: 'childFile', row: 'barred',
  children: [page('who', [{ type: 'text', name: 'person', appearance: 'colleague', required: true }, story('reason', { required: true })])],
  choices: {},
};

export const neverKept: FormDefinition = {
  id: 'resource-centre.never-kept', version: 1, recordType: 'childFile',
  children: [page('kept', [{ type: 'yes_no', name: 'neverKept', required: true }])],
  choices: {},
};

export const closing: FormDefinition = {
  id: 'resource-centre.closing', version: 1, recordType: 'childFile',
  children: [
    page('end', [
      { type: 'select_one', name: 'outcome', list: 'outcome', required: true },
      story('closedNote', { required: "${outcome} = 'lost' or ${outcome} = 'died' or ${outcome} = 'moved'" }),
      story('openReferralsWhy'),
      { type: 'note', name: 'after', relevant: "${outcome} = 'rehabilitated' or ${outcome} = 'restored' or ${outcome} = 'enrolled'" },
    ]),
    always('status', "'closed'"),
    today('statusDay'),
  ],
  choices: { outcome: choices.outcome },
};

/** What it ended with stays in the history. */
export const reopening: FormDefinition = {
  id: 'resource-centre.reopening', version: 1, recordType: 'childFile',
  children: [page('again', [story('reopenedWhy', { required: true })]), always('status', "'open'"), today('statusDay'), always('outcome', "''"), always('closedNote', "''"), always('openReferralsWhy', "''")],
  choices: {},
};

/** She is of age, or nearly: the after-care of the unit goes on with her. */
export const aftercare: FormDefinition = {
  id: 'resource-centre.aftercare', version: 1, recordType: 'childFile',
  children: [page('handed', [{ type: 'note', name: 'goOn' }, pastDay('aftercareDay', TODAY), story('aftercareNote', { required: true })])],
  choices: {},
};
