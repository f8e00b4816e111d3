// The file of a case: how it is shown masked and open, what leads it, how a new one begins.
import type { CaseContext, CaseFlag, CasePart, CaseWork } from '#shared/case-work.ts';
import type { Phrase, Tone } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ageOn, isChildsFile, isUnder18, isUnderBothLaws, subjectAge } from './age.ts';
import { calls, clockOf } from './calls.ts';
import { line, said } from './case-facts.ts';
import { OFFICE_PARTS, PERSON_PARTS, RISK_PART, WORK_PARTS } from './case-parts.ts';
import { childPart } from './child-path.ts';
import { CASE_STATES, isOpen, stateOf } from './case-state.ts';
import { intake } from './forms/intake.ts';
import { objections } from './objections.ts';
import { caseFile } from './papers/case-file.ts';
import { dirPaper } from './papers/dir.ts';
import { referralPaper } from './papers/referral.ts';
import { shelterSlip } from './papers/shelter-slip.ts';
import { daysBetween, textOf } from './read.ts';
import { isProtectedFile, osCase } from './records.ts';
import { reportPart } from './report-part.ts';
import { dangersOf, isRefused } from './sharing.ts';
import { shelterPart, shelterWrites } from './shelter.ts';

/** What is written freely may name her, her people or her place: all of it is covered but this. */
const PLAIN: readonly string[] = [
  'number', 'registeredTime', 'incidentSince', 'services.*.provider', 'referrals.*.office', 'referrals.*.receivedBy', 'stays.*.inTime', 'stays.*.outTime', 'dirIncidents.*.time', 'foundTime', 'cwcTime', 'pocsoReportTo',
];
const FREE: readonly string[] = ['text', 'phone', 'digits', 'photo'];
const NAMES: readonly string[] = Object.entries(osCase.fields).filter(([pattern, { kind }]) => FREE.includes(kind) && !PLAIN.includes(pattern)).map(([pattern]) => pattern);

const PARTS: readonly CasePart[] = [RISK_PART, childPart, ...WORK_PARTS, shelterPart, reportPart, ...PERSON_PARTS, ...OFFICE_PARTS];

export const cases: CaseWork = {
  recordType: 'case',
  icon: 'file-lock',
  offices: ['osc'],
  intakeForm: intake.id,
  beginAt: (context, number) => ({
    number, registeredDay: context.today, registeredTime: clockOf(context), takenBy: context.person, worker: context.person, status: 'open', statusDay: context.today,
  }),
  numberPath: 'number',
  numberPrefix: 'OSC',
  states: CASE_STATES,
  stateOf,
  isOpen,
  masked: (record, context) => ({ title: textOf(record.values, 'number'), detail: line(isKept(record) ? { key: 'case.kept' } : said('primaryViolence', record.values['primaryViolence']), since(record, context)) }),
  card: (record, context) => ({ title: textOf(record.values, 'name') || { key: 'case.noName' }, detail: line(textOf(record.values, 'number'), ageWord(record, context), since(record, context)) }),
  names: NAMES,
  flags,
  contact: contactOf,
  parts: PARTS,
  objections,
  alsoWrites: (form, record, before, edits) => {
    const call = edits['call'];
    // The call knows which file it became.
    if (form === intake.id) return before === undefined && typeof call === 'string' ? [{ type: calls.recordType, record: call, edits: { case: record } }] : [];
    return shelterWrites(form, record, before, edits);
  },
  papers: [dirPaper, referralPaper, shelterSlip, caseFile],
};

function contactOf(record: DehriRecord): ReturnType<CaseWork['contact']> {
  const { values } = record;
  const phone = textOf(values, 'safePhone');
  const time = textOf(values, 'safeTime') || 'any';
  if (phone === '' || isRefused(record, values, 'consentContact') || time === 'never') return undefined;
  return { phone, when: { key: `choice.safeTime.${time}` }, noMessage: values['mayMessage'] !== true || isRefused(record, values, 'mayMessage') };
}

/** Neither the kind nor anything else that leads to her is said of it. */
function isKept({ values }: DehriRecord): boolean {
  return isChildsFile(values) || isProtectedFile(values);
}

function since(record: DehriRecord, { today }: CaseContext): Phrase {
  if (!isOpen(record)) return { key: 'case.disposed', values: { day: textOf(record.values, 'statusDay') } };
  return { key: 'case.since', values: { count: Math.max(0, daysBetween(textOf(record.values, 'registeredDay'), today) ?? 0) } };
}

function ageWord({ values }: DehriRecord, { today }: CaseContext): Phrase | undefined {
  const age = ageOn(values, today) ?? subjectAge(values);
  return age === undefined ? undefined : { key: 'case.age', values: { count: age } };
}

const RISK_ICONS: Readonly<Record<string, string>> = { danger: 'alert', weapon: 'alert', medical: 'heart-plus', suicide: 'help', children: 'child', shelter: 'house' };

function flags(record: DehriRecord, { today }: CaseContext): readonly CaseFlag[] {
  const { values } = record;
  const flag = (key: string, tone: Tone, icon: string): CaseFlag => ({ key, tone, icon, word: { key: `flag.${key}` } });
  const out = dangersOf(values).filter((risk) => RISK_ICONS[risk] !== undefined).map((risk) => flag(risk, 'mend', RISK_ICONS[risk] ?? 'alert'));
  if (isUnder18(values, today)) out.push(flag('under18', 'mend', 'child'));
  else if (isUnderBothLaws(values, today)) out.push(flag('bothLaws', 'later', 'shield'));
  else if (subjectAge(values) === undefined) out.push(flag('ageUnknown', 'todo', 'question'));
  const contact = contactOf(record);
  if (contact === undefined && (textOf(values, 'safeTime') === 'never' || isRefused(record, values, 'consentContact'))) out.push(flag('noCall', 'closed', 'call'));
  if (contact?.noMessage === true) out.push(flag('noMessage', 'closed', 'call'));
  if (values['pregnant'] === 'yes') out.push(flag('pregnant', 'later', 'heart-plus'));
  if (values['neverKept'] === true) out.push(flag('neverKept', 'closed', 'lock'));
  return out;
}
