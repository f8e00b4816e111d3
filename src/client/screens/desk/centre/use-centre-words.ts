// Words of what the programmes keep lists of: categories, departments, services, and what a row says.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '#shared/record/change.ts';
import type { SubjectCategory } from '#shared/subjects/category.ts';
import { SEXES } from '#shared/subjects/entry.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { State } from '#client/ui/state-chip.tsx';

const REFERRAL_STATES: Readonly<Record<string, State>> = { sent: 'pending', received: 'pending', overdue: 'mend', stopped: 'neutral', given: 'done', refused: 'mend', withdrawn: 'neutral' };
const CODE = /^[a-z][a-z0-9_]*$/u;
const ISO_DAY = /^\d{4}-\d\d-\d\d$/u;
const OPEN_REFERRALS: ReadonlySet<string> = new Set(['sent', 'received']);

export interface CentreWords {
  /** Of all programmes, in their order. */
  readonly categories: readonly SubjectCategory[];
  /** '': one that may not be told. */
  readonly category: (id: string) => string;
  readonly service: (code: string) => string;
  /** Kinds of offices that keep files of such children. */
  readonly fileOffices: readonly string[];
  readonly fileState: (code: string) => string;
  /** Of a field of such a file. */
  readonly fileField: (path: string) => string;
  /** Ids of those that lists come from and services are asked of. */
  readonly departments: readonly string[];
  readonly department: (id: string) => string;
  /** How a referral stands, as a sign and a word. */
  readonly referral: (one: { readonly state: string; readonly due: string | null }, today: string) => { readonly state: State; readonly word: string };
  /** Of a path that a row has. */
  readonly field: (path: string) => string;
  /** As the list has it, in the script it was written in. */
  readonly value: (path: string, value: FieldValue | undefined) => string;
}

export function useCentreWords(): CentreWords {
  const { programmes } = useDehri();
  const works = useMemo(() => programmes.filter((p) => p.subjects !== undefined), [programmes]);
  const { t } = useTranslation(['subjects', ...works.map(({ id }) => id)]);
  const { name } = usePlaces();
  const format = useFormat();
  return useMemo(() => {
    const categories = works.flatMap(({ subjects }) => subjects?.categories ?? []);
    const inWorks = (key: string): string[] => works.map(({ id }) => `${id}:${key}`);
    const service = (code: string): string => t(inWorks(`service.${code}`), { defaultValue: code });
    return {
      categories,
      category: (id) => (id === '' ? t('subjects:coveredRow') : t(inWorks(`category.${id}`), { defaultValue: id })),
      service,
      fileOffices: works.flatMap(({ subjects }) => (subjects?.file === undefined ? [] : [subjects.file.office])),
      fileState: (code) => t(inWorks(`state.${code}`), { defaultValue: code }),
      fileField: (path) => t(works.flatMap(({ id, subjects }) => (subjects?.file === undefined ? [] : [`${id}:field.${subjects.file.recordType}.${path}`])), { defaultValue: path }),
      departments: works.flatMap(({ subjects }) => subjects?.departments.map(({ id }) => id) ?? []),
      department: (id) => t(inWorks(`department.${id}`), { defaultValue: id }),
      referral: ({ state, due }, today) => {
        const late = state === 'overdue' || (OPEN_REFERRALS.has(state) && due !== null && due < today);
        const at = late ? 'overdue' : state;
        return { state: REFERRAL_STATES[at] ?? 'neutral', word: t(`subjects:referral.${at}`, { defaultValue: at }) };
      },
      field: (path) => t([`subjects:said.${path}`, ...inWorks(`import.list.column.${path}`), ...categories.flatMap(({ id }) => inWorks(`import.${id}-list.column.${path}`))], { defaultValue: path }),
      value: (path, value) => {
        if (value === null || value === undefined || value === '') return '';
        if (typeof value === 'object') return value.map((code) => (path === 'notes' ? t(`subjects:note.${code}`, { defaultValue: code }) : service(code))).join(', ');
        if (typeof value === 'boolean') return t(value ? 'subjects:yes' : 'subjects:no');
        if (path === 'sex' && SEXES.some((sex) => sex === value)) return t(`subjects:sex.${value}`);
        if (path === 'age') return t('subjects:years', { number: value });
        if (path === 'district' && typeof value === 'string') return name(value) || value;
        if (typeof value === 'string' && ISO_DAY.test(value)) return format.day(value);
        return typeof value === 'string' && CODE.test(value) ? t(`subjects:value.${path}.${value}`, { defaultValue: value }) : String(value);
      },
    };
  }, [works, t, name, format]);
}
