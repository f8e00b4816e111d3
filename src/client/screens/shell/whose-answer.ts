// Whose one of several answers is, and since when, as a sentence: "मंजू देवी ने कल शाम 4:10 बजे लिखा".
import { useTranslation } from 'react-i18next';
import { RULE_AUTHOR, type RecordId } from '#shared/record/change.ts';
import type { Rival } from '#shared/record/record.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { dayDistance, isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';

export function useWhoseAnswer(record: RecordId): (rival: Rival) => string {
  const { t } = useTranslation('sync');
  const { store, session } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const { colleagues } = session.profile();
  return (rival) => {
    const { by, at, change } = rival;
    const who = by === store.person ? (store.ownChanges(record).some((c) => c.change.id === change) ? 'here' : 'you')
    : by === RULE_AUTHOR ? 'rule'
    : isOfList(rival, record) ? 'list' : colleagues[by] === undefined ? 'someone' : 'other';
    if (at === 0) return t(`sync:wroteOnce.${who}`, { name: colleagues[by] ?? '' });
    // The hour says something of today and yesterday only.
    const near = dayDistance(isoDay(at), isoDay(now)) >= -1;
    const when = near ? t('sync:wroteAt', { when: format.when(at, now) }) : t('sync:wroteDay', { day: format.day(at) });
    return t(`sync:wrote.${who}`, { name: colleagues[by] ?? '', when });
  };
}

/** A list signs with nobody's name; before the server has said so, its change's id tells. */
function isOfList({ by, at, change }: Rival, record: RecordId): boolean {
  return by === '' && (at > 0 || change.endsWith(`/${record}`));
}
