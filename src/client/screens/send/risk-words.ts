import { useTranslation } from 'react-i18next';
import type { UnsentRisk } from '#client/app/unsent-risk.ts';
import { useDehri } from '#client/app/context.tsx';

/** "14 रिकॉर्ड 3 दिन से नहीं भेजे गए", and what to do about it. */
export function useRiskWords({ kind, records, days }: UnsentRisk): { readonly title: string; readonly help: string } {
  const { t } = useTranslation('sync');
  const { store } = useDehri();
  const all = store.unsent().records;
  if (kind !== 'long') return { title: t('sync:waiting', { count: all }), help: t('sync:manyHelp') };
  const total = all > records ? `${t('sync:lateOf', { count: all })} ` : '';
  return { title: t('sync:late', { count: records, days }), help: total + t('sync:lateHelp') };
}
