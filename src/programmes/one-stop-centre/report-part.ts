// The Domestic Incident Report as a part of the file: what it says so far, and its form.
import type { CasePart } from '#shared/case-work.ts';
import { factsOf } from './case-facts.ts';
import { dir } from './forms/dir.ts';

export const reportPart: CasePart = {
  key: 'report',
  icon: 'file',
  forms: [dir.id],
  facts: ({ values }) => factsOf(values, ['dirDay', 'dirSharedHousehold', 'dirDowry', 'dirPapers', 'dirOrders', 'dirHelp', 'dirReadOver', 'dirCopyGiven', 'dirCopyDay']),
};
