// Words for a field of a record and for its value, taken from the forms that ask for it: the question
// is its name, the choice its value. A field no form asks for is named `<programme>:field.<type>.<path>`.
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, FormDefinition, FormNode, Question } from '#shared/form/definition.ts';
import type { FieldPath, FieldValue } from '#shared/record/change.ts';
import { patternOf } from '#shared/record/record-type.ts';
import type { Programme } from '#shared/programme.ts';
import { useDehri, usePlaces } from './context.tsx';
import { dayMonthYear } from './format.ts';
import { useFormat } from './use-format.ts';

interface Asked {
  readonly form: FormDefinition;
  readonly question: Question;
}

export interface FieldWords {
  readonly label: (type: string, path: FieldPath) => string;
  readonly value: (type: string, path: FieldPath, value: FieldValue) => string;
  /** Choices of a field, with their words; undefined when it is not chosen from a list. */
  readonly choices: (type: string, path: FieldPath) => readonly { readonly value: string; readonly label: string; readonly icon?: string | undefined }[] | undefined;
}

export function useFieldWords(): FieldWords {
  const { programmes, store } = useDehri();
  const { t, i18n } = useTranslation([...programmes.map(({ id }) => id), 'sync']);
  const places = usePlaces();
  const format = useFormat();
  const asked = useMemo(() => questionsOf(programmes), [programmes]);

  const choiceWord = useCallback(({ id }: FormDefinition, list: string, choice: Choice | undefined, value: string): string => {
    return choice?.label?.[i18n.language] ?? t(`${homeOf(id)}:choice.${list}.${value}`, { defaultValue: value });
  }, [t, i18n.language]);

  return useMemo<FieldWords>(() => ({
    label: (type, path) => {
      const found = asked.get(`${type}/${patternOf(path)}`);
      const row = path.split('.').length === 3 ? path.split('.')[1] : undefined;
      const short = `${programmes.find((p) => p.recordTypes.some(({ name }) => name === type))?.id ?? ''}:field.${type}.${patternOf(path).replace('.*.', '.')}`;
      const question = found === undefined ? '' : found.question.label?.[i18n.language] ?? t(`${homeOf(found.form.id)}:form.${found.form.id.slice(found.form.id.indexOf('.') + 1)}.${found.question.name}.label`, { defaultValue: '' });
      return [t(short, { defaultValue: question }), row === undefined ? '' : rowName(row)].filter((part) => part !== '').join(' — ');

      function rowName(id: string): string {
        const repeat = path.split('.')[0] ?? '';
        for (const record of store.ofType(type)) {
          const name = record.values[`${repeat}.${id}.name`];
          if (typeof name === 'string') return name;
        }
        return '';
      }
    },
    value: (type, path, value) => {
      if (value === null || value === '') return t('sync:conflictEmpty');
      if (typeof value === 'boolean') return value ? t('sync:yes') : t('sync:no');
      if (typeof value === 'number') return format.number(value);
      const found = asked.get(`${type}/${patternOf(path)}`);
      const list = found?.question.list;
      const word = (one: string): string => {
        if (found !== undefined && list !== undefined) return choiceWord(found.form, list, found.form.choices[list]?.find((c) => c.value === one), one);
        if (/^\d{4}-\d{2}-\d{2}$/.test(one)) return dayMonthYear(one);
        if (/^\d+(\.[\w]+)+$/.test(one)) return places.name(one) || one;
        return one;
      };
      return typeof value === 'string' ? word(value) : value.map(word).join(', ');
    },
    choices: (type, path) => {
      const found = asked.get(`${type}/${patternOf(path)}`);
      const list = found?.question.list;
      if (found === undefined || list === undefined) return undefined;
      return found.form.choices[list]?.map((c) => ({ value: c.value, label: choiceWord(found.form, list, c, c.value), icon: c.icon }));
    },
  }), [asked, t, i18n.language, programmes, places, format, store, choiceWord]);
}

/** `jeevika.survey` → `jeevika` */
function homeOf(form: string): string {
  return form.slice(0, form.indexOf('.'));
}

function questionsOf(programmes: readonly Programme[]): ReadonlyMap<string, Asked> {
  const found = new Map<string, Asked>();
  for (const form of programmes.flatMap((p) => p.forms)) {
    const visit = (nodes: readonly FormNode[], prefix: string): void => {
      for (const node of nodes) {
        if (node.type === 'group') visit(node.children, prefix);
        else if (node.type === 'repeat') visit(node.children, `${node.name}.*.`);
        else if (node.type !== 'calculate' && node.type !== 'note') {
          const key = `${form.recordType}/${prefix}${node.name}`;
          if (!found.has(key)) found.set(key, { form, question: node });
        }
      }
    };
    visit(form.children, form.row === undefined ? '' : `${form.row}.*.`);
  }
  return found;
}
