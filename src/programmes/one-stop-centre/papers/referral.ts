// संदर्भ पत्र: one letter for each referral, with only what the agency needs. Her name stands in it only
// if she agreed that this agency gets it, and a child's only where an authority for children needs it.
// What happened to her is never written: the agency asks her, or the centre.
import type { Paper, PaperBlock } from '#shared/case-work.ts';
import type { Fact } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { isChildsFile, subjectAge } from '../age.ts';
import { textOf } from '../read.ts';
import { maySpeakWith } from '../sharing.ts';
import { nameOf } from './dir.ts';
import { chosen, fact, factIf, heading, signatures, text, title } from './blocks.ts';

/** Who must know which child it is (JJ Act, POCSO; general knowledge). */
const FOR_CHILDREN: readonly string[] = ['cwc', 'dcpu', 'police_station', 'women_police_station', 'hospital'];

export function mayNameTo(record: DehriRecord, agency: string): boolean {
  return maySpeakWith(record, record.values, agency) && (!isChildsFile(record.values) || FOR_CHILDREN.includes(agency));
}

export const referralPaper: Paper = {
  key: 'referral',
  repeat: 'referrals',
  ready: ({ values }, row) => row !== undefined && textOf(values, `referrals.${row}.sentDay`) !== '',
  blocks: (record, context, row): readonly PaperBlock[] => {
    const { values } = record;
    const at = `referrals.${row ?? ''}`;
    const agency = textOf(values, `${at}.agency`);
    const named = mayNameTo(record, agency);
    return [
      title('referral'),
      {
        kind: 'facts',
        facts: [
          fact('number', textOf(values, 'number')), fact('day', textOf(values, `${at}.sentDay`)),
          fact('to', chosen(values, `${at}.agency`, 'agency')), ...factIf('office', textOf(values, `${at}.office`)),
        ],
      },
      text('referral.asks'),
      { kind: 'facts', facts: [...(named ? who(values) : []), fact('purpose', textOf(values, `${at}.purpose`))] },
      text(named ? 'referral.named' : 'referral.unnamed'),
      text('referral.secrecy'),
      { kind: 'facts', facts: [fact('writtenBy', context.nameOf(textOf(values, 'worker') || context.person))] },
      signatures('caseWorker', 'centreHead'),
      heading('referral.receipt'),
      text('referral.receiptAsks', { number: textOf(values, 'number') }),
      { kind: 'facts', facts: [fact('receivedDay', textOf(values, `${at}.receivedDay`)), fact('receivedBy', textOf(values, `${at}.receivedBy`)), fact('helpGiven', '')] },
      signatures('receiver'),
    ];
  },
};

function who(values: Values): readonly Fact[] {
  const age = subjectAge(values);
  return [fact('name', nameOf(values)), ...(age === undefined ? [] : [fact('age', { key: 'years', values: { age } })])];
}
