// Printed papers of one file: her Individual Care Plan, and a letter for each referral. A letter to a department names
// her only where her lists let her be named; for a protected child the token stands in it and nothing that leads to her.
import type { CaseContext, Paper, PaperBlock } from '#shared/case-work.ts';
import type { Fact } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ageOn } from './age.ts';
import { followUpsDue, followUpTitle } from './follow-ups.ts';
import { needFacts, numberFact, orderFacts, stateOfStep, stepsInOrder, whoFacts } from './parts.ts';
import { isProtectedFile, markOf } from './protected.ts';
import { referralNow, referralsOf, usualDue } from './referrals.ts';
import { rowAt, textOf } from './values.ts';

const plan: Paper = {
  key: 'plan',
  ready: ({ values }) => stepsInOrder(values).length > 0,
  blocks: (record, context) => {
    const { values } = record;
    return [
      heading('paper.plan'),
      { kind: 'facts', facts: [numberFact(record), ...(isProtectedFile(values) ? sparse(values, context) : whoFacts(record, context).filter(({ label }) => label.key !== 'fact.token'))] },
      heading('part.needs'),
      { kind: 'facts', facts: needFacts(record) },
      heading('part.plan'),
      { kind: 'facts', facts: isProtectedFile(values) ? [] : orderFacts(record) },
      {
        kind: 'table', head: ['area', 'goal', 'step', 'owner', 'due', 'state'].map((column) => ({ key: `planColumn.${column}` })),
        rows: stepsInOrder(values).map((row) => [
          { key: `choice.area.${row.text('area') || 'other'}` }, row.text('goal'), row.text('step'), { key: `choice.owner.${row.text('owner') || 'worker'}` }, row.day('dueDay'), stateOfStep(row, context.today).word,
        ]),
      },
      heading('part.referrals'),
      {
        kind: 'table', head: ['department', 'service', 'sent', 'due', 'state'].map((column) => ({ key: `planColumn.${column}` })),
        rows: referralsOf(values).map((row) => {
          const now = referralNow(values, row, context);
          return [{ key: `department.${row.text('department')}` }, { key: `service.${row.text('service')}` }, row.day('sentDay'), now.due ?? row.day('dueDay'), { key: `referral.state.${now.state}` }];
        }),
      },
      heading('part.followUps'),
      { kind: 'facts', facts: followUpsDue(values, context).map(({ row, due }) => ({ label: followUpTitle(row), value: due })) },
      { kind: 'signatures', who: [{ key: 'sign.child' }, { key: 'sign.worker' }, { key: 'sign.head', head: true }] },
    ];
  },
};

const letter: Paper = {
  key: 'referral',
  repeat: 'referrals',
  ready: ({ values }, row) => row !== undefined && rowAt(values, 'referrals', idOf(row)).day('sentDay') !== '',
  blocks: (record, context, row): readonly PaperBlock[] => {
    const { values } = record;
    const referral = rowAt(values, 'referrals', idOf(row ?? ''));
    const secret = isProtectedFile(values);
    const due = referralNow(values, referral, context).due ?? (referral.day('dueDay') || usualDue(referral.text('service'), referral.day('sentDay'), context));
    return [
      { kind: 'text', word: { key: 'letter.to', values: { department: { key: `department.${referral.text('department')}` } } } },
      { kind: 'heading', word: { key: 'letter.subject', values: { service: { key: `service.${referral.text('service')}` }, mark: markOf(values) } } },
      { kind: 'text', word: { key: 'letter.body', values: { service: { key: `service.${referral.text('service')}` }, due } } },
      { kind: 'facts', facts: [
        { label: { key: 'fact.number' }, value: markOf(values) }, { label: { key: 'letter.sent' }, value: referral.day('sentDay') }, { label: { key: 'letter.due' }, value: due },
        ...(secret ? sparse(values, context) : named(record, context)),
        // What was written freely may tell whose it is.
        ...(secret || referral.text('purpose') === '' ? [] : [{ label: { key: 'letter.purpose' }, value: referral.text('purpose') }]),
      ] },
      { kind: 'text', word: { key: secret ? 'letter.secret' : 'letter.named' } },
      { kind: 'text', word: { key: 'letter.answer', values: { mark: markOf(values) } } },
      { kind: 'signatures', who: [{ key: 'sign.worker' }, { key: 'sign.head', head: true }] },
    ];
  },
};

/** What may be said of a child whose name is not told: nothing that leads to her. */
function sparse(values: Values, { today }: CaseContext): readonly Fact[] {
  const age = ageOn(values, today);
  return age === undefined ? [] : [{ label: { key: 'fact.age' }, value: { key: 'age.exact', values: { age } } }];
}

function named({ values }: DehriRecord, context: CaseContext): readonly Fact[] {
  const said = (path: string): readonly Fact[] => (textOf(values, path) === '' ? [] : [{ label: { key: `fact.${path}` }, value: textOf(values, path) }]);
  return [...said('name'), ...sparse(values, context), ...said('fatherName'), ...said('motherName'), ...said('village')];
}

/** `referrals.k7` or `k7` */
function idOf(row: string): string {
  return row.split('.').at(-1) ?? '';
}

function heading(key: string): PaperBlock {
  return { kind: 'heading', word: { key } };
}

export const PAPERS: readonly Paper[] = [plan, letter];
