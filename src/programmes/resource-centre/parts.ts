// The parts of the page of a file, in its order.
import type { CaseContext, CaseFlag, CaseLine, CasePart } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { REFERRAL_STANDINGS, type ReferralStanding } from '#shared/subjects/category.ts';
import { ADULT, ageOn, birthOf, dayOfAge } from './age.ts';
import { followUpLines } from './follow-ups.ts';
import * as choices from './forms/choices.ts';
import { aftercare, closing, kept, named, neverKept, reopening, responsible } from './forms/handling.ts';
import { intake } from './forms/intake.ts';
import { order, plan, voice } from './forms/plan.ts';
import { followUp, pause, pauseEnd, referralAnswer, referralSend, referralWithdraw, scheme, service } from './forms/work.ts';
import { given, openNeeds, unaskedNeeds } from './needs.ts';
import { isProtectedFile, markOf } from './protected.ts';
import { isOpenReferral, referralNow, referralsOf } from './referrals.ts';
import { listOf, rowsOf, textOf, type RowReader } from './values.ts';

const REFERRAL_TONES: Readonly<Record<ReferralStanding, DoorState['tone']>> = { sent: 'later', received: 'todo', overdue: 'mend', stopped: 'later', given: 'done', refused: 'mend', withdrawn: 'closed' };
const REFERRAL_SHOWN = Object.fromEntries(REFERRAL_STANDINGS.map((key): [string, DoorState] => [key, { key, tone: REFERRAL_TONES[key], word: { key: `referral.state.${key}` } }]));
const SCHEME_TONES: Readonly<Record<string, DoorState['tone']>> = { applied: 'later', approved: 'todo', received: 'done', refused: 'mend' };

export const PARTS: readonly CasePart[] = [
  { key: 'needs', icon: 'heart-plus', lines: needLines, forms: [service.id] },
  { key: 'referrals', icon: 'send', lines: referralLines, forms: [referralSend.id, pause.id], offers: (form, { values }) => form !== pause.id || referralsOf(values).some(isOpenReferral) },
  { key: 'plan', icon: 'book', facts: orderFacts, lines: planLines, forms: [plan.id, order.id] },
  { key: 'followUps', icon: 'calendar', lines: followUpLines, forms: [followUp.id] },
  { key: 'schemes', icon: 'rupee', lines: schemeLines, forms: [scheme.id] },
  { key: 'who', icon: 'child', facts: whoFacts, forms: [intake.id, voice.id] },
  { key: 'handling', icon: 'lock', handsOver: true, facts: handlingFacts, forms: [responsible.id, named.id, kept.id, neverKept.id, aftercare.id, closing.id, reopening.id], offers: offersOfHandling },
];

function needLines({ values }: DehriRecord): readonly CaseLine[] {
  const unasked = new Set(unaskedNeeds(values));
  const iconOf = (code: string): string => choices.service.find(({ value }) => value === code)?.icon ?? 'help';
  const open = openNeeds(values).map((need): CaseLine => ({
    row: `needs.${need}`, icon: iconOf(need), title: { key: `service.${need}` }, detail: { key: unasked.has(need) ? 'need.unasked' : 'need.asked' },
    state: unasked.has(need) ? { key: 'unasked', tone: 'mend', word: { key: 'need.state.open' } } : { key: 'asked', tone: 'later', word: { key: 'need.state.asked' } },
  }));
  const had = given(values).map((one): CaseLine => {
    const row = rowsOf(values, 'services').find(({ path }) => path === one.row);
    return {
      row: one.row, icon: iconOf(one.service), title: { key: `service.${one.service}` }, detail: givenBy(values, one.row, one.day), state: { key: 'given', tone: 'done', word: { key: 'need.state.given' } },
      ...(row !== undefined && { forms: [service.id] }),
    };
  });
  return [...open, ...had];
}

/** Which list or which referral says so. */
function givenBy(values: Values, path: string, day: string): Phrase {
  const referral = referralsOf(values).find((row) => row.path === path);
  if (referral !== undefined) return { key: 'need.byDepartment', values: { department: { key: `department.${referral.text('department')}` }, day } };
  const row = rowsOf(values, 'services').find((one) => one.path === path);
  const saidBy = row?.text('saidBy') ?? '';
  if (saidBy === 'list') return { key: 'need.byList', values: { category: { key: `category.${row?.text('category') ?? ''}` }, day } };
  return { key: 'need.by', values: { who: { key: `choice.saidBy.${saidBy || 'seen'}` }, day } };
}

function referralLines({ values }: DehriRecord, context: CaseContext): readonly CaseLine[] {
  const rank = (row: RowReader): number => (isOpenReferral(row) ? 0 : 1);
  const lines = [...referralsOf(values)].sort((a, b) => rank(a) - rank(b)).map((row): CaseLine => {
    const now = referralNow(values, row, context);
    return {
      row: row.path, icon: 'send', title: { key: 'referral.to', values: { service: { key: `service.${row.text('service')}` }, department: { key: `department.${row.text('department')}` } } },
      detail: referralDetail(row, now), ...(REFERRAL_SHOWN[now.state] !== undefined && { state: REFERRAL_SHOWN[now.state] }),
      forms: isOpenReferral(row) ? [referralAnswer.id, referralWithdraw.id] : [],
    };
  });
  const stops = rowsOf(values, 'pauses').filter((row) => row.day('from') !== '' && row.day('to') === '').map((row): CaseLine => ({
    row: row.path, icon: 'stop', title: { key: 'referral.pause', values: { service: { key: `service.${row.text('service')}` } } },
    detail: { key: 'referral.pausedSince', values: { day: row.day('from'), reason: row.text('reason') } }, forms: [pauseEnd.id],
  }));
  return [...lines, ...stops];
}

function referralDetail(row: RowReader, { state, due, over, stopped }: ReturnType<typeof referralNow>): Phrase {
  const values = { sent: row.day('sentDay'), due: due ?? '', day: row.day('answeredDay') || row.day('withdrawnDay'), note: row.text('answerNote') || row.text('withdrawnWhy') || '—', reason: stopped ?? '' };
  if (state === 'overdue') return { key: 'referral.detail.overdue', values: { ...values, count: over ?? 0 } };
  return { key: state === 'given' && row.text('answerNote') !== '' ? 'referral.detail.givenNote' : `referral.detail.${state}`, values };
}

/** Open steps by due day, then those that are done. */
export function stepsInOrder(values: Values): readonly RowReader[] {
  const rows = [...rowsOf(values, 'plan')].sort((a, b) => (a.day('dueDay') < b.day('dueDay') ? -1 : 1));
  return [...rows.filter((row) => row.day('doneDay') === ''), ...rows.filter((row) => row.day('doneDay') !== '')];
}

export function stateOfStep(row: RowReader, today: string): DoorState {
  if (row.day('doneDay') !== '') return { key: 'done', tone: 'done', word: { key: 'plan.state.done' } };
  return row.day('dueDay') < today ? { key: 'late', tone: 'mend', word: { key: 'plan.state.late' } } : { key: 'open', tone: 'todo', word: { key: 'plan.state.open' } };
}

function planLines({ values }: DehriRecord, { today }: CaseContext): readonly CaseLine[] {
  return stepsInOrder(values).map((row): CaseLine => ({
    row: row.path, icon: choices.area.find(({ value }) => value === row.text('area'))?.icon ?? 'file', title: row.text('step') || row.text('goal'),
    detail: { key: row.day('doneDay') === '' ? 'plan.due' : 'plan.done', values: { area: { key: `choice.area.${row.text('area') || 'other'}` }, owner: { key: `choice.owner.${row.text('owner') || 'worker'}` }, day: row.day('doneDay') || row.day('dueDay') } },
    state: stateOfStep(row, today), forms: [plan.id],
  }));
}

export function orderFacts({ values }: DehriRecord): readonly Fact[] {
  return facts([
    textFact(values, 'wish'), textFact(values, 'orderNumber'), textFact(values, 'orderDay'), choiceFact(values, 'stay', 'stay'), textFact(values, 'homeName'), textFact(values, 'admittedDay'),
    yesFact(values, 'hasAccount'), yesFact(values, 'hasIdentityPaper'),
  ]);
}

function schemeLines({ values }: DehriRecord): readonly CaseLine[] {
  return [...rowsOf(values, 'schemes')].sort((a, b) => (a.day('appliedDay') < b.day('appliedDay') ? 1 : -1)).map((row): CaseLine => {
    const state = row.text('state') || 'applied';
    return {
      row: row.path, icon: 'file', title: row.text('name'), detail: { key: row.text('office') === '' ? 'scheme.line' : 'scheme.lineOffice', values: { office: row.text('office'), day: row.day('stateDay') || row.day('appliedDay') } },
      state: { key: state, tone: SCHEME_TONES[state] ?? 'later', word: { key: `choice.schemeState.${state}` } }, forms: [scheme.id],
    };
  });
}

export function whoFacts({ values }: DehriRecord, { today }: CaseContext): readonly Fact[] {
  const age = ageOn(values, today);
  return facts([
    textFact(values, 'token'),
    listFact(values, 'categories', 'category'),
    textFact(values, 'name'), choiceFact(values, 'sex', 'sex'),
    age === undefined ? undefined : { label: { key: 'fact.age' }, value: { key: birthOf(values)?.exact === true ? 'age.exact' : 'age.about', values: { age } } },
    textFact(values, 'birthDate'), choiceFact(values, 'carer', 'carer'), textFact(values, 'fatherName'), textFact(values, 'motherName'), textFact(values, 'guardianName'),
    textFact(values, 'village'), textFact(values, 'schoolName'), textFact(values, 'phone'), textFact(values, 'caseNumber'), choiceFact(values, 'source', 'source'),
    choiceFact(values, 'ground', 'ground'), textFact(values, 'noticeDay'), yesFact(values, 'assent'), yesFact(values, 'consentShare'),
  ]);
}

function handlingFacts({ values }: DehriRecord, { nameOf }: CaseContext): readonly Fact[] {
  const worker = textOf(values, 'worker');
  return facts([
    worker === '' ? undefined : { label: { key: 'fact.worker' }, value: nameOf(worker) || { key: 'nameUnknown' } },
    { label: { key: 'fact.neverKept' }, value: { key: values['neverKept'] === true ? 'yes' : 'no' } },
    values['status'] === 'closed' ? choiceFact(values, 'outcome', 'outcome') : undefined,
    values['status'] === 'closed' ? textFact(values, 'statusDay') : undefined,
    textFact(values, 'reopenedWhy'), textFact(values, 'aftercareDay'), textFact(values, 'aftercareNote'),
  ]);
}

function offersOfHandling(form: string, { values }: DehriRecord, { today, rules }: CaseContext): boolean {
  const closed = values['status'] === 'closed';
  if (form === closing.id) return !closed;
  if (form === reopening.id) return closed;
  if (form !== aftercare.id) return true;
  const eighteen = dayOfAge(values);
  return eighteen !== undefined && (ageOn(values, today) ?? 0) >= ADULT - Math.ceil(rules.number('rehabNoticeMonths') / 12);
}

export function flags({ values }: DehriRecord, { today }: CaseContext): readonly CaseFlag[] {
  if (values['status'] === 'closed') return [];
  const eighteen = dayOfAge(values);
  return [
    ...(isProtectedFile(values) ? [flag('protected', 'mend', 'lock')] : []),
    ...(textOf(values, 'carer') === 'none' ? [flag('alone', 'mend', 'alert')] : []),
    ...(eighteen !== undefined && today >= eighteen ? [flag('ofAge', 'mend', 'calendar')] : []),
  ];
}

function flag(key: string, tone: CaseFlag['tone'], icon: string): CaseFlag {
  return { key, tone, icon, word: { key: `flag.${key}` } };
}

export function numberFact({ values }: DehriRecord): Fact {
  return { label: { key: 'fact.number' }, value: markOf(values) };
}

function facts(some: readonly (Fact | undefined)[]): readonly Fact[] {
  return some.flatMap((fact) => (fact === undefined ? [] : [fact]));
}

function textFact(values: Values, path: string): Fact | undefined {
  const value = textOf(values, path);
  return value === '' ? undefined : { label: { key: `fact.${path}` }, value };
}

function choiceFact(values: Values, path: string, list: string): Fact | undefined {
  const value = textOf(values, path);
  return value === '' ? undefined : { label: { key: `fact.${path}` }, value: { key: `choice.${list}.${value}` } };
}

function yesFact(values: Values, path: string): Fact | undefined {
  const value = values[path];
  return typeof value === 'boolean' ? { label: { key: `fact.${path}` }, value: { key: value ? 'yes' : 'no' } } : undefined;
}

function listFact(values: Values, path: string, words: string): Fact | undefined {
  const value = joined(listOf(values, path).map((code) => ({ key: `${words}.${code}` })));
  return value === undefined ? undefined : { label: { key: `fact.${path}` }, value };
}

/** `a, b, c` */
export function joined(words: readonly Phrase[]): Phrase | undefined {
  return words.length === 0 ? undefined : words.reduce((a, b) => ({ key: 'join', values: { a, b } }));
}

/** As the plan prints them. */
export function needFacts({ values }: DehriRecord): readonly Fact[] {
  return [
    ...openNeeds(values).map((need): Fact => ({ label: { key: `service.${need}` }, value: { key: 'need.state.open' } })),
    ...given(values).map((one): Fact => ({ label: { key: `service.${one.service}` }, value: givenBy(values, one.row, one.day) })),
  ];
}
