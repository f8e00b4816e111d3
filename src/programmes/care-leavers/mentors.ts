// Mentors: who could stand by whom, how a mentor's record is shown, and the meetings of a pair. A mentor
// is of the same district and, unless she wishes otherwise, of the same sex; willing, trained, grown up,
// not younger, not herself, and has not too many already.
import type { CaseContext, CaseLine, CaseWork, MatchCandidate, MatchWork } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase, PlannedWrite } from '#shared/field-work.ts';
import { bucketDistrict } from '#shared/place/bucket.ts';
import type { RecordId, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ADULT, ageOn } from './age.ts';
import { meeting, mentorProfile, mentorStatus, pairingEnd } from './forms/mentor.ts';
import type { Domain } from './lists.ts';
import { openChoice } from './phrases.ts';
import { listOf, rowsOf, textOf, type RowReader } from './values.ts';

/** What she wishes for → the domain in which a mentor helps with it. */
const DOMAIN_OF_WISH: Readonly<Record<string, Domain>> = {
  stay: 'housing', study: 'education', skill: 'education', work: 'money', money: 'money', health: 'health', talk: 'mind', papers: 'identity', legal: 'identity',
};

export const matches: MatchWork = {
  recordType: 'careLeaver',
  mentorType: 'mentor',
  candidates: (record, all, context) => {
    const judged = all.filter(({ type }) => type === 'mentor').map((mentor) => judge(record, mentor, all, context));
    return judged.sort((a, b) => Number(b.fits) - Number(a.fits) || b.worth - a.worth || (a.title < b.title ? -1 : 1)).map(({ mentor, title, fits, why }) => ({ mentor, title, fits, why }));
  },
  pair: (record, mentor, row, { today }) => ({
    type: 'careLeaver', record: record.id,
    edits: { [`mentorships.${row}.mentor`]: mentor.id, [`mentorships.${row}.mentorName`]: textOf(mentor.values, 'name'), [`mentorships.${row}.from`]: today },
  }),
};

function judge(record: DehriRecord, mentor: DehriRecord, all: readonly DehriRecord[], context: CaseContext): MatchCandidate & { readonly worth: number } {
  const against = whyNot(record, mentor, all, context);
  const { values } = mentor;
  const helps = [...new Set(listOf(record.values, 'wishes').flatMap((wish) => DOMAIN_OF_WISH[wish] ?? []))].filter((domain) => listOf(values, 'domains').includes(domain));
  const count = menteesOf(mentor.id, all).length;
  const years = typeof values['experience'] === 'number' ? values['experience'] : 0;
  const speaks: Phrase[] = [
    ...(values['kind'] === 'care_leaver' ? [{ key: 'match.careLeaver' }] : []),
    ...helps.map((domain): Phrase => ({ key: 'match.domain', values: { domain: { key: `choice.domain.${domain}` } } })),
    ...(years > 0 ? [{ key: 'match.experience', values: { years } }] : []),
    count === 0 ? { key: 'match.free' } : { key: 'match.mentees', values: { count } },
  ];
  return {
    mentor: mentor.id, title: textOf(values, 'name') || textOf(values, 'number'), fits: against.length === 0, why: against.length === 0 ? speaks : against,
    worth: helps.length * 3 + (values['kind'] === 'care_leaver' ? 2 : 0) + Math.min(years, 5) / 5 - count,
  };
}

/** Everything that stands between the two; empty when they fit. */
export function whyNot(record: DehriRecord, mentor: DehriRecord, all: readonly DehriRecord[], { today, rules }: Pick<CaseContext, 'today' | 'rules'>): readonly Phrase[] {
  const { values } = mentor;
  const why: Phrase[] = [];
  const unless = (ok: boolean, key: string, filled?: Phrase['values']): void => {
    if (!ok) why.push(filled === undefined ? { key: `match.not.${key}` } : { key: `match.not.${key}`, values: filled });
  };
  if (isHerself(record, mentor)) return [{ key: 'match.not.herself' }];
  const running = pairingOf(record.values);
  if (running !== undefined) return [{ key: running.text('mentor') === mentor.id ? 'match.not.already' : 'match.not.hasMentor' }];
  const [age, mentors] = [ageOn(record.values, today), ageOn(values, today)];
  const most = mostOf(values, rules.number('mentorMost'));
  unless(values['status'] !== 'paused' && values['status'] !== 'ended', 'active');
  unless(values['willing'] === true, 'willing');
  unless(textOf(values, 'trainedDay') !== '', 'trained');
  // With a child nobody is left alone who was not enquired about.
  unless((age !== undefined && age >= ADULT) || textOf(values, 'checkedDay') !== '', 'checked');
  unless(mentors !== undefined && mentors >= ADULT, 'grownUp');
  unless(mentors === undefined || age === undefined || mentors >= age, 'younger');
  unless(bucketDistrict(mentor.bucket) === bucketDistrict(record.bucket), 'district');
  unless(record.values['mentorAnySex'] === true || values['sex'] === record.values['sex'], 'sex');
  unless(menteesOf(mentor.id, all).length < most, 'full', { most });
  return why;
}

function mostOf(values: Values, usual: number): number {
  const own = values['most'];
  return typeof own === 'number' ? Math.min(own, usual) : usual;
}

export function isHerself(record: DehriRecord, mentor: DehriRecord): boolean {
  return textOf(mentor.values, 'leaver') === record.id || record.values['asMentor'] === mentor.id;
}

/** Files in which the mentor's pairing runs. */
export function menteesOf(mentor: RecordId, all: readonly DehriRecord[]): readonly DehriRecord[] {
  return all.filter(({ type, values }) => type === 'careLeaver' && values['status'] !== 'closed' && rowsOf(values, 'mentorships').some((row) => row.text('mentor') === mentor && row.text('to') === ''));
}

/** The pairing that runs. */
export function pairingOf(values: Values): RowReader | undefined {
  return rowsOf(values, 'mentorships').find((row) => row.text('mentor') !== '' && row.text('to') === '');
}

/** Meetings of a pairing: those between its first and last day. The earliest first. */
export function meetingsOf(values: Values, pairing: RowReader): readonly RowReader[] {
  const [from, to] = [pairing.text('from'), pairing.text('to')];
  return rowsOf(values, 'meetings').filter((row) => row.text('day') >= from && (to === '' || row.text('day') <= to)).sort((a, b) => (a.text('day') < b.text('day') ? -1 : 1));
}

/** Pairings, the running one first, and its meetings. */
export function mentorLines({ values }: DehriRecord, { rules }: CaseContext): readonly CaseLine[] {
  const pairings = [...rowsOf(values, 'mentorships')].sort((a, b) => Number(a.text('to') !== '') - Number(b.text('to') !== '') || (a.text('from') < b.text('from') ? 1 : -1));
  const lines = pairings.map((row): CaseLine => {
    const count = meetingsOf(values, row).length;
    const ended = row.text('to') !== '';
    return {
      row: row.path, icon: 'star', title: row.text('mentorName'),
      detail: ended
        ? { key: 'pairing.ended', values: { from: row.text('from'), to: row.text('to'), why: openChoice('pairingEnd', row.text('endWhy') || 'other', rules) } }
        : { key: 'pairing.runs', values: { from: row.text('from'), count } },
      state: ended ? { key: 'ended', tone: 'closed', word: { key: 'pairing.state.ended' } } : { key: 'runs', tone: 'done', word: { key: 'pairing.state.runs' } },
      forms: ended ? [] : [pairingEnd.id],
    };
  });
  const met = [...rowsOf(values, 'meetings')].sort((a, b) => (a.text('day') < b.text('day') ? 1 : -1)).map((row): CaseLine => ({
    row: row.path, icon: 'calendar', title: { key: 'pairing.meeting', values: { day: row.text('day') } },
    detail: row.text('note') || { key: `choice.way.${row.text('way') || 'visit'}` }, forms: [meeting.id],
  }));
  return [...lines, ...met];
}

/** Her own record among the mentors, made when she says that she wants to be one; brought up to date when she says more. */
export function mentorWrites(record: RecordId, before: DehriRecord | undefined, edits: Values, { today, place, person }: CaseContext): readonly PlannedWrite[] {
  const values = { ...before?.values, ...edits };
  if (values['mentorWilling'] !== true && textOf(values, 'asMentor') === '') return [];
  const mentor = textOf(values, 'asMentor') || `mentor-${record}`;
  const isNew = textOf(values, 'asMentor') === '';
  const ready: Values = { willing: values['mentorWilling'] === true, trainedDay: textOf(values, 'mentorTrainedDay') || null, domains: [...listOf(values, 'mentorDomains')] };
  if (!isNew) return [{ type: 'mentor', record: mentor, edits: ready }];
  const who = Object.fromEntries(['name', 'sex', 'birthDate', 'age', 'ageDay'].flatMap((path) => (values[path] === undefined || values[path] === null ? [] : [[path, values[path]]])));
  return [
    { type: 'mentor', record: mentor, place, edits: { ...ready, ...who, leaver: record, kind: 'care_leaver', status: 'active', statusDay: today, registeredDay: today, takenBy: person, worker: person } },
    { type: 'careLeaver', record, edits: { asMentor: mentor } },
  ];
}

const READY = mentorState('ready', 'done');
const NOT_READY = mentorState('not_ready', 'todo');
const PAUSED = mentorState('paused', 'later');
const ENDED = mentorState('ended', 'closed');

function mentorState(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `mentor.state.${key}` } };
}

export const mentorFiles: CaseWork = {
  recordType: 'mentor',
  icon: 'group',
  offices: ['dcpu', 'osc'],
  intakeForm: mentorProfile.id,
  beginAt: ({ person, today }, number) => ({ number, registeredDay: today, takenBy: person, worker: person }),
  numberPath: 'number',
  numberPrefix: 'MEN',
  states: [READY, NOT_READY, PAUSED, ENDED],
  stateOf: ({ values }) => {
    if (values['status'] === 'ended') return ENDED;
    if (values['status'] === 'paused') return PAUSED;
    return values['willing'] === true && textOf(values, 'trainedDay') !== '' ? READY : NOT_READY;
  },
  isOpen: ({ values }) => values['status'] !== 'ended',
  masked: ({ values }) => ({ title: textOf(values, 'number') || textOf(values, 'registeredDay'), detail: mentorDetail(values) }),
  card: ({ values }) => ({ title: textOf(values, 'name'), detail: mentorDetail(values) }),
  names: ['name', 'safePhone'],
  flags: ({ values }) => (textOf(values, 'checkedDay') === '' ? [{ key: 'not_checked', tone: 'todo', icon: 'shield', word: { key: 'flag.not_checked' } }] : []),
  contact: ({ values }) => {
    const phone = textOf(values, 'safePhone');
    return phone === '' ? undefined : { phone, when: { key: 'choice.time.any' }, noMessage: false };
  },
  parts: [{ key: 'mentor', icon: 'star', facts: mentorFacts, forms: [mentorProfile.id, mentorStatus.id] }],
  objections: () => [],
  papers: [],
};

function mentorDetail(values: Values): Phrase {
  return { key: 'mentor.detail', values: { kind: { key: `choice.mentorKind.${textOf(values, 'kind') || 'volunteer'}` }, sex: { key: `choice.sex.${textOf(values, 'sex') || 'third'}` } } };
}

function mentorFacts({ values }: DehriRecord, { today }: CaseContext): readonly Fact[] {
  const age = ageOn(values, today);
  const told = (path: string): Fact[] => (textOf(values, path) === '' ? [] : [{ label: { key: `fact.${path}` }, value: textOf(values, path) }]);
  return [
    ...told('name'),
    ...(age === undefined ? [] : [{ label: { key: 'fact.age' }, value: { key: 'age.exact', values: { age } } }]),
    ...told('occupation'),
    ...(typeof values['experience'] === 'number' ? [{ label: { key: 'fact.experience' }, value: { key: 'match.experience', values: { years: values['experience'] } } }] : []),
    { label: { key: 'fact.willing' }, value: { key: values['willing'] === true ? 'yes' : 'no' } },
    ...told('trainedDay'), ...told('checkedDay'),
    ...listOf(values, 'domains').map((domain): Fact => ({ label: { key: 'fact.domains' }, value: { key: `choice.domain.${domain}` } })),
  ];
}
