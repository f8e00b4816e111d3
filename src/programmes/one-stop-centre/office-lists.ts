// What the task force and the staff keep beside the files: beds, stock and purchases, the readiness
// of the building, meetings with their directions.
import type { CaseContext, CaseLine, OfficeList } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase, PlannedWrite } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { bedForm, direction, directionDone, meetingForm, purchaseForm, readinessForm, stockItemForm, stockMove } from './forms/office.ts';
import { stockLines } from './office-rules.ts';
import { minutesPaper } from './papers/minutes.ts';
import { READINESS_POINTS } from './readiness-points.ts';
import { daysBetween, numberOf, rowsByDay, textOf } from './read.ts';

const OSC: readonly string[] = ['osc'];

export const BED_STATES = {
  free: state('bed', 'free', 'done'), occupied: state('bed', 'occupied', 'later'), ending: state('bed', 'ending', 'mend'), outOfUse: state('bed', 'outOfUse', 'closed'),
} as const;

/** `ending`: what comes after the stay must be settled now (`shelterWarnDay`). */
export function bedState({ values }: DehriRecord, { today, rules }: Pick<CaseContext, 'today' | 'rules'>): DoorState {
  if (values['outOfUse'] === true) return BED_STATES.outOfUse;
  const row = openRow(values);
  if (row === undefined) return BED_STATES.free;
  return (daysBetween(textOf(values, `stays.${row}.from`), today) ?? 0) >= rules.number('shelterWarnDay') ? BED_STATES.ending : BED_STATES.occupied;
}

/** The stay that has begun and not ended. */
function openRow(values: Values): string | undefined {
  return rowIds(values, 'stays').find((row) => textOf(values, `stays.${row}.from`) !== '' && textOf(values, `stays.${row}.to`) === '');
}

const beds: OfficeList = {
  key: 'bed',
  recordType: 'bed',
  icon: 'house',
  board: true,
  offices: OSC,
  newForm: bedForm.id,
  forms: [bedForm.id],
  states: Object.values(BED_STATES),
  stateOf: bedState,
  offered: (bed, context) => bedState(bed, context).key === BED_STATES.free.key,
  card: ({ values }) => {
    const row = openRow(values);
    const room = textOf(values, 'room');
    const where: Phrase = room === '' ? { key: 'bed.detail.plain' } : { key: 'bed.detail.room', values: { room } };
    const detail = row === undefined ? where : { key: 'bed.detail.occupied', values: { number: textOf(values, `stays.${row}.number`), day: textOf(values, `stays.${row}.from`) } };
    return { title: textOf(values, 'name'), detail };
  },
  lines: ({ values }) => rowsByDay(values, 'stays', 'from').toReversed().map((row): CaseLine => {
    const [from, to] = [textOf(values, `stays.${row}.from`), textOf(values, `stays.${row}.to`)];
    return {
      row: `stays.${row}`, icon: 'user', title: textOf(values, `stays.${row}.number`),
      detail: to === '' ? { key: 'bed.stay.since', values: { from } } : { key: 'bed.stay.fromTo', values: { from, to } },
    };
  }),
};

const STOCK_STATES = {
  short: state('stock', 'short', 'mend'),
  buying: state('stock', 'buying', 'later'),
  enough: state('stock', 'enough', 'done'),
} as const;

export function balanceOf(values: Values): number {
  return stockLines(values).at(-1)?.balance ?? 0;
}

/** A purchase that was asked for and is not finished. */
export function isBuying(values: Values): boolean {
  return ['wanted', 'sanctioned', 'ordered'].includes(textOf(values, 'purchase'));
}

export function stockState({ values }: DehriRecord): DoorState {
  if (isBuying(values)) return STOCK_STATES.buying;
  return balanceOf(values) < numberOf(values, 'needed') ? STOCK_STATES.short : STOCK_STATES.enough;
}

const stock: OfficeList = {
  key: 'stock',
  recordType: 'stockItem',
  icon: 'shop',
  offices: OSC,
  newForm: stockItemForm.id,
  forms: [stockMove.id, purchaseForm.id, stockItemForm.id],
  states: Object.values(STOCK_STATES),
  stateOf: stockState,
  card: ({ values }) => ({
    title: textOf(values, 'name'),
    detail: { key: 'stock.detail', values: { balance: balanceOf(values), needed: numberOf(values, 'needed'), unit: textOf(values, 'unit') } },
  }),
  facts: ({ values }) => {
    const purchase = textOf(values, 'purchase');
    if (purchase === '') return [];
    const facts: Fact[] = [{ label: { key: 'field.stockItem.purchase' }, value: { key: `choice.purchase.${purchase}` } }];
    if (textOf(values, 'purchaseDay') !== '') facts.push({ label: { key: 'field.stockItem.purchaseDay' }, value: textOf(values, 'purchaseDay') });
    if (numberOf(values, 'rupees') > 0) facts.push({ label: { key: 'field.stockItem.rupees' }, value: { key: 'rupees', values: { amount: numberOf(values, 'rupees') } } });
    return facts;
  },
  lines: ({ values }) => stockLines(values).toReversed().map(({ row, balance }): CaseLine => ({
    row: `moves.${row}`, icon: 'table',
    title: { key: `choice.stockMove.${textOf(values, `moves.${row}.kind`) || 'counted'}` },
    detail: { key: 'stock.line', values: { day: textOf(values, `moves.${row}.day`), amount: numberOf(values, `moves.${row}.amount`), balance, unit: textOf(values, 'unit') } },
    forms: [stockMove.id],
  })),
};

const READY_STATES = { missing: state('readiness', 'missing', 'mend'), partly: state('readiness', 'partly', 'later'), open: state('readiness', 'open', 'todo'), ready: state('readiness', 'ready', 'done') } as const;

const readiness: OfficeList = {
  key: 'readiness',
  recordType: 'readiness',
  icon: 'check',
  offices: OSC,
  newForm: readinessForm.id,
  forms: [readinessForm.id],
  states: Object.values(READY_STATES),
  stateOf: ({ values }) => {
    const said = values['state'];
    return said === 'missing' || said === 'partly' || said === 'ready' ? READY_STATES[said] : READY_STATES.open;
  },
  card: ({ values }) => {
    const [owner, due] = [textOf(values, 'owner'), textOf(values, 'dueDay')];
    const title = pointName(values);
    if (values['state'] === 'ready' || (owner === '' && due === '')) return { title, detail: textOf(values, 'stateDay') === '' ? { key: 'readiness.unlooked' } : { key: 'readiness.looked', values: { day: textOf(values, 'stateDay') } } };
    return { title, detail: due === '' ? { key: 'readiness.owner', values: { owner } } : { key: 'readiness.ownerDue', values: { owner, day: due } } };
  },
  facts: ({ values }) => ['remark', 'owner', 'dueDay'].flatMap((field): Fact[] => {
    const value = textOf(values, field);
    return value === '' ? [] : [{ label: { key: `field.readiness.${field}` }, value }];
  }),
  starters: (context) => READINESS_POINTS.map((key): PlannedWrite => ({ type: 'readiness', place: context.place, edits: { key } })),
};

/** A point of the standard checklist has a word; one that an office added says itself. */
export function pointName(values: Values): string | Phrase {
  const key = textOf(values, 'key');
  return READINESS_POINTS.some((known) => known === key) ? { key: `readiness.point.${key}` } : textOf(values, 'item');
}

const MEETING_STATES = { overdue: state('meeting', 'overdue', 'mend'), open: state('meeting', 'open', 'todo'), done: state('meeting', 'done', 'done') } as const;
const DIRECTION_STATES = { overdue: state('direction', 'overdue', 'mend'), open: state('direction', 'open', 'todo'), done: state('direction', 'done', 'done') } as const;

function directionKey(values: Values, row: string, today: string): keyof typeof DIRECTION_STATES {
  if (textOf(values, `directions.${row}.doneDay`) !== '') return 'done';
  const due = textOf(values, `directions.${row}.dueDay`);
  return due !== '' && due < today ? 'overdue' : 'open';
}

const meetings: OfficeList = {
  key: 'meetings',
  recordType: 'meeting',
  icon: 'group',
  offices: OSC,
  newForm: meetingForm.id,
  forms: [direction.id, meetingForm.id],
  states: Object.values(MEETING_STATES),
  stateOf: ({ values }, { today }) => {
    const keys = rowIds(values, 'directions').map((row) => directionKey(values, row, today));
    return MEETING_STATES[keys.includes('overdue') ? 'overdue' : keys.includes('open') ? 'open' : 'done'];
  },
  card: ({ values }) => ({
    title: textOf(values, 'subject'),
    detail: { key: 'meeting.detail', values: { day: textOf(values, 'day'), directions: rowIds(values, 'directions').length } },
  }),
  facts: ({ values }) => ['day', 'chair', 'present', 'minutes'].flatMap((field): Fact[] => {
    const value = textOf(values, field);
    return value === '' ? [] : [{ label: { key: `field.meeting.${field}` }, value }];
  }),
  lines: ({ values }, context: CaseContext) => rowsByDay(values, 'directions', 'dueDay').map((row): CaseLine => {
    const key = directionKey(values, row, context.today);
    const at = `directions.${row}`;
    const owner = textOf(values, `${at}.owner`);
    return {
      row: at, icon: 'work', title: textOf(values, `${at}.text`),
      detail: key === 'done' ? { key: 'direction.detail.done', values: { owner, day: textOf(values, `${at}.doneDay`), reply: textOf(values, `${at}.reply`) } } : { key: 'direction.detail.open', values: { owner, day: textOf(values, `${at}.dueDay`) } },
      state: DIRECTION_STATES[key],
      forms: key === 'done' ? [directionDone.id] : [directionDone.id, direction.id],
    };
  }),
  papers: [minutesPaper],
};

export const OFFICE_LISTS: readonly OfficeList[] = [beds, stock, readiness, meetings];

function state(of: string, key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `${of}.state.${key}` } };
}
