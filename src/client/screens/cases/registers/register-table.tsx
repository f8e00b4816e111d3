// A register as a table: on the desk's screen and on paper, with what time it is of.
import type { Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { Say } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { CANONICAL } from '#client/app/i18n.ts';
import type { Hindi } from '../papers/in-hindi.ts';
import { isNumeric, sumOfCells } from './cell-value.ts';
import type { Entry } from './entries.ts';
import { periodName } from './period-picker.tsx';
import type { Period } from './period.ts';

/** Below its title on paper: the time, where it is of one, and how many entries. */
export function registerSub({ t, format }: Hindi, { standing }: Register, period: Period, entries: number): string {
  const count = t('cases:registers.entries', { count: entries, number: format.number(entries) });
  return standing === true ? count : `${t('cases:registers.periodOnPaper', { period: periodName(t, CANONICAL, period) })} · ${count}`;
}

export interface RegisterTableProps {
  readonly register: Register;
  readonly entries: readonly Entry[];
  readonly say: Say;
  /** Head of the running number, and of the line of sums. */
  readonly number: string;
  readonly total: string;
}

export function RegisterTable({ register: { key, columns }, entries, say, number, total }: RegisterTableProps) {
  const whole = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  return (
    <table className="sheet__table">
      <colgroup>
        <col style={{ width: '4%' }} />
        {columns.map(({ name, width = 1 }) => <col key={name} style={{ width: `${(width / whole) * 96}%` }} />)}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{number}</th>
          {columns.map(({ name }) => <th key={name} scope="col">{say({ key: `register.${key}.column.${name}` })}</th>)}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, i) => (
          <tr key={entry.key}>
            <td className="sheet__number">{i + 1}</td>
            {columns.map(({ name }, c) => <Cell key={name} text={cellText(entry.cells[c] ?? '', say)} />)}
          </tr>
        ))}
      </tbody>
      {!columns.some(({ sum }) => sum === true) || entries.length < 2 ? null : (
        <tfoot>
          <tr>
            <td>{total}</td>
            {columns.map(({ name, sum }, c) => {
              const cells = entries.map((entry) => entry.cells[c] ?? '');
              return <Cell key={name} text={sum === true && isNumeric(cells) ? cellText(sumOfCells(cells), say) : ''} />;
            })}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** A number or a day is not broken over lines. */
function Cell({ text }: { readonly text: string }) {
  return <td className={text.includes(' ') ? undefined : 'sheet__whole'}>{text}</td>;
}

/** Days in digits: they stand below each other. */
export function cellText(cell: string | Phrase, say: Say): string {
  return typeof cell === 'string' && isDay(cell) ? dayMonthYear(cell) : say(cell);
}
