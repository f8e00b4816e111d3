import { useTranslation } from 'react-i18next';
import type { ReferralRow } from '#shared/subjects/referral.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { isOver } from './referral-row.ts';

/** How it stands; of a late one by how many days. */
export function ReferralChip({ row }: { readonly row: ReferralRow }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { today } = useNow();
  const chip = words.referral(row, today);
  return <StateChip state={chip.state} word={row.over > 0 && !isOver(row) ? t('subjects:referrals.over', { count: row.over, number: format.number(row.over) }) : chip.word} />;
}
