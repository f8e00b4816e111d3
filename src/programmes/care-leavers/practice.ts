// What the app is told about files of care leavers: how a file is shown masked and open, what leads it,
// and the parts it has.
import type { CaseContext, CaseFlag, CasePractice, CaseWork } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Values } from '#shared/record/change.ts';
import { addMonths } from './months.ts';
import { ADULT, ageOn, aftercareEndDay, bandOf, BANDS, birthOf, dayOfAge } from './age.ts';
import { profile } from './forms/profile.ts';
import { listOf, rowsOf, textOf } from './values.ts';

const TONES = { in_care: 'later', aftercare: 'todo', extended: 'todo', may_extend: 'mend', independent: 'done', unknown: 'mend' } as const satisfies Record<(typeof BANDS)[number], DoorState['tone']>;
const STATES = BANDS.map((key): DoorState => ({ key, tone: TONES[key], word: { key: `state.${key}` } }));
const CLOSED: DoorState = { key: 'closed', tone: 'closed', word: { key: 'state.closed' } };

export const leavers: CaseWork = {
  recordType: 'careLeaver',
  icon: 'star',
  offices: ['dcpu', 'osc'],
  intakeForm: profile.id,
  beginAt: ({ person, today }, number) => ({ number, registeredDay: today, takenBy: person, worker: person }),
  numberPath: 'number',
  numberPrefix: 'CL',
  states: [...STATES, CLOSED],
  stateOf,
  isOpen: ({ values }) => values['status'] !== 'closed',
  masked: ({ values }, { today }) => ({ title: textOf(values, 'number'), detail: detailOf(values, today) }),
  card: ({ values }, { today }) => ({ title: textOf(values, 'name') || textOf(values, 'number'), detail: detailOf(values, today) }),
  flags,
  contact: ({ values }) => {
    const phone = textOf(values, 'safePhone');
    if (phone === '' || values['phoneMayCall'] !== true) return undefined;
    return { phone, when: { key: `choice.time.${textOf(values, 'safeTime') || 'any'}` }, noMessage: true };
  },
  parts: [{ key: 'profile', icon: 'user', facts: profileFacts, forms: [profile.id] }],
  objections: () => [],
  papers: [],
};

export const practice: CasePractice = { cases: [leavers], registers: [] };

function stateOf({ values }: DehriRecord, { today, rules }: CaseContext): DoorState {
  if (values['status'] === 'closed') return CLOSED;
  const band = bandOf(values, today, rules);
  return STATES.find(({ key }) => key === band) ?? CLOSED;
}

/** Age and sex say enough to know whom to call in, and not who it is. */
function detailOf(values: Values, today: string): Phrase {
  const age = ageOn(values, today);
  const sex = textOf(values, 'sex') || 'unknown';
  return age === undefined ? { key: `card.${sex}` } : { key: `card.${sex}Age`, values: { age } };
}

/** Where she stays and how she is: as the last follow-up found it, else as her profile says. */
export function latestOf(values: Values, field: 'stay' | 'mood'): string {
  const found = rowsOf(values, 'followUps').filter((row) => row.text(field) !== '' && row.text('doneDay') !== '')
    .sort((a, b) => (a.text('doneDay') < b.text('doneDay') ? -1 : 1)).at(-1);
  return found?.text(field) ?? textOf(values, field);
}

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
  if (age !== undefined && age < ADULT) add('child', 'todo', 'child');
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

export function profileFacts({ values }: DehriRecord, { today }: CaseContext): readonly Fact[] {
  const birth = birthOf(values);
  const age = ageOn(values, today);
  const facts: (Fact | undefined)[] = [
    told(values, 'name'),
    choice(values, 'sex'),
    birth?.exact === true ? { label: { key: 'fact.birthDate' }, value: birth.day } : undefined,
    age === undefined ? undefined : { label: { key: 'fact.age' }, value: { key: birth?.exact === true ? 'age.exact' : 'age.about', values: { age } } },
    choice(values, 'ageProof'),
    choice(values, 'source'),
    told(values, 'homeName'), choice(values, 'homeKind'), told(values, 'admissionNumber'),
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
