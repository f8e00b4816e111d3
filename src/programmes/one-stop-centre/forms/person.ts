// Parts of a file that a later visit writes alone: who she is, how to reach her, what happened, danger,
// what she agrees to.
import type { FormDefinition } from '#shared/form/definition.ts';
import * as choices from './choices.ts';
import { ACCUSED, always, CHILDREN, CONSENT, CONTACT, HOME, KINDS, NAME, page, RISK, SHARING, story, today, WHEN_AND_WHERE } from './questions.ts';

export const identity: FormDefinition = {
  id: 'one-stop-centre.identity',
  version: 1,
  recordType: 'case',
  children: [
    page('who', NAME),
    page('home', HOME),
    page('more', [
      { type: 'select_one', name: 'maritalStatus', list: 'maritalStatus' },
      { type: 'select_one', name: 'pregnant', list: 'pregnant' },
      { type: 'yes_no', name: 'disability' },
      { type: 'select_one', name: 'socialCategory', list: 'socialCategory' },
      { type: 'select_one', name: 'religion', list: 'religion' },
      { type: 'select_one', name: 'education', list: 'education' },
      { type: 'text', name: 'occupation' },
    ]),
    page('proof', [
      { type: 'select_one', name: 'idKind', list: 'idKind' },
      { type: 'digits', name: 'idLast4', relevant: "${idKind} != '' and ${idKind} != 'none'", constraint: "regex(., '^[0-9]{4}$')" },
      { type: 'image', name: 'photo' },
    ]),
  ],
  choices: {
    guardianRelation: choices.guardianRelation, maritalStatus: choices.maritalStatus, pregnant: choices.pregnant, socialCategory: choices.socialCategory, religion: choices.religion, education: choices.education,
    idKind: choices.idKind,
  },
};

export const contact: FormDefinition = {
  id: 'one-stop-centre.contact', version: 1, recordType: 'case',
  children: [page('reach', CONTACT)],
  choices: { safeTime: choices.safeTime },
};

export const incident: FormDefinition = {
  id: 'one-stop-centre.incident',
  version: 1,
  recordType: 'case',
  children: [
    page('happened', KINDS),
    page('when', [...WHEN_AND_WHERE, { type: 'yes_no', name: 'minorThen' }]),
    page('told', [story('incidentStory'), { type: 'text', name: 'injuries' }, { type: 'text', name: 'weapon' }]),
    page('before', [{ type: 'text', name: 'earlierComplaint' }, { type: 'text', name: 'firNumber' }]),
  ],
  choices: { violence: choices.violence },
};

export const accused: FormDefinition = {
  id: 'one-stop-centre.accused', version: 1, recordType: 'case',
  children: [ACCUSED],
  choices: {},
};

export const children: FormDefinition = {
  id: 'one-stop-centre.children', version: 1, recordType: 'case',
  children: [CHILDREN],
  choices: { sex: choices.sex },
};

export const risk: FormDefinition = {
  id: 'one-stop-centre.risk', version: 1, recordType: 'case',
  children: [page('danger', RISK)],
  choices: { risk: choices.risk },
};

/** Said only after speaking with her. */
export const riskOver: FormDefinition = {
  id: 'one-stop-centre.risk-over', version: 1, recordType: 'case',
  children: [page('over', [{ type: 'note', name: 'askFirst' }, story('riskNote', { required: true }), today('riskDay'), always('riskOver', 'true()')])],
  choices: {},
};

export const consent: FormDefinition = {
  id: 'one-stop-centre.consent', version: 1, recordType: 'case', open: ['agency'],
  children: [page('consent', CONSENT), page('sharing', SHARING)],
  choices: { agency: choices.agency },
};
