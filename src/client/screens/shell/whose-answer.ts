// Whose one of several answers is, and since when: "मंजू देवी · कल 16:10".
import { useTranslation } from 'react-i18next';
import type { RecordId } from '#shared/record/change.ts';
import type { Rival } from '#shared/record/record.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';

export function useWhoseAnswer(record: RecordId): (rival: Rival) => string {
  const { t } = useTranslation('sync');
  const { store, session } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const { colleagues } = session.profile();
  return (rival) => {
    const { by, at } = rival;
    const who = by === store.person ? t('sync:conflictYou') : isOfList(rival, record) ? t('sync:conflictList') : colleagues[by] ?? t('sync:conflictUnknown');
    return at > 0 ? `${who} · ${format.when(at, now)}` : who;
  };
}

/** A list signs with nobody's name; before the server has said so, its change's id tells. */
function isOfList({ by, at, change }: Rival, record: RecordId): boolean {
  return by === '' && (at > 0 || change.endsWith(`/${record}`));
}
