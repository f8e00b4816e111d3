// What must fit together in a scheme, a policy or study, and a training. Refused on the phone with its words,
// `rule.<code>`, and held by the server.
import type { Condition } from '#shared/library-work.ts';
import type { FieldPath, Values } from '#shared/record/change.ts';
import type { RecordRule } from '#shared/record/record-type.ts';
import { conditionAt } from './conditions.ts';
import { dayOf, numberOf, rowPaths, textOf } from './read.ts';
import { askedOf } from './questions.ts';

const NONE: readonly FieldPath[] = [];

function needed(...fields: readonly string[]): RecordRule {
  return { code: 'without', broken: (values) => fields.filter((field) => textOf(values, field).trim() === '') };
}

function inOrder(code: string, first: string, second: string): RecordRule {
  return { code, broken: (values) => (dayOf(values, first) !== '' && dayOf(values, second) !== '' && dayOf(values, second) < dayOf(values, first) ? [second] : NONE) };
}

const checkedAhead: RecordRule = { code: 'checked-ahead', broken: (values, today) => (dayOf(values, 'checkedDay') > today ? ['checkedDay'] : NONE) };

interface Row {
  readonly path: string;
  readonly condition: Condition;
}

/** Rows that all must hold: those of a set of which one is enough contradict nobody. */
function strictRows(values: Values): readonly Row[] {
  return rowPaths(values, 'conditions').flatMap((path) => {
    const condition = conditionAt(values, path);
    return condition === undefined || textOf(values, `${path}.either`) !== '' ? [] : [{ path, condition }];
  });
}

/** Rows after the first that leave nobody whom the earlier ones of the same question let through. */
function contradictions(values: Values): readonly FieldPath[] {
  const seen = new Map<string, { least: number; most: number; options: readonly string[] | undefined; how: string }>();
  return strictRows(values).flatMap(({ path, condition: { question, how, number, options } }) => {
    const so = seen.get(question) ?? { least: 0, most: askedOf(question)?.most ?? 0, options: undefined, how: '' };
    const now = {
      least: how === 'least' ? Math.max(so.least, number) : so.least,
      most: how === 'most' ? Math.min(so.most, number) : so.most,
      options: how === 'oneOf' ? so.options?.filter((one) => options.includes(one)) ?? options : so.options,
      how: how === 'yes' || how === 'no' ? how : so.how,
    };
    seen.set(question, now);
    if (now.least > now.most) return [`${path}.number`];
    if (now.options?.length === 0) return [`${path}.options`];
    return so.how !== '' && now.how !== so.how ? [`${path}.how`] : [];
  });
}

export const SCHEME_RULES: readonly RecordRule[] = [
  needed('name', 'summary'),
  inOrder('valid-backwards', 'validFrom', 'validTo'),
  checkedAhead,
  // What is told as in force was looked up somewhere, some day.
  { code: 'in-force-unchecked', broken: (values) => (values['state'] === 'in_force' ? ['source', 'checkedDay'].filter((field) => textOf(values, field) === '') : NONE) },
  { code: 'condition-unfinished', broken: (values) => rowPaths(values, 'conditions').filter((path) => conditionAt(values, path) === undefined).map((path) => `${path}.how`) },
  {
    code: 'condition-beyond',
    broken: (values) => strictRows(values).flatMap(({ path, condition: { question, number } }) => (number > (askedOf(question)?.most ?? Infinity) ? [`${path}.number`] : [])),
  },
  { code: 'condition-contradicts', broken: contradictions },
];

export const PAPER_RULES: readonly RecordRule[] = [needed('name', 'summary'), checkedAhead];

export const TRAINING_RULES: readonly RecordRule[] = [
  needed('topic', 'from'),
  inOrder('days-backwards', 'from', 'to'),
  { code: 'held-ahead', broken: (values, today) => (values['state'] === 'held' && dayOf(values, 'from') > today ? ['state'] : NONE) },
  { code: 'cancelled-without', broken: (values) => (values['state'] === 'cancelled' && textOf(values, 'reason').trim() === '' ? ['reason'] : NONE) },
  { code: 'came-before-held', broken: (values) => (values['state'] === 'held' ? NONE : rowPaths(values, 'came').filter((path) => (numberOf(values, `${path}.number`) ?? 0) > 0).map((path) => `${path}.number`)) },
  {
    code: 'came-twice',
    broken: (values) => {
      const roles = new Set<string>();
      return rowPaths(values, 'came').flatMap((path) => {
        const role = textOf(values, `${path}.role`);
        if (role === '' || !roles.has(role)) {
          roles.add(role);
          return [];
        }
        return [`${path}.role`];
      });
    },
  },
];
