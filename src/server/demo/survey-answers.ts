// How the demo's mitras fill the survey: plausible answers to whatever the form asks.
import type { FormEngine } from '#shared/form/engine.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { child, couple, write, type Couple } from './names.ts';
import type { Random } from './random.ts';

export interface Visit {
  readonly outcome: string;
  readonly mahadalit: boolean;
  /** ISO day a family that went away is expected back, if known. */
  readonly returnsBy?: string;
  readonly note?: string;
}

export function drawOutcome(random: Random, values: Values, willingTola: boolean): string {
  if (typeof values['listGroupName'] === 'string' && values['listGroupName'] !== '') {
    return random.weighted([['linked_already', 91], ['locked', 4], ['migrated', 3], ['elsewhere', 1], ['not_found', 1]]);
  }
  if (willingTola) return random.weighted([['new_group', 84], ['locked', 6], ['refused', 5], ['migrated', 5]]);
  return random.weighted([['new_group', 40], ['old_group', 17], ['refused', 11], ['locked', 14], ['migrated', 9], ['no_woman', 4], ['elsewhere', 3], ['not_found', 2]]);
}

export function fillSurvey(form: FormEngine, random: Random, visit: Visit): void {
  const answer = (path: string, value: FieldValue): void => {
    if (form.state(path).relevant) form.set(path, value);
  };
  answer('outcome', visit.outcome);
  answer('refusalReason', random.weighted([['family_says_no', 40], ['no_time', 20], ['saving_too_high', 20], ['bad_experience', 10], ['no_trust', 10]]));
  if (visit.returnsBy !== undefined) answer('returnsBy', visit.returnsBy);
  answer('consent', random.chance(0.97));
  answer('womanAge', random.int(19, 61));
  if (visit.outcome === 'old_group') answer('groupName', random.pick(['लक्ष्मी', 'गंगा', 'ज्योति', 'कमल']));
  answer('groupEntered', random.chance(0.7));

  if (random.chance(0.25)) answer('safePhone', null);
  answer('phoneMayCall', random.chance(0.8));
  answer('safeTime', random.weighted([['any', 30], ['morning', 20], ['noon', 30], ['evening', 20]]));
  answer('mahadalit', visit.mahadalit);
  answer('mahadalitSource', 'vikas_mitra');

  const cards = random.weighted([['all', 28], ['some', 44], ['nobody', 22], ['unknown', 6]]);
  answer('ayushmanFamily', cards);
  if (form.state('members').relevant && (cards === 'some' || cards === 'nobody')) addMembers(form, random, cards === 'nobody');

  const kutcha = random.chance(visit.mahadalit ? 0.7 : 0.4);
  answer('houseKind', random.chance(0.05) ? 'no_land' : kutcha ? 'kutcha' : 'pucca');
  answer('houseScheme', random.weighted([['got', 25], ['listed', 25], ['no', 40], ['unknown', 10]]));
  answer('housingBars', random.chance(0.8) ? ['none'] : [random.pick(['vehicle', 'kcc_50000', 'income_15000', 'registered_business'])]);
  answer('rationNeeds', random.chance(0.55) ? ['none'] : [random.pick(['new_member', 'correction', 'ekyc', 'remove_member', 'own_card', 'dealer'])]);
  answer('otherNeeds', random.chance(0.4) ? ['none'] : [random.pick(['pension', 'aadhaar', 'bank_account', 'birth_certificate', 'eshram', 'gas', 'homestead_land', 'skill'])]);
  answer('rojgar', random.weighted([['received', 25], ['applied', 25], ['wanted', 40], ['not_wanted', 10]]));
  answer('taxOrGovernmentJob', random.chance(0.04));
  answer('trainings', [random.pick(['sewing', 'computer', 'beauty', 'food', 'money', 'ayushman_online', 'none'])]);
  answer('livelihoods', [random.pick(['goat', 'cow', 'poultry', 'vegetables', 'shop', 'tailoring', 'silk', 'none'])]);
  if (visit.note !== undefined) answer('notes', visit.note);
}

function addMembers(form: FormEngine, random: Random, nobody: boolean): void {
  const people: Couple = couple(random);
  const woman = form.value('womanName');
  const husband = form.value('womanGuardian');
  const persons: (readonly [name: string, sex: string, age: number])[] = [
    [typeof woman === 'string' ? woman : write(people.woman, 'hi'), 'female', Number(form.value('womanAge') ?? 30)],
    [typeof husband === 'string' ? husband : write(people.man, 'hi'), 'male', random.int(24, 66)],
  ];
  for (let i = random.int(1, 3); i > 0; i -= 1) {
    const sex = random.chance(0.5) ? 'female' : 'male';
    persons.push([write(child(random, people, sex), 'hi'), sex, random.int(1, 19)]);
  }
  if (random.chance(0.2)) persons.push([write(people.woman, 'hi'), 'female', random.int(66, 84)]);
  const without = nobody ? persons : persons.slice(random.int(0, 2));
  without.forEach(([name, sex, age], i) => {
    const row = `k${i + 1}`;
    form.addRow('members', row);
    form.set(`members.${row}.name`, name);
    form.set(`members.${row}.sex`, sex);
    form.set(`members.${row}.age`, age);
    form.set(`members.${row}.ayushman`, random.weighted([['wanted', 80], ['applied', 12], ['not_wanted', 8]]));
  });
}
