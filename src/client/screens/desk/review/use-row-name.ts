// What a row is called: its place, or the level of the place under review where the row is what lies at it itself.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOf } from '#shared/place/place.ts';
import { usePlaceName } from '../use-place.ts';
import type { ReadRow } from './read-review.ts';

export type NamedRow = Pick<ReadRow, 'code' | 'hi' | 'en' | 'itself'>;

export function useRowName(): (row: NamedRow) => string {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  return useCallback((row) => (row.itself ? t('desk:review.itself', { level: t(`desk:level.${levelOf(row.code)}`) }) : name(row)), [t, name]);
}
