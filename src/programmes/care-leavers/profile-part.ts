// What is told of her on the first part of her file, and what leads it everywhere.
import type { CaseContext, CaseFlag } from '#shared/case-work.ts';
import type { Fact, Phrase } from '#shared/field-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { officeKindOf } from '#shared/place/place.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ADULT, ageOn, aftercareEndDay, birthOf, dayOfAge } from './age.ts';
import { latestOf } from './follow-ups.ts';
import { addMonths } from './months.ts';
import { openChoice } from './phrases.ts';
import { listOf, textOf } from './values.ts';

export function flags({ values }: DehriRecord, { today, rules }: CaseContext): readonly CaseFlag[] {
  if (values['status'] === 'closed') return [];
  const out: CaseFlag[] = [];
  const add = (key: string, tone: CaseFlag['tone'], icon: string, filled?: Phrase['values']): void => {
    out.push({ key, tone, icon, word: filled === undefined ? { key: `flag.${key}` } : { key: `flag.${key}`, values: filled } });
  };
  if (latestOf(values, 'stay') === 'none') add('no_place', 'mend', 'alert');
  if (latestOf(values, 'mood') === 'distress') add('distress', 'mend', 'alert');
  if (values['hasSomeone'] === false) add('alone', 'mend', 'user');
  const age = ageOn(values, today);
  const eighteen = dayOfAge(values, ADULT);
  if (age !== undefined && age < ADULT && eighteen !== undefined && today >= addMonths(eighteen, -rules.number('eighteenNoticeMonths'))) add('eighteen_soon', 'todo', 'calendar', { day: eighteen });
  const end = aftercareEndDay(values, rules);
  if (age !== undefined && age >= ADULT && end !== undefined && today < end && today >= addMonths(end, -rules.number('aftercareNoticeMonths'))) add('aftercare_ends', 'todo', 'calendar', { day: end });
  if (textOf(values, 'papers.aadhaar.state') !== 'issued') add('no_aadhaar', 'todo', 'card');
  return out;
}

/** The word of a choice, or nothing to show. */
function choice(values: Values, path: string, list: string = path): Fact | undefined {
  const value = textOf(values, path);
  return value === '' ? undefined : { label: { key: `fact.${path}` }, value: { key: `choice.${list}.${value}` } };
}

function told(values: Values, path: string): Fact | undefined {
  const value = textOf(values, path);
  return value === '' ? undefined : { label: { key: `fact.${path}` }, value };
}

export function profileFacts({ values }: DehriRecord, { today, rules }: CaseContext): readonly Fact[] {
  const birth = birthOf(values);
  const age = ageOn(values, today);
  const home = textOf(values, 'homeKind');
  const facts: (Fact | undefined)[] = [
    told(values, 'name'),
    choice(values, 'sex'),
    birth?.exact === true ? { label: { key: 'fact.birthDate' }, value: birth.day } : undefined,
    age === undefined ? undefined : { label: { key: 'fact.age' }, value: { key: birth?.exact === true ? 'age.exact' : 'age.about', values: { age } } },
    choice(values, 'ageProof'), choice(values, 'socialCategory', 'category'),
    choice(values, 'source'),
    told(values, 'homeName'), home === '' ? undefined : { label: { key: 'fact.homeKind' }, value: openChoice('homeKind', home, rules) }, told(values, 'admissionNumber'),
    told(values, 'admittedDay'), told(values, 'leavesDay'), told(values, 'leftDay'), choice(values, 'leftWhy'),
    told(values, 'orderNumber'), told(values, 'orderDay'),
    choice(values, 'parents'), told(values, 'fatherName'), told(values, 'motherName'),
    told(values, 'guardianName'), told(values, 'guardianRelation'), choice(values, 'familyTie'),
    choice(values, 'stay'), told(values, 'stayNote'), choice(values, 'mood'), choice(values, 'health'), told(values, 'healthNote'),
    choice(values, 'schooling'), choice(values, 'work'), choice(values, 'bank'),
    ...listOf(values, 'wishes').map((wish): Fact => ({ label: { key: 'fact.wishes' }, value: { key: `choice.wish.${wish}` } })),
  ];
  return facts.flatMap((fact) => (fact === undefined ? [] : [fact]));
}

/** What was decided of her after-care, her membership, and, only while she agrees, that she has another file. */
export function aftercareFacts({ bucket, values }: DehriRecord, { rules }: CaseContext): readonly Fact[] {
  const end = aftercareEndDay(values, rules);
  const facts: (Fact | undefined)[] = [
    choice(values, 'aftercare'), told(values, 'aftercareDay'), told(values, 'aftercareNote'), told(values, 'stipendFrom'),
    end === undefined ? undefined : { label: { key: 'fact.aftercareEnd' }, value: end },
    values['allianceMember'] === true ? { label: { key: 'fact.allianceMember' }, value: textOf(values, 'allianceNumber') || { key: 'yes' } } : undefined,
    values['allianceMember'] === true ? told(values, 'allianceDay') : undefined,
    values['wantsHandover'] === true ? { label: { key: 'fact.wantsHandover' }, value: textOf(values, 'handoverDay') || { key: officeKindOf(bucketPlace(bucket)) === 'osc' ? 'link.handoverWaits' : 'yes' } } : undefined,
    values['consentLink'] === true && textOf(values, 'linkedCase') !== '' ? { label: { key: 'fact.linkedCase' }, value: { key: 'link.linked' } } : undefined,
  ];
  return facts.flatMap((fact) => (fact === undefined ? [] : [fact]));
}
