// The social rehabilitation fund: application, decision of the district's committee, payment (dossier D2).
import type { FormDefinition } from '#shared/form/definition.ts';
import { FUND_USUAL } from '../rules.ts';
import * as choices from './choices.ts';
import { page, pastDay, story } from './questions.ts';

export const fundForm: FormDefinition = {
  id: 'mission-shakti.fund',
  version: 1,
  recordType: 'fundCase',
  children: [
    page('case', [
      { type: 'text', name: 'number', required: true },
      pastDay('appliedDay', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'kind', list: 'fundKind', required: true },
      { type: 'select_one', name: 'source', list: 'fundSource', required: true },
    ]),
    page('who', [
      { type: 'text', name: 'name', required: true },
      { type: 'text', name: 'guardian' },
      { type: 'integer', name: 'age', constraint: '. >= 0 and . <= 120' },
      { type: 'tel', name: 'phone' },
      { type: 'text', name: 'village' },
    ]),
  ],
  choices: { fundKind: choices.fundKind, fundSource: choices.fundSource },
};

export const fundDecision: FormDefinition = {
  id: 'mission-shakti.fund-decision',
  version: 1,
  recordType: 'fundCase',
  children: [
    page('decided', [
      { type: 'select_one', name: 'decision', list: 'decision', required: true },
      pastDay('committeeDay', { required: true, default: 'today()' }),
      { type: 'integer', name: 'amount', required: true, keeps: true, relevant: "${decision} != 'refused'", constraint: '. >= 1 and . <= 1000000' },
      { type: 'text', name: 'amountWhy', required: true, relevant: `\${decision} != 'refused' and \${amount} != '' and (\${amount} < ${FUND_USUAL.least} or \${amount} > ${FUND_USUAL.most})` },
      story('decisionNote', { required: "${decision} = 'refused'" }),
    ]),
  ],
  choices: { decision: choices.decision },
};

export const fundPayment: FormDefinition = {
  id: 'mission-shakti.fund-payment',
  version: 1,
  recordType: 'fundCase',
  children: [
    page('paid', [
      pastDay('paidDay', { required: true, default: 'today()' }),
      { type: 'select_one', name: 'paidMode', list: 'payMode', required: true },
      { type: 'text', name: 'paidNumber', required: true },
    ]),
  ],
  choices: { payMode: choices.payMode },
};
