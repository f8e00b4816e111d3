// Words of the rows and columns of a sheet, and of its counts.
import { useTranslation } from 'react-i18next';
import type { SubjectSheet, SubjectSheetTable } from '#shared/subjects/sheet.ts';
import { useFormat } from '#client/app/use-format.ts';
import { usePeriodWords } from '../../review/use-period-words.ts';
import { usePlaceName } from '../../use-place.ts';
import { useCentreWords } from '../use-centre-words.ts';

export type Told = SubjectSheetTable['rows'][number]['values'][number] | undefined;

export interface SheetWords {
  readonly column: (column: string) => string;
  readonly row: (of: string) => string;
  /** A dash where it is hidden, nothing where there is nothing to say. */
  readonly told: (value: Told) => string;
}

export function useSheetWords({ categories, places }: Pick<SubjectSheet, 'categories' | 'places'>, { key }: Pick<SubjectSheetTable, 'key'>): SheetWords {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const period = usePeriodWords();
  const name = usePlaceName();
  const format = useFormat();
  return {
    column: (column) => (categories.includes(column) ? words.category(column) : t(`subjects:sheet.column.${column}`)),
    row(of) {
      switch (key) {
        case 'district': case 'department': {
          const place = places.find(({ code }) => code === of);
          return place === undefined ? t('subjects:sheet.unknownPlace') : name(place);
        }
        case 'overlap': return words.category(of);
        case 'service': return words.service(of);
        case 'lists': return t(`subjects:sheet.onLists.${of}`);
        case 'month': return period.month(of);
      }
    },
    told: (value) => (value === 'hidden' ? '—' : value === null || value === undefined ? '' : format.number(value)),
  };
}

/** For sorting and bars: a hidden count stands between none and the smallest that is told. */
export function numberOf(value: Told): number {
  return typeof value === 'number' ? value : value === 'hidden' ? 1 : 0;
}
