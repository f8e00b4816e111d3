// The shelter as the file of a woman tells it: who may come in, in which bed, for how long, and what
// is written beside it in the record of the bed.
import type { CaseContext, CaseLine, CasePart, Objection } from '#shared/case-work.ts';
import type { DoorState, Fact, Phrase, PlannedWrite } from '#shared/field-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { RecordId, Values } from '#shared/record/change.ts';
import { rowIds, ROW_GONE, type DehriRecord } from '#shared/record/record.ts';
import { isUnder18 } from './age.ts';
import { shelterIn, shelterLonger, shelterOut } from './forms/shelter.ts';
import { daysBetween, numberOf, rowsByDay, rowsIn, textOf } from './read.ts';
import { dangersOf } from './sharing.ts';

export interface Stay {
  readonly row: string;
  readonly bed: RecordId;
  readonly inDay: string;
  readonly inTime: string;
  readonly girls: number;
  readonly boys: number;
  /** '' while there is no reason to stay beyond the limit. */
  readonly longerReason: string;
  /** '' while she stays. */
  readonly outDay: string;
  readonly outTime: string;
  readonly outTo: string;
}

export function stayOf(values: Values, row: string): Stay {
  const text = (field: string): string => textOf(values, `stays.${row}.${field}`);
  return {
    row, bed: text('bed'), inDay: text('inDay'), inTime: text('inTime'),
    girls: numberOf(values, `stays.${row}.girls`), boys: numberOf(values, `stays.${row}.boys`),
    longerReason: text('longerReason'), outDay: text('outDay'), outTime: text('outTime'), outTo: text('outTo'),
  };
}

export function staysOf(values: Values): readonly Stay[] {
  return rowsByDay(values, 'stays', 'inDay').map((row) => stayOf(values, row));
}

export function openStay(values: Values): Stay | undefined {
  return staysOf(values).find(({ inDay, outDay }) => inDay !== '' && outDay === '');
}

/** Whole days since she came in; the day of her coming is not counted (General Clauses Act s.9). */
export function daysStayed(stay: Stay, today: string): number {
  return Math.max(0, daysBetween(stay.inDay, stay.outDay || today) ?? 0);
}

const FORMS: readonly string[] = [shelterIn.id, shelterLonger.id, shelterOut.id];

/** See `CaseWork.objections`. */
export function shelterObjections(form: string, record: DehriRecord | undefined, edits: Values, context: CaseContext, others: (type: string) => readonly DehriRecord[]): readonly Objection[] {
  if (!FORMS.includes(form)) return [];
  const values = { ...record?.values, ...edits };
  const place = record === undefined ? context.place : bucketPlace(record.bucket);
  const beds = others('bed').filter((bed) => bucketPlace(bed.bucket) === place);
  return rowsIn(edits, 'stays').flatMap((row) => {
    const stay = stayOf(values, row);
    const found: Objection[] = form === shelterIn.id && stay.bed !== '' ? bedObjections(stay, beds) : form === shelterOut.id ? leavingObjections(values, stay, context.today) : [];
    const limit = context.rules.clock('shelter').limit.amount;
    const days = daysStayed(stay, context.today);
    if (days > limit && stay.longerReason === '') found.push({ word: { key: 'objection.stay-too-long', values: { days, limit } }, blocks: form === shelterOut.id });
    if (form === shelterIn.id && isUnder18(values, context.today) && textOf(values, 'cwcDay') === '') found.push({ word: { key: 'objection.stay-child' }, blocks: false });
    return found;
  });
}

function bedObjections(stay: Stay, beds: readonly DehriRecord[]): Objection[] {
  const bed = beds.find(({ id }) => id === stay.bed);
  if (bed === undefined) return [{ word: { key: 'objection.bed-unknown' }, blocks: true }];
  const name = textOf(bed.values, 'name');
  if (bed.values['outOfUse'] === true) return [{ word: { key: 'objection.bed-out-of-use', values: { bed: name } }, blocks: true }];
  if (!isTaken(bed, stay)) return [];
  const free = beds.filter((other) => other.values['outOfUse'] !== true && !isTaken(other, stay)).map((other) => textOf(other.values, 'name'));
  return [{
    word: free.length === 0 ? { key: 'objection.bed-taken-none-free', values: { bed: name } } : { key: 'objection.bed-taken', values: { bed: name, free: free.join(', ') } },
    blocks: true,
  }];
}

/** She goes where she is safe, and somebody waits for her there. */
function leavingObjections(values: Values, { outTo }: Stay, today: string): Objection[] {
  const place: Phrase = { key: `choice.shelterEnd.${outTo || 'other'}` };
  if (outTo === 'shakti_sadan' && isUnder18(values, today)) return [{ word: { key: 'objection.stay-child-sadan' }, blocks: true }];
  if (outTo === 'shakti_sadan' || outTo === 'short_stay_home') {
    const referred = rowIds(values, 'referrals').some((row) => values[`referrals.${row}.agency`] === outTo);
    return referred ? [] : [{ word: { key: 'objection.stay-no-referral', values: { place } }, blocks: false }];
  }
  return outTo === 'home' && dangersOf(values).length > 0 ? [{ word: { key: 'objection.stay-danger-home' }, blocks: false }] : [];
}

/** Does another stay lie over this one? One may begin on the day on which the other ends. */
function isTaken({ values }: DehriRecord, { row, inDay, outDay }: Stay): boolean {
  return rowIds(values, 'stays').some((other) => {
    const [from, to] = [textOf(values, `stays.${other}.from`), textOf(values, `stays.${other}.to`)];
    return other !== row && from !== '' && (outDay === '' || from < outDay) && (to === '' || inDay < to);
  });
}

/** See `CaseWork.alsoWrites`: the bed of the stay says from when to when, and whose file by its number. */
export function shelterWrites(form: string, record: RecordId, before: DehriRecord | undefined, edits: Values): readonly PlannedWrite[] {
  if (!FORMS.includes(form)) return [];
  const values = { ...before?.values, ...edits };
  return rowsIn(edits, 'stays').flatMap((row) => {
    const stay = stayOf(values, row);
    const old = textOf(before?.values ?? {}, `stays.${row}.bed`);
    const left: PlannedWrite[] = old === '' || old === stay.bed ? [] : [{ type: 'bed', record: old, edits: { [`stays.${row}.${ROW_GONE}`]: true } }];
    if (stay.bed === '') return left;
    const at = `stays.${row}`;
    return [...left, {
      type: 'bed', record: stay.bed,
      edits: {
        [`${at}.case`]: record, [`${at}.number`]: textOf(values, 'number') || null, [`${at}.from`]: stay.inDay || null, [`${at}.to`]: stay.outDay || null,
        [`${at}.${ROW_GONE}`]: values[`${at}.${ROW_GONE}`] === true,
      },
    }];
  });
}

const STATES = {
  here: state('here', 'todo'),
  ending: state('ending', 'later'),
  over: state('over', 'mend'),
  longer: state('longer', 'later'),
  gone: state('gone', 'done'),
} as const;

/** `ending` from the warning day, `over` beyond the limit without a reason. */
export function stayState(stay: Stay, { today, rules }: Pick<CaseContext, 'today' | 'rules'>): keyof typeof STATES {
  if (stay.outDay !== '') return 'gone';
  const days = daysStayed(stay, today);
  if (days > rules.clock('shelter').limit.amount) return stay.longerReason === '' ? 'over' : 'longer';
  return days >= rules.number('shelterWarnDay') ? 'ending' : 'here';
}

export const shelterPart: CasePart = {
  key: 'shelter',
  icon: 'house',
  forms: [shelterIn.id],
  shown: ({ values }) => values['status'] !== 'closed' || rowIds(values, 'stays').length > 0,
  facts: ({ values }, context) => {
    const stay = openStay(values);
    return stay === undefined ? [] : stayFacts(stay, context);
  },
  lines: ({ values }, context) => staysOf(values).map((stay): CaseLine => {
    const key = stayState(stay, context);
    return {
      row: `stays.${stay.row}`,
      icon: 'house',
      title: { key: 'stay.title', values: { bed: bedName(stay, context), day: stay.inDay } },
      detail: stay.outDay === '' ? { key: 'stay.detail.here', values: { days: daysStayed(stay, context.today) } } : { key: 'stay.detail.gone', values: { day: stay.outDay, to: { key: `choice.shelterEnd.${stay.outTo || 'other'}` } } },
      state: STATES[key],
      forms: stay.outDay === '' ? [shelterOut.id, shelterLonger.id, shelterIn.id] : [shelterOut.id],
    };
  }),
  advice: ({ values }, context) => {
    const stay = openStay(values);
    if (stay === undefined || stayState(stay, context) === 'here') return [];
    const key = isUnder18(values, context.today) ? 'shelter-child' : 'shelter-next';
    return [{ key, title: { key: `advice.${key}.title` }, detail: { key: `advice.${key}.detail` } }];
  },
};

function stayFacts(stay: Stay, context: CaseContext): readonly Fact[] {
  const facts: Fact[] = [
    { label: { key: 'field.case.stays.bed' }, value: bedName(stay, context) },
    { label: { key: 'field.case.stays.inDay' }, value: { key: 'dayTime', values: { day: stay.inDay, time: stay.inTime } } },
    { label: { key: 'stay.withHer' }, value: withHer(stay) },
  ];
  if (stay.longerReason !== '') facts.push({ label: { key: 'field.case.stays.longerReason' }, value: { key: `choice.stayReason.${stay.longerReason}` } });
  return facts;
}

export function withHer({ girls, boys }: Stay): Phrase {
  return girls + boys === 0 ? { key: 'stay.alone' } : { key: 'stay.children', values: { girls, boys } };
}

/** The bed's name, or a word for it while it is not on the phone. */
export function bedName(stay: Stay, context: CaseContext): string | Phrase {
  return context.titleOf?.(stay.bed) || { key: 'stay.someBed' };
}

function state(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `stay.state.${key}` } };
}
