// What the app is told about files of children.
import type { CaseContext, CasePractice, CaseWork } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { ADULT, ageOn } from './age.ts';
import { intake } from './forms/intake.ts';
import { alsoWrites, objections } from './objections.ts';
import { flags, PARTS } from './parts.ts';
import { PAPERS } from './printed.ts';
import { isProtectedFile, markOf } from './protected.ts';
import { childFile } from './records.ts';
import { isOpenReferral, referralNow, referralsOf } from './referrals.ts';
import { REGISTERS } from './registers.ts';
import { textOf } from './values.ts';

const state = (key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `state.${key}` } });
const STATES = { new: state('new', 'todo'), work: state('work', 'todo'), waiting: state('waiting', 'later'), overdue: state('overdue', 'mend'), closed: state('closed', 'closed') } as const;

/** What is written freely may name her, her people or her place: all of it is covered but this. */
const PLAIN: readonly string[] = ['number', 'token', 'district', 'schemes.*.name', 'schemes.*.office', 'plan.*.goal', 'plan.*.step'];
const NAMES: readonly string[] = Object.entries(childFile.fields).filter(([pattern, { kind }]) => ['text', 'phone'].includes(kind) && !PLAIN.includes(pattern)).map(([pattern]) => pattern);

export const files: CaseWork = {
  recordType: 'childFile',
  icon: 'child',
  offices: ['dcpu'],
  intakeForm: intake.id,
  beginAt: ({ person, today }, number) => ({ number, registeredDay: today, takenBy: person, worker: person, status: 'open', statusDay: today }),
  numberPath: 'number',
  numberPrefix: 'RC',
  states: Object.values(STATES),
  stateOf,
  isOpen: ({ values }) => values['status'] !== 'closed',
  masked: (record, context) => ({ title: markOf(record.values), detail: detailOf(record.values, context) }),
  // Of a protected child no list ever says more than the token: her name stands on her own page alone.
  card: ({ values }, context) => ({ title: isProtectedFile(values) ? markOf(values) : textOf(values, 'name') || markOf(values), detail: detailOf(values, context) }),
  names: NAMES,
  flags,
  contact: () => undefined,
  parts: PARTS,
  objections,
  alsoWrites,
  papers: PAPERS,
};

export const practice: CasePractice = { cases: [files], registers: REGISTERS };

function stateOf({ values }: DehriRecord, context: CaseContext): DoorState {
  if (values['status'] === 'closed') return STATES.closed;
  const open = referralsOf(values).filter(isOpenReferral);
  if (open.some((row) => referralNow(values, row, context).state === 'overdue')) return STATES.overdue;
  if (open.length > 0) return STATES.waiting;
  return ['plan', 'services', 'referrals', 'followUps', 'schemes'].some((repeat) => rowIds(values, repeat).length > 0) ? STATES.work : STATES.new;
}

/** Age and sex say enough to know whom to call in, and not who it is; of a protected child not even which list she is on. */
function detailOf(values: Values, { today }: CaseContext): Phrase {
  const age = ageOn(values, today);
  const sex = textOf(values, 'sex');
  const who = ['female', 'male', 'other'].includes(sex) ? sex : 'unknown';
  if (age === undefined) return { key: `card.${who}` };
  return { key: age < ADULT ? `card.${who}Young` : `card.${who}Age`, values: { age } };
}
