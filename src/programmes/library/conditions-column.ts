// Who may get a scheme, in one cell of a list: `age>=6; age<=18; card=phh|aay; bank=yes`. Conditions of which one
// is enough carry the same letter: `a: income<=60000; a: card=aay`.
import type { ImportColumn, ImportRow, OwnColumn, ParsedCell } from '#shared/import/target.ts';
import type { Condition } from '#shared/library-work.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { EITHERS } from './lists.ts';
import { askedOf } from './questions.ts';

interface Row extends Condition {
  readonly either: string;
}

const ROW = /^(?:([a-z])\s*:)?\s*([A-Za-z]+)\s*(>=|<=|=)\s*([0-9A-Za-z|,\s]+)$/u;

/** Undefined: it says nothing that is known. */
function readRow(text: string): Row | undefined {
  const [, either = '', question = '', sign = '', said = ''] = ROW.exec(text.trim()) ?? [];
  const asked = askedOf(question);
  if (asked === undefined || (either !== '' && !EITHERS.some((one) => one === either))) return undefined;
  const value = said.trim();
  switch (asked.kind) {
    case 'number': {
      const number = Number(value.replaceAll(',', ''));
      return sign !== '=' && value !== '' && Number.isSafeInteger(number) ? { question, how: sign === '>=' ? 'least' : 'most', number, options: [], either } : undefined;
    }
    case 'one': {
      const options = value.split('|').map((one) => one.trim());
      return sign === '=' && options.every((one) => asked.options?.includes(one) === true) ? { question, how: 'oneOf', number: 0, options, either } : undefined;
    }
    case 'yes': return sign === '=' && (value === 'yes' || value === 'no') ? { question, how: value, number: 0, options: [], either } : undefined;
  }
}

/** Rows in order, or undefined when one of them is not understood. */
export function readConditions(text: string): readonly Row[] | undefined {
  const rows = text.split(/[;\n]/u).filter((part) => part.trim() !== '').map(readRow);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** As they stand in a record: rows are named by their number, so that the same list again changes nothing. */
export function conditionValues(rows: readonly Row[]): Values {
  return Object.fromEntries(rows.flatMap(({ question, how, number, options, either }, i): [string, FieldValue][] => {
    const path = `conditions.r${i + 1}`;
    return [
      [`${path}.question`, question], [`${path}.how`, how],
      ...(how === 'least' || how === 'most' ? [[`${path}.number`, number] satisfies [string, FieldValue]] : []),
      ...(how === 'oneOf' ? [[`${path}.options`, options.map((one) => `${question}-${one}`)] satisfies [string, FieldValue]] : []),
      ...(either === '' ? [] : [[`${path}.either`, either] satisfies [string, FieldValue]]),
    ];
  }));
}

const NAME = 'who';

const column: ImportColumn = {
  name: NAME,
  synonyms: ['conditions'],
  required: false,
  parse: (text): ParsedCell => (text.trim() === '' ? { ok: true, value: null } : readConditions(text) === undefined ? { ok: false, code: 'conditions' } : { ok: true, value: text.trim() }),
};

function valuesOf(row: ImportRow): Values {
  const said = row[NAME];
  return typeof said === 'string' ? conditionValues(readConditions(said) ?? []) : {};
}

export const conditionsColumn: OwnColumn = { programme: 'library', recordType: 'scheme', column, words: 'library:import.scheme.column.who', valuesOf };
