// The registers of the hub as lists with their states, and the page of each record.
import type { CaseContext, CaseLine, OfficeList } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase } from '#shared/field-work.ts';
import { dayFromNumber, dayNumber, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState } from '#shared/task/clock.ts';
import { batchForm, placement } from './forms/batch.ts';
import { eventForm } from './forms/event.ts';
import { fundDecision, fundForm, fundPayment } from './forms/fund.ts';
import { homeCount, homeForm, inspection, inspectionMended } from './forms/home.ts';
import { linkageForm, linkageOutcome } from './forms/linkage.ts';
import { committeeForm, complaintClosed, complaintForm, workplaceForm } from './forms/workplace.ts';
import { EVENT_KINDS } from './lists.ts';
import { homeDays, homeMonthId, monthOf, occupancyOf } from './occupancy.ts';
import { event, fundCase, home, linkage, workplace } from './records.ts';
import { participantsOf, placedOf } from './rules.ts';
import { dayOf, numberOf, rowsByDay, textOf } from './values.ts';
import { isComplaintLate, WORKPLACE_STATES, workplaceState } from './workplaces.ts';

const HUB: readonly string[] = ['hub'];

function states<Key extends string>(of: string, tones: Readonly<Record<Key, DoorState['tone']>>): Readonly<Record<Key, DoorState>> {
  const made = Object.entries<DoorState['tone']>(tones).map(([key, tone]) => [key, { key, tone, word: { key: `${of}.state.${key}` } }]);
  return Object.fromEntries(made) as Record<Key, DoorState>;
}

/** What a choice says, in the words of its list; '' when nothing was chosen. */
export function chosen(values: Values, path: string, list: string): string | Phrase {
  const value = textOf(values, path);
  return value === '' ? '' : { key: `choice.${list}.${value}` };
}

/** The label of a field beside its answer; nothing when there is none. */
function facts({ name }: RecordType, values: Values, fields: readonly (readonly [field: string, list?: string])[]): readonly Fact[] {
  return fields.flatMap(([field, list]): Fact[] => {
    const value = values[field];
    const label = { key: `field.${name}.${field}` };
    if (typeof value === 'boolean') return [{ label, value: { key: value ? 'yes' : 'no' } }];
    if (typeof value === 'number') return [{ label, value: { key: 'number', values: { number: value } } }];
    if (typeof value !== 'string' || value === '') return [];
    return [{ label, value: list === undefined ? value : { key: `choice.${list}.${value}` } }];
  });
}

const EVENT_STATES = states('event', { bbbp: 'done', hub: 'todo', camp: 'later', training: 'closed', uncounted: 'mend' });

export const events: OfficeList = {
  key: 'events',
  recordType: 'event',
  icon: 'calendar',
  offices: HUB,
  newForm: eventForm.id,
  forms: [eventForm.id],
  states: Object.values(EVENT_STATES),
  stateOf: ({ values }) => (participantsOf(values) === 0 ? EVENT_STATES.uncounted : EVENT_STATES[EVENT_KINDS.find((kind) => kind === values['kind']) ?? 'hub']),
  card: ({ values }) => ({
    title: textOf(values, 'name'),
    detail: { key: 'event.detail', values: { day: textOf(values, 'day'), venue: textOf(values, 'venue'), number: participantsOf(values) } },
  }),
  facts: ({ values }) => [
    ...facts(event, values, [['day'], ['kind', 'eventKind'], ['form', 'eventForm'], ['venue'], ['scheme', 'scheme'], ['women'], ['girls'], ['boys'], ['men'], ['officials']]),
    { label: { key: 'event.total' }, value: { key: 'number', values: { number: participantsOf(values) } } },
    ...facts(event, values, [['partners'], ['note']]),
  ],
};

const LINKAGE_STATES = states('linkage', { late: 'mend', waiting: 'todo', got: 'done', refused: 'closed' });

function linkageState({ values }: DehriRecord, { today, now, rules }: CaseContext): DoorState {
  if (values['outcome'] === 'got') return LINKAGE_STATES.got;
  if (values['outcome'] === 'refused') return LINKAGE_STATES.refused;
  const { overdue } = clockState(rules.clock('linkage-outcome'), { day: textOf(values, 'day') }, [], { today, at: now }, rules);
  return overdue ? LINKAGE_STATES.late : LINKAGE_STATES.waiting;
}

export const linkages: OfficeList = {
  key: 'linkages',
  recordType: 'linkage',
  icon: 'woman',
  offices: HUB,
  newForm: linkageForm.id,
  forms: [linkageOutcome.id, linkageForm.id],
  states: Object.values(LINKAGE_STATES),
  stateOf: linkageState,
  card: ({ values }) => ({ title: { key: 'linkage.title', values: { scheme: chosen(values, 'scheme', 'scheme') } }, detail: { key: 'linkage.detail', values: { day: textOf(values, 'day'), village: textOf(values, 'village') } } }),
  nameOf: ({ values }) => textOf(values, 'name'),
  facts: ({ values }, { titleOf }) => [
    ...facts(linkage, values, [['name'], ['guardian'], ['age'], ['phone'], ['village'], ['scheme', 'scheme'], ['day'], ['through', 'through']]),
    ...(textOf(values, 'event') === '' ? [] : [{ label: { key: 'field.linkage.event' }, value: titleOf?.(textOf(values, 'event')) ?? '' }]),
    ...facts(linkage, values, [['outcome', 'outcome'], ['outcomeDay'], ['outcomeReason'], ['note']]),
  ],
};

export const HOME_STATES_SHOWN = states('home', { over: 'mend', uncounted: 'mend', full: 'later', free: 'done', closed: 'closed' });

export function homeState(record: DehriRecord, { today, now, rules }: CaseContext): DoorState {
  const { values } = record;
  if (values['state'] === 'closed') return HOME_STATES_SHOWN.closed;
  const { vacant, day } = occupancyOf(record);
  if (vacant < 0) return HOME_STATES_SHOWN.over;
  const counted = day || dayOf(values, 'capacityDay');
  if (clockState(rules.clock('home-count'), { day: counted }, [], { today, at: now }, rules).overdue) return HOME_STATES_SHOWN.uncounted;
  return vacant === 0 ? HOME_STATES_SHOWN.full : HOME_STATES_SHOWN.free;
}

/** Days of the past that stand with a line of their own, counted or not. Those of older months: the month is chosen. */
const DAYS_OPEN = 31;
/** So far back a month may be chosen. */
const MONTHS_OPEN = 60;

/** Every day since the home has its places, of the month or of the last so many days; and what was counted before. */
function dayLines(home: DehriRecord, { today, recordOf }: CaseContext, month: string | undefined): readonly CaseLine[] {
  const end = dayNumber(today) ?? 0;
  const from = dayOf(home.values, 'capacityDay');
  const days = Array.from({ length: DAYS_OPEN }, (_, i) => (month === undefined ? dayFromNumber(end - i) ?? today : `${month}-${String(DAYS_OPEN - i).padStart(2, '0')}`)).filter((day) => isDay(day) && day <= today);
  const counted = new Map([...new Set(days.map(monthOf))].flatMap((one) => homeDays(recordOf?.(homeMonthId(home.id, one))?.values ?? {})).map((one) => [one.day, one]));
  return days.filter((day) => day >= from || counted.has(day)).map((day): CaseLine => {
    const found = counted.get(day);
    const row = `days.${day}`;
    const title: Phrase = { key: 'home.day', values: { day } };
    if (found === undefined) return { row, icon: 'plus', title, detail: { key: 'home.notCounted' }, state: DAY_STATES.missing, forms: [homeCount.id] };
    const admitted = found.row.number('admitted');
    const discharged = found.row.number('discharged');
    const detail: Phrase = { key: 'home.counted', values: { morning: found.morning, admitted, discharged, evening: found.evening } };
    return { row, icon: 'house', title, detail: found.over ? { key: 'home.overWhy', values: { counted: detail, reason: found.row.text('overReason') } } : detail, ...(found.over && { state: DAY_STATES.over }), forms: [homeCount.id] };
  });
}

/** This month and those before it that the home has places in or was counted in. */
function monthsOf({ id, values }: DehriRecord, { today, recordOf }: CaseContext): readonly string[] {
  const [year, month] = monthOf(today).split('-').map(Number);
  const last = (year ?? 0) * 12 + (month ?? 1) - 1;
  const from = monthOf(dayOf(values, 'capacityDay') || today);
  return Array.from({ length: MONTHS_OPEN }, (_, i) => `${Math.floor((last - i) / 12)}-${String(((last - i) % 12) + 1).padStart(2, '0')}`).filter((one) => one >= from || recordOf?.(homeMonthId(id, one)) !== undefined);
}

const DAY_STATES = states('homeDay', { missing: 'todo', over: 'mend' });
const FINDING_STATES = states('finding', { none: 'done', open: 'todo', late: 'mend', mended: 'done' });

function inspectionLines({ values }: DehriRecord, today: string): readonly CaseLine[] {
  return rowsByDay(values, 'inspections', 'day').map((row): CaseLine => {
    const [finding, mendBy, mended] = [row.text('finding'), row.day('mendBy'), row.day('mendedDay')];
    const key = finding === '' ? 'none' : mended !== '' ? 'mended' : mendBy !== '' && mendBy < today ? 'late' : 'open';
    return {
      row: row.path, icon: 'eye', title: { key: 'home.inspection', values: { day: row.text('day'), by: row.text('by') } },
      detail: finding === '' ? '' : key === 'mended' ? { key: 'home.findingMended', values: { finding, day: mended } } : { key: 'home.finding', values: { finding, day: mendBy } },
      state: FINDING_STATES[key],
      forms: key === 'none' ? [inspection.id] : [inspectionMended.id, inspection.id],
    };
  });
}

export const homes: OfficeList = {
  key: 'homes',
  recordType: 'home',
  icon: 'house',
  board: true,
  offices: HUB,
  newForm: homeForm.id,
  forms: [inspection.id, homeForm.id],
  states: Object.values(HOME_STATES_SHOWN),
  stateOf: homeState,
  card: (record) => {
    const { values } = record;
    const { capacity, present, vacant } = occupancyOf(record);
    return { title: textOf(values, 'name'), detail: { key: vacant < 0 ? 'home.detailOver' : 'home.detail', values: { kind: chosen(values, 'kind', 'homeKind'), capacity, present, vacant: Math.abs(vacant) } } };
  },
  facts: ({ values }) => facts(home, values, [['kind', 'homeKind'], ['agency'], ['address'], ['phone'], ['capacity'], ['capacityDay'], ['state', 'homeState']]),
  lines: (record, context, month) => [...(record.values['state'] === 'closed' && month === undefined ? [] : dayLines(record, context, month)), ...inspectionLines(record, context.today)],
  months: monthsOf,
};

const FUND_STATES = states('fund', { decide: 'todo', pay: 'mend', paid: 'done', refused: 'closed' });

export const funds: OfficeList = {
  key: 'funds',
  recordType: 'fundCase',
  icon: 'rupee',
  offices: HUB,
  newForm: fundForm.id,
  forms: [fundDecision.id, fundPayment.id, fundForm.id],
  beginAt: ({ rules }) => ({ amount: rules.number('fundRupees') }),
  states: Object.values(FUND_STATES),
  stateOf: ({ values }) => {
    if (values['decision'] === 'refused') return FUND_STATES.refused;
    if (values['decision'] !== 'approved') return FUND_STATES.decide;
    return textOf(values, 'paidDay') === '' ? FUND_STATES.pay : FUND_STATES.paid;
  },
  // Who it is stands on the page of the application alone.
  card: ({ values }) => ({ title: { key: 'fund.number', values: { number: textOf(values, 'number') } }, detail: { key: 'fund.detail', values: { day: textOf(values, 'appliedDay'), source: chosen(values, 'source', 'fundSource') } } }),
  facts: ({ values }) => [
    ...facts(fundCase, values, [['name'], ['guardian'], ['age'], ['phone'], ['village'], ['kind', 'fundKind'], ['source', 'fundSource'], ['appliedDay'], ['decision', 'decision'], ['committeeDay'], ['decisionNote']]),
    ...(values['decision'] === 'approved' ? [{ label: { key: 'field.fundCase.amount' }, value: { key: 'rupees', values: { amount: numberOf(values, 'amount') } } }] : []),
    ...facts(fundCase, values, [['amountWhy'], ['paidDay'], ['paidMode', 'payMode'], ['paidNumber']]),
  ],
};

const BATCH_STATES = states('batch', { unfinished: 'mend', running: 'todo', ahead: 'later', finished: 'done' });

export const batches: OfficeList = {
  key: 'batches',
  recordType: 'batch',
  icon: 'training',
  offices: HUB,
  newForm: batchForm.id,
  forms: [placement.id, batchForm.id],
  states: Object.values(BATCH_STATES),
  stateOf: ({ values }, { today }) => {
    if (typeof values['finished'] === 'number') return BATCH_STATES.finished;
    if (dayOf(values, 'to') < today) return BATCH_STATES.unfinished;
    return dayOf(values, 'from') > today ? BATCH_STATES.ahead : BATCH_STATES.running;
  },
  card: ({ values }) => ({
    title: textOf(values, 'course'),
    detail: { key: 'batch.detail', values: { from: textOf(values, 'from'), to: textOf(values, 'to'), enrolled: numberOf(values, 'enrolled'), finished: numberOf(values, 'finished'), placed: placedOf(values) } },
  }),
  facts: ({ values }) => [
    ...['agency', 'venue', 'from', 'to', 'note'].flatMap((field): Fact[] => (textOf(values, field) === '' ? [] : [{ label: { key: `field.batch.${field}` }, value: textOf(values, field) }])),
    ...['enrolled', 'finished'].flatMap((field): Fact[] => (typeof values[field] === 'number' ? [{ label: { key: `field.batch.${field}` }, value: { key: 'number', values: { number: numberOf(values, field) } } }] : [])),
    { label: { key: 'batch.placed' }, value: { key: 'number', values: { number: placedOf(values) } } },
  ],
  lines: ({ values }) => rowsByDay(values, 'placements', 'day').map((row): CaseLine => ({
    row: row.path, icon: 'work', title: row.text('employer'), detail: { key: 'batch.placement', values: { day: row.text('day'), number: row.number('women'), work: row.text('work') } }, forms: [placement.id],
  })),
};

const WORKPLACE_SHOWN = states<(typeof WORKPLACE_STATES)[number]>('workplace', { late: 'mend', termEnding: 'mend', notFormed: 'mend', noOutsider: 'todo', formed: 'done', local: 'later' });
const COMPLAINT_STATES = states('complaint', { late: 'mend', open: 'todo', closed: 'done' });

export const workplaces: OfficeList = {
  key: 'workplaces',
  recordType: 'workplace',
  icon: 'work',
  offices: HUB,
  newForm: workplaceForm.id,
  forms: [committeeForm.id, complaintForm.id, workplaceForm.id],
  states: WORKPLACE_STATES.map((key) => WORKPLACE_SHOWN[key]),
  stateOf: ({ values }, context) => WORKPLACE_SHOWN[workplaceState(values, context)],
  card: ({ values }) => ({ title: textOf(values, 'name'), detail: { key: 'workplace.detail', values: { sector: chosen(values, 'sector', 'sector'), employees: numberOf(values, 'employees'), women: numberOf(values, 'women') } } }),
  facts: ({ values }) => facts(workplace, values, [
    ['sector', 'sector'], ['address'], ['registeredDay'], ['employees'], ['women'], ['nodal'], ['nodalPhone'], ['committeeDay'], ['committeeChair'], ['committeeMembers'], ['committeeOutside'], ['committeeEnd'],
  ]),
  lines: ({ values }, context) => rowsByDay(values, 'complaints', 'receivedDay').map((row): CaseLine => {
    const key = row.day('closedDay') !== '' ? 'closed' : isComplaintLate(row, context) ? 'late' : 'open';
    return {
      row: row.path, icon: 'file', title: { key: 'workplace.complaint', values: { day: row.text('receivedDay') } },
      detail: key === 'closed' ? { key: 'workplace.complaintClosed', values: { day: row.text('closedDay'), outcome: row.text('outcome') === '' ? '' : { key: `choice.complaintOutcome.${row.text('outcome')}` } } } : row.text('body') === '' ? '' : { key: `choice.body.${row.text('body')}` },
      state: COMPLAINT_STATES[key],
      forms: key === 'closed' ? [complaintClosed.id] : [complaintClosed.id, complaintForm.id],
    };
  }),
};

export const OFFICE_LISTS: readonly OfficeList[] = [events, linkages, homes, funds, batches, workplaces];
