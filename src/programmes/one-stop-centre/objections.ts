// What stands against a save, said before it with what to do about it. What values alone can tell is a
// rule besides (`rules.ts`), because the server judges it too.
import type { CaseContext, CaseWork, Objection } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { isChildsFile, isUnder18, subjectAge } from './age.ts';
import { openFollowUps, openReferrals, openStays } from './case-state.ts';
import { childObjections } from './child-path.ts';
import { earlierFiles } from './earlier.ts';
import { assign, close, court, team } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { identity, incident } from './forms/person.ts';
import { counselling, counsellingNotice, referralSend } from './forms/work.ts';
import { rowsIn, textOf } from './read.ts';
import { isProtectedFile, osCase } from './records.ts';
import { dangersOf, groundWithoutConsent, isRefused, maySpeakWith } from './sharing.ts';
import { shelterObjections } from './shelter.ts';

/** Edits are laid over what the record says; rows stand in them with their whole path. */
interface Sight {
  readonly record: DehriRecord | undefined;
  readonly edits: Values;
  readonly values: Values;
  readonly context: CaseContext;
  readonly others: Parameters<CaseWork['objections']>[4];
}

const BY_FORM: Readonly<Record<string, (sight: Sight) => readonly Objection[]>> = {
  [intake.id]: (sight) => [...ofPerson(sight), ...ofChild(sight), ...ofEarlier(sight)],
  [identity.id]: (sight) => [...ofPerson(sight), ...ofChild(sight)],
  [incident.id]: ofChild,
  [referralSend.id]: ofReferral,
  [counselling.id]: ofSitting,
  [counsellingNotice.id]: ofSitting,
  [assign.id]: ofColleagues,
  [team.id]: ofColleagues,
  [court.id]: ofCourt,
  [close.id]: ofClosing,
};

export const objections: CaseWork['objections'] = (form, record, edits, context, others) => [
  ...BY_FORM[form]?.({ record, edits, values: { ...record?.values, ...edits }, context, others }) ?? [],
  ...shelterObjections(form, record, edits, context, others),
  ...childObjections(form, record, edits, context),
];

const blocks = (key: string, values?: Phrase['values']): Objection => ({ word: { key: `objection.${key}`, ...(values === undefined ? {} : { values }) }, blocks: true });
const says = (key: string, values?: Phrase['values']): Objection => ({ ...blocks(key, values), blocks: false });

/** What stands contested; consent that is asked anew settles it. */
function contested(record: DehriRecord | undefined, edits: Values): DehriRecord | undefined {
  return Object.hasOwn(edits, 'consentDay') ? undefined : record;
}

function ofPerson({ record, edits, values }: Sight): readonly Objection[] {
  const out: Objection[] = [];
  // A child is registered by law; a woman decides herself whether her name stands there.
  if (isRefused(contested(record, edits), values, 'consentRegister') && textOf(values, 'name') !== '' && !isChildsFile(values)) out.push(blocks('nameWithoutConsent'));
  if (subjectAge(values) === undefined) out.push(says('ageUnknown'));
  return out;
}

function ofChild({ record, values, context }: Sight): readonly Objection[] {
  const wasKnown = record !== undefined && isChildsFile(record.values);
  if (wasKnown || !isChildsFile(values)) return [];
  return [says(isUnder18(values, context.today) ? 'childsPath' : 'bothLaws')];
}

/** She may have been here before: both files stay, and each is found by its number. */
function ofEarlier({ record, values, others }: Sight): readonly Objection[] {
  return earlierFiles(values, others('case'), record?.id).map((file) => says('cameBefore', { number: textOf(file.values, 'number') }));
}

function ofReferral({ record, edits, values, context }: Sight): readonly Objection[] {
  return rowsIn(edits, 'referrals').flatMap((row) => {
    const agency = textOf(values, `referrals.${row}.agency`);
    if (agency === '' || maySpeakWith(contested(record, edits), values, agency)) return [];
    const name: Phrase = { key: `choice.agency.${agency}` };
    const ground = groundWithoutConsent(values, agency, context.today);
    return [ground === undefined ? blocks('noConsent', { agency: name }) : says('lawfulReferral', { agency: name, law: { key: `law.${ground}` } })];
  });
}

/** Nobody is pressed into a settlement with whoever endangers her. */
function ofSitting({ edits, values }: Sight): readonly Objection[] {
  const joint = rowsIn(edits, 'counselling').some((row) => ['both', 'second_party'].includes(textOf(values, `counselling.${row}.with`)));
  if (!joint) return [];
  if (isProtectedFile(values) || isChildsFile(values)) return [says('jointProtected')];
  return dangersOf(values).some((risk) => risk === 'danger' || risk === 'weapon') ? [says('jointDanger')] : [];
}

function ofColleagues({ edits, values }: Sight): readonly Objection[] {
  const named = [textOf(edits, 'worker'), ...rowsIn(edits, 'team').map((row) => textOf(values, `team.${row}.person`))].filter((person) => person !== '');
  const kept = rowIds(values, 'barred').map((row) => textOf(values, `barred.${row}.person`));
  return named.some((person) => kept.includes(person)) ? [blocks('colleagueBarred')] : [];
}

function ofCourt({ values }: Sight): readonly Objection[] {
  return openFollowUps(values).length === 0 ? [says('courtWithoutFollowUp')] : [];
}

function ofClosing({ record, values, context }: Sight): readonly Objection[] {
  const out: Objection[] = openReferrals(values).map((row) => blocks('openReferral', { agency: { key: `choice.agency.${textOf(values, `referrals.${row}.agency`) || 'other'}` }, day: textOf(values, `referrals.${row}.sentDay`) }));
  if (openStays(values).length > 0) out.push(blocks('openStay'));
  if (dangersOf(values).length > 0) out.push(blocks('riskNotOver'));
  if (wasChildHere(values) && textOf(values, 'cwcDay') === '') out.push(blocks('childNotBeforeCommittee'));
  if (record !== undefined && contestedRegisters(osCase, record).length > 0) out.push(blocks('contested'));
  const waiting = context.unverifiedPhotos ?? 0;
  if (waiting > 0) out.push(blocks('photosWaiting', { count: waiting }));
  const planned = openFollowUps(values).length;
  if (planned > 0) out.push(says('followUpsPlanned', { count: planned }));
  return out;
}

/** Under 18 on the day she came: then she had to be brought before the Committee (JJ Act s.31). */
function wasChildHere(values: Values): boolean {
  return isUnder18(values, textOf(values, 'registeredDay'));
}
