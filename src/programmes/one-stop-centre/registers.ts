// पंजी: the tables that the centre keeps on paper and officers inspect (dossier A3). Without `named` they
// show numbers only, and nothing that was written freely. A child's or protected file is named in none.
import type { CaseContext, Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { isChildsFile, subjectAge } from './age.ts';
import { balanceOf } from './office-lists.ts';
import { stockLines } from './office-rules.ts';
import { nameOf } from './papers/dir.ts';
import { chosen } from './papers/blocks.ts';
import { rowsByDay, textOf } from './read.ts';
import { isProtectedFile } from './records.ts';
import { bedName, daysStayed, staysOf, withHer } from './shelter.ts';

type Cell = string | Phrase;
type Rows = ReturnType<Register['rows']>;

const HIDDEN: Phrase = { key: 'register.hidden' };
const SECRET: Phrase = { key: 'register.secret' };

const isSecret = (values: Values): boolean => isChildsFile(values) || isProtectedFile(values);

function who(values: Values, named: boolean): Cell {
  return isSecret(values) ? SECRET : named ? nameOf(values) : HIDDEN;
}

function kindOf(values: Values, named: boolean): Cell {
  return isSecret(values) && !named ? SECRET : chosen(values, 'primaryViolence', 'violence');
}

/** Written freely: it may name her. */
function free(values: Values, path: string, named: boolean): Cell {
  return named && !isSecret(values) ? textOf(values, path) : '';
}

const ageOf = (values: Values): Cell => {
  const age = subjectAge(values);
  return age === undefined ? '' : { key: 'years', values: { age } };
};

/** A row for each row of a repeat, on the first of these days that is known. */
function each(values: Values, repeat: string, days: readonly string[], cells: (at: string) => readonly Cell[]): Rows {
  return rowIds(values, repeat).flatMap((row) => {
    const at = `${repeat}.${row}`;
    const day = days.map((field) => textOf(values, `${at}.${field}`)).find((text) => text !== '');
    return day === undefined ? [] : [{ day, cells: cells(at) }];
  });
}

const columns = (...names: readonly (string | readonly [name: string, width: number])[]): Register['columns'] =>
  names.map((name) => (typeof name === 'string' ? { name } : { name: name[0], width: name[1] }));

const registration: Register = {
  key: 'registration',
  recordTypes: ['case'],
  columns: columns('day', 'number', ['name', 2], 'age', 'mode', ['violence', 2], 'worker', 'status', 'closedDay'),
  rows: ({ values }, context, named) => {
    const day = textOf(values, 'registeredDay');
    if (day === '') return [];
    const status = textOf(values, 'status') || 'open';
    return [{
      day,
      cells: [
        day, textOf(values, 'number'), who(values, named), ageOf(values), chosen(values, 'mode', 'mode'), kindOf(values, named), context.nameOf(textOf(values, 'worker')),
        status === 'closed' ? chosen(values, 'outcome', 'outcome') : { key: `choice.status.${status}` }, status === 'closed' ? textOf(values, 'statusDay') : '',
      ],
    }];
  },
};

const calls: Register = {
  key: 'calls',
  recordTypes: ['call'],
  columns: columns('day', 'time', ['disposition', 2], ['about', 2], 'by', 'becameCase'),
  rows: ({ values }, context) => {
    const day = textOf(values, 'day');
    if (day === '') return [];
    const became = textOf(values, 'case') !== '';
    return [{
      day,
      cells: [
        day, textOf(values, 'time'), chosen(values, 'disposition', 'disposition'), textOf(values, 'about'), context.nameOf(textOf(values, 'by')),
        became ? { key: 'yes' } : '',
      ],
    }];
  },
};

const referrals: Register = {
  key: 'referrals',
  recordTypes: ['case'],
  columns: columns('sentDay', 'number', ['name', 2], ['agency', 2], 'office', ['purpose', 2], 'receivedDay', 'answer', 'answeredDay'),
  rows: ({ values }, _context, named) => each(values, 'referrals', ['sentDay'], (at) => [
    textOf(values, `${at}.sentDay`), textOf(values, 'number'), who(values, named), chosen(values, `${at}.agency`, 'agency'), textOf(values, `${at}.office`),
    free(values, `${at}.purpose`, named), textOf(values, `${at}.receivedDay`), chosen(values, `${at}.answer`, 'answer'), textOf(values, `${at}.answeredDay`),
  ]),
};

const shelter: Register = {
  key: 'shelter',
  recordTypes: ['case'],
  columns: columns('inDay', 'inTime', 'number', ['name', 2], 'bed', 'withHer', 'outDay', 'outTime', 'outTo', 'days', 'longerReason'),
  rows: ({ values }, context: CaseContext, named) => staysOf(values).filter(({ inDay }) => inDay !== '').map((stay) => ({
    day: stay.inDay,
    cells: [
      stay.inDay, stay.inTime, textOf(values, 'number'), who(values, named), bedName(stay, context), withHer(stay), stay.outDay, stay.outTime,
      stay.outTo === '' ? '' : { key: `choice.shelterEnd.${stay.outTo}` }, String(daysStayed(stay, context.today)),
      stay.longerReason === '' ? '' : { key: `choice.stayReason.${stay.longerReason}` },
    ],
  })),
};

const followUps: Register = {
  key: 'follow-ups',
  recordTypes: ['case'],
  columns: columns('dueDay', 'number', ['name', 2], 'doneDay', 'way', 'state', ['note', 3]),
  rows: ({ values }, _context, named) => each(values, 'followUps', ['dueDay', 'doneDay'], (at) => [
    textOf(values, `${at}.dueDay`), textOf(values, 'number'), who(values, named), textOf(values, `${at}.doneDay`), chosen(values, `${at}.way`, 'way'),
    chosen(values, `${at}.state`, 'followUpState'), free(values, `${at}.note`, named),
  ]),
};

const counselling: Register = {
  key: 'counselling',
  recordTypes: ['case'],
  columns: columns('day', 'number', ['name', 2], 'with', 'noticeDay', 'came', ['result', 2], 'nextDay'),
  rows: ({ values }, _context, named) => each(values, 'counselling', ['day', 'noticeDay'], (at) => {
    const came = values[`${at}.came`];
    return [
      textOf(values, `${at}.day`), textOf(values, 'number'), who(values, named), chosen(values, `${at}.with`, 'sittingWith'), textOf(values, `${at}.noticeDay`),
      typeof came === 'boolean' ? { key: came ? 'yes' : 'no' } : '', chosen(values, `${at}.result`, 'sittingResult'), textOf(values, `${at}.nextDay`),
    ];
  }),
};

const stock: Register = {
  key: 'stock',
  recordTypes: ['stockItem'],
  columns: columns('day', ['item', 2], 'unit', 'move', 'amount', 'balance', ['note', 2]),
  rows: ({ values }) => stockLines(values).flatMap(({ row, balance }) => {
    const at = `moves.${row}`;
    const day = textOf(values, `${at}.day`);
    const amount = values[`${at}.amount`];
    return day === '' ? [] : [{
      day,
      cells: [
        day, textOf(values, 'name'), textOf(values, 'unit'), chosen(values, `${at}.kind`, 'stockMove'), typeof amount === 'number' ? String(amount) : '', String(balance),
        textOf(values, `${at}.note`),
      ],
    }];
  }),
};

/** What is to be bought: the list that goes to the task force. */
const purchases: Register = {
  key: 'purchases',
  recordTypes: ['stockItem'],
  columns: columns('day', ['item', 2], 'unit', 'needed', 'balance', 'state', 'rupees', ['note', 2]),
  rows: ({ values }) => {
    const day = textOf(values, 'purchaseDay');
    if (day === '' || values['purchase'] === 'none') return [];
    const [needed, rupees] = [values['needed'], values['rupees']];
    return [{
      day,
      cells: [
        day, textOf(values, 'name'), textOf(values, 'unit'), typeof needed === 'number' ? String(needed) : '', String(balanceOf(values)), chosen(values, 'purchase', 'purchase'),
        typeof rupees === 'number' ? { key: 'rupees', values: { amount: rupees } } : '', textOf(values, 'purchaseNote'),
      ],
    }];
  },
};

/** Directions of the meetings, by the day of the meeting. */
const directions: Register = {
  key: 'directions',
  recordTypes: ['meeting'],
  columns: columns('day', ['subject', 2], ['direction', 3], 'owner', 'dueDay', 'doneDay', ['reply', 2]),
  rows: ({ values }) => {
    const day = textOf(values, 'day');
    if (day === '') return [];
    return rowsByDay(values, 'directions', 'dueDay').map((row) => ({
      day,
      cells: [day, textOf(values, 'subject'), ...['text', 'owner', 'dueDay', 'doneDay', 'reply'].map((field) => textOf(values, `directions.${row}.${field}`))],
    }));
  },
};

export const REGISTERS: readonly Register[] = [registration, calls, referrals, shelter, followUps, counselling, stock, purchases, directions];
