// What the screens of the library stand on: every scheme and training on this device as it is read today, the
// search over them, and how a condition is said.
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, Either, SchemeSight, TrainingSight } from '#shared/library-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { KEPT } from './kept.ts';
import { createLibrarySearch, type LibrarySearch } from './library-search.ts';

export interface Library {
  readonly schemes: readonly SchemeSight[];
  readonly trainings: readonly TrainingSight[];
  readonly search: LibrarySearch;
  /** In the language of the app, where it has one. */
  readonly nameOf: (scheme: Pick<SchemeSight, 'name' | 'nameEn'>) => string;
  readonly today: string;
}

const { programme, work } = KEPT;
const SOON = 60_000 * 5;

export function useLibrary(): Library {
  const { store } = useDehri();
  const { today } = useNow(SOON);
  const { i18n } = useTranslation('library');
  const { language } = i18n;
  // A field phone knows such records only once their part of the app is here.
  useEffect(() => store.learnTypes(programme.recordTypes), [store]);
  const [schemeRecords, trainingRecords] = [store.ofType(work.kinds.scheme.recordType), store.ofType(work.kinds.training.recordType)];
  const schemes = useMemo(() => work.inOrder(schemeRecords.map((record) => work.readScheme(record, today)), language), [schemeRecords, today, language]);
  const trainings = useMemo(() => trainingRecords.map((record) => work.readTraining(record, today)), [trainingRecords, today]);
  const nameOf = useCallback(({ name, nameEn }: Pick<SchemeSight, 'name' | 'nameEn'>) => (language === 'hi' || nameEn === '' ? name : nameEn), [language]);
  const search = useMemo(() => searchOf(schemeRecords), [schemeRecords]);
  return useMemo(() => ({ schemes, trainings, search, nameOf, today }), [schemes, trainings, search, nameOf, today]);
}

/** Filed when first asked, so that the list is there before it. */
function searchOf(records: readonly DehriRecord[]): LibrarySearch {
  let made: LibrarySearch | undefined;
  return {
    find(query) {
      made ??= createLibrarySearch(work.words, records.map((record) => {
        const { id, name, nameEn, summary, text } = work.readScheme(record, '');
        return { id, names: [name, nameEn], called: text('words'), texts: [summary, text('forWhom'), text('benefit'), text('department')] };
      }));
      return made.find(query);
    },
  };
}

/** "उम्र (साल): 18 या ज़्यादा या …" */
export function useConditionWords(): (set: Either) => string {
  const { t } = useTranslation('library');
  const format = useFormat();
  return useCallback((set) => {
    const one = ({ question, how, number, options }: Condition): string => t(`library:condition.${how}`, {
      question: t(`library:choice.question.${question}`), number: format.number(number),
      options: options.map((option) => t(`library:choice.option.${question}-${option}`)).join(', '),
    });
    return set.map(one).join(t('library:condition.or'));
  }, [t, format]);
}
