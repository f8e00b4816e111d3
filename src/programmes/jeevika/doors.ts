// How a family's door is shown, sorted and walked.
import type { Advice, DoorState, DoorWork, Fact, MemberLine, Phrase } from '#shared/field-work.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { adviceFor } from './advice.ts';
import { addFamily } from './forms/add-family.ts';
import { contact } from './forms/contact.ts';
import { identity } from './forms/identity.ts';
import { members as membersForm } from './forms/members.ts';
import { survey } from './forms/survey.ts';
import { homeOf, isJoined, linkageOf, textOf } from './linkage.ts';
import { nextDoors, visitOf } from './next-door.ts';

const STATES = {
  open: state('open', 'todo'),
  again: state('again', 'later'),
  willing: state('willing', 'later'),
  linked: state('linked', 'done'),
  closed: state('closed', 'closed'),
  joined: state('joined', 'closed'),
} as const;

export const doors: DoorWork = {
  recordType: 'household',
  surveyForm: survey.id,
  registerForm: addFamily.id,
  otherForms: [identity.id, contact.id, membersForm.id],
  identity: { name: 'headName', relative: 'guardianName', digits: 'cardNumber' },
  beginAt: (place, placeName) => ({ listed: false, place, tolaName: placeName }),
  states: Object.values(STATES),
  stateOf,
  card: (door) => ({ title: textOf(door.values, 'headName'), detail: cardDetail(door) }),
  facts,
  members,
  advice,
  safePhone: ({ values }) => (values['phoneMayCall'] === true ? textOf(values, 'safePhone') || undefined : undefined),
  placeOf: homeOf,
  isDone: (door) => !isJoined(door) && visitOf(door).state === 'done',
  doneOn: (door) => (!isJoined(door) && visitOf(door).state === 'done' ? textOf(door.values, 'outcomeDay') || undefined : undefined),
  nextDoors,
};

function stateOf(door: DehriRecord): DoorState {
  const visit = visitOf(door);
  if (isJoined(door)) return STATES.joined;
  if (visit.state === 'open') return STATES.open;
  if (visit.state === 'again') return STATES.again;
  switch (linkageOf(door.values)) {
    case 'before':
    case 'now':
      return STATES.linked;
    case 'willing':
      return STATES.willing;
    case 'open':
      return STATES.closed;
  }
}

/** "पति: रमेश · …4821": enough to know the door, no more. */
function cardDetail({ values }: DehriRecord): Phrase {
  const name = textOf(values, 'guardianName');
  const tail = textOf(values, 'cardNumber').slice(-4);
  const relation = textOf(values, 'guardianRelation');
  const who = name === '' ? 'nobody' : relation === 'husband' || relation === 'father' || relation === 'mother' ? relation : 'other';
  return { key: `door.detail.${who}${tail === '' ? 'NoCard' : ''}`, values: { name, tail } };
}

function facts({ values }: DehriRecord): readonly Fact[] {
  const out: Fact[] = [];
  const label = (field: string): Phrase => ({ key: `field.household.${field}` });
  const text = (field: string): void => {
    const value = values[field];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') out.push({ label: label(field), value: String(value) });
  };
  const choice = (field: string, list: string): void => {
    const value = textOf(values, field);
    if (value !== '') out.push({ label: label(field), value: { key: `choice.${list}.${value}` } });
  };
  choice('outcome', 'outcome');
  choice('refusalReason', 'refusal');
  text('womanName');
  text('groupName');
  if (textOf(values, 'groupName') === '') text('listGroupName');
  text('cardNumber');
  choice('cardType', 'cardType');
  text('dealer');
  text('memberCount');
  text('tolaName');
  text('landmark');
  choice('socialCategory', 'category');
  if (values['mahadalit'] === true) out.push({ label: label('mahadalit'), value: { key: `choice.mahadalitSource.${textOf(values, 'mahadalitSource') || 'family'}` } });
  choice('ayushmanFamily', 'ayushmanFamily');
  if (values['phoneMayCall'] === true) choice('safeTime', 'time');
  text('notes');
  return out;
}

function members({ values }: DehriRecord): readonly MemberLine[] {
  return rowIds(values, 'members').map((row) => {
    const age = values[`members.${row}.age`];
    const ayushman = textOf(values, `members.${row}.ayushman`) || 'unknown';
    return {
      row,
      name: textOf(values, `members.${row}.name`),
      detail: typeof age === 'number' ? { key: `member.detail.${ayushman}`, values: { age } } : { key: `member.detailNoAge.${ayushman}` },
    };
  });
}

function state(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `door.state.${key}` } };
}

/** The same advice for several persons is said once, with all their names. */
function advice(door: DehriRecord): readonly Advice[] {
  const named = new Map<string, string[]>();
  for (const { code, name } of adviceFor(door)) {
    const names = named.get(code) ?? [];
    named.set(code, name === undefined || name === '' ? names : [...names, name]);
  }
  return [...named].map(([code, names]) => {
    const values = { name: names.join(', ') };
    return { key: code, title: { key: `advice.${code}.title`, values }, detail: { key: `advice.${code}.detail`, values } };
  });
}
