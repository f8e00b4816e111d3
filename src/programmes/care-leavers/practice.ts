// What the app is told about files of care leavers and of mentors.
import type { CaseContext, CasePractice, CaseWork } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { officeKindOf } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ADULT, ageOn, bandOf, BANDS } from './age.ts';
import { followUp } from './forms/follow-up.ts';
import { kept, named, neverKept, responsible } from './forms/handling.ts';
import { linkage } from './forms/linkage.ts';
import { becomeMentor, meeting, mentorWish } from './forms/mentor.ts';
import { plan } from './forms/plan.ts';
import { profile } from './forms/profile.ts';
import { aftercare, alliance, closing, leaving, link } from './forms/status.ts';
import { followUpLines } from './follow-ups.ts';
import { matches, mentorFiles, mentorLines, mentorWrites, pairingOf } from './mentors.ts';
import { objections } from './objections.ts';
import { paperAdvice, paperLines } from './paper-tracker.ts';
import { openChoice } from './phrases.ts';
import { linkageLines, planFacts, planLines } from './plan-part.ts';
import { PAPERS_TO_PRINT } from './printed.ts';
import { aftercareFacts, flags, profileFacts } from './profile-part.ts';
import { REGISTERS } from './registers.ts';
import { stipendLines } from './stipend.ts';
import { textOf } from './values.ts';

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
  names: [
    'name', 'fatherName', 'motherName', 'guardianName', 'guardianPhone', 'safePhone', 'photo', 'admissionNumber', 'orderNumber', 'allianceNumber', 'stayNote',
    'papers.*.nameOn', 'papers.*.ackNumber', 'papers.*.last4', 'papers.*.receiptPhoto', 'papers.*.paperPhoto', 'mentorships.*.mentorName',
  ],
  flags,
  contact: ({ values }) => {
    const phone = textOf(values, 'safePhone');
    if (phone === '' || values['phoneMayCall'] !== true) return undefined;
    return { phone, when: { key: `choice.time.${textOf(values, 'safeTime') || 'any'}` }, noMessage: false };
  },
  parts: [
    // The part that opens by itself: which paper is next.
    { key: 'papers', icon: 'card', lines: paperLines, advice: paperAdvice, forms: [] },
    { key: 'profile', icon: 'user', facts: profileFacts, forms: [profile.id, leaving.id] },
    { key: 'plan', icon: 'book', facts: planFacts, lines: planLines, forms: [plan.id] },
    { key: 'followUps', icon: 'calendar', lines: followUpLines, forms: [followUp.id] },
    { key: 'linkages', icon: 'training', lines: linkageLines, forms: [linkage.id] },
    {
      key: 'aftercare', icon: 'shield', facts: aftercareFacts, forms: [aftercare.id, alliance.id, link.id],
      // Both are asked where she comes first.
      offers: (form, { bucket, values }) => form !== link.id || officeKindOf(bucketPlace(bucket)) === 'osc' || values['consentLink'] === true,
    },
    { key: 'stipend', icon: 'rupee', lines: stipendLines, forms: [], shown: (record, context) => stipendLines(record, context).length > 0 },
    { key: 'mentor', icon: 'star', lines: mentorLines, forms: [meeting.id, mentorWish.id, becomeMentor.id], offers: offersOfMentor },
    { key: 'handling', icon: 'lock', handsOver: true, facts: handlingFacts, forms: [responsible.id, named.id, kept.id, neverKept.id, closing.id] },
  ],
  objections,
  alsoWrites: (form, record, before, edits, context) => (form === becomeMentor.id ? mentorWrites(record, before, edits, context) : []),
  papers: PAPERS_TO_PRINT,
};

export const practice: CasePractice = { cases: [leavers, mentorFiles], matches, registers: REGISTERS };

function offersOfMentor(form: string, { values }: DehriRecord, { today }: CaseContext): boolean {
  if (form === becomeMentor.id) return (ageOn(values, today) ?? 0) >= ADULT;
  return form !== meeting.id || pairingOf(values) !== undefined;
}

function stateOf({ values }: DehriRecord, { today, rules }: CaseContext): DoorState {
  if (values['status'] === 'closed') return CLOSED;
  const band = bandOf(values, today, rules);
  return STATES.find(({ key }) => key === band) ?? CLOSED;
}

/** Age and sex say enough to know whom to call in, and not who it is. */
function detailOf(values: Values, today: string): Phrase {
  const age = ageOn(values, today);
  const sex = textOf(values, 'sex') || 'unknown';
  if (age === undefined) return { key: `card.${sex}` };
  return { key: age < ADULT ? `card.${sex}Young` : `card.${sex}Age`, values: { age } };
}

function handlingFacts({ values }: DehriRecord, { nameOf, rules }: CaseContext): readonly { readonly label: Phrase; readonly value: string | Phrase }[] {
  const worker = textOf(values, 'worker');
  return [
    ...(worker === '' ? [] : [{ label: { key: 'fact.worker' }, value: nameOf(worker) || { key: 'nameUnknown' } }]),
    { label: { key: 'fact.neverKept' }, value: { key: values['neverKept'] === true ? 'yes' : 'no' } },
    ...(values['status'] === 'closed' ? [{ label: { key: 'fact.closedWhy' }, value: openChoice('closedWhy', textOf(values, 'closedWhy') || 'other', rules) }] : []),
  ];
}
