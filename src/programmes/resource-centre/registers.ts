// The tables that are kept on paper: children, and what was referred to departments. Without leave to name, and
// always for a protected child, the token or the number of the file stands for her.
import type { CaseContext, Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import { ageOn } from './age.ts';
import { openNeeds } from './needs.ts';
import { joined } from './parts.ts';
import { isProtectedFile, markOf } from './protected.ts';
import { referralNow, referralsOf } from './referrals.ts';
import { listOf, textOf } from './values.ts';

type Cell = string | Phrase;

const SECRET: Phrase = { key: 'register.secret' };

function who(values: Values, named: boolean): Cell {
  return isProtectedFile(values) ? SECRET : named ? textOf(values, 'name') : '';
}

/** Which list a protected child is on would say what befell her. */
function kinds(values: Values): Cell {
  return isProtectedFile(values) ? SECRET : joined(listOf(values, 'categories').map((id) => ({ key: `category.${id}` }))) ?? '';
}

const children: Register = {
  key: 'children',
  recordTypes: ['childFile'],
  columns: [{ name: 'file' }, { name: 'name', width: 2 }, { name: 'sex' }, { name: 'age' }, { name: 'categories', width: 2 }, { name: 'needs', width: 2 }, { name: 'worker' }, { name: 'state' }],
  whole: true,
  rows: ({ values }, context, named) => [{
    day: textOf(values, 'registeredDay'),
    cells: [
      markOf(values), who(values, named), choice('sex', textOf(values, 'sex')), String(ageOn(values, context.today) ?? ''), kinds(values),
      isProtectedFile(values) ? SECRET : joined(openNeeds(values).map((need) => ({ key: `service.${need}` }))) ?? '', workerOf(values, context), stateCell(values),
    ],
  }],
};

const referrals: Register = {
  key: 'referrals',
  recordTypes: ['childFile'],
  columns: [{ name: 'file' }, { name: 'name', width: 2 }, { name: 'department', width: 2 }, { name: 'service', width: 2 }, { name: 'sent' }, { name: 'due' }, { name: 'received' }, { name: 'state' }, { name: 'answered' }],
  rows: ({ values }, context, named) => referralsOf(values).map((row) => {
    const now = referralNow(values, row, context);
    return {
      day: row.day('sentDay') || textOf(values, 'registeredDay'),
      cells: [
        markOf(values), who(values, named), { key: `department.${row.text('department')}` }, { key: `service.${row.text('service')}` }, row.day('sentDay'), now.due ?? row.day('dueDay'),
        row.day('receivedDay'), { key: `referral.state.${now.state}` }, row.day('answeredDay'),
      ],
    };
  }),
};

export const REGISTERS: readonly Register[] = [children, referrals];

function choice(list: string, value: string): Cell {
  return value === '' ? '' : { key: `choice.${list}.${value}` };
}

function workerOf(values: Values, { nameOf }: CaseContext): Cell {
  const worker = textOf(values, 'worker');
  return worker === '' ? '' : nameOf(worker) || { key: 'nameUnknown' };
}

function stateCell(values: Values): Cell {
  return values['status'] === 'closed' ? choice('outcome', textOf(values, 'outcome')) : { key: 'state.work' };
}
