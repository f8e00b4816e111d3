// A limit or a number in words.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/app/use-format.ts';
import type { Amount } from './rule-rows.ts';

/** "10 कार्य-दिवस", "5" */
export function useAmountWord(): (amount: Amount) => string {
  const { t } = useTranslation('desk');
  const format = useFormat();
  return useMemo(() => ({ amount, unit }: Amount) => (unit === undefined ? format.number(amount) : t(`desk:rules.unit.${unit}`, { count: amount, number: format.number(amount) })), [t, format]);
}
