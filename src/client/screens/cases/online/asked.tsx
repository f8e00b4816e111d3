// Colleagues who ask to see a file that is not theirs: the second person allows it for some hours or
// refuses. And her own requests, with what became of them. Over the line only; without one nothing is shown.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening } from '#shared/desk/files.ts';
import { useDehri, useNow, useSyncStatus } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { RequestCard } from '../../openings/request-card.tsx';
import { usePractices } from '../practice.ts';
import { filesApiOf } from './files-online.ts';

const LOOKS: Readonly<Record<Opening['standing'], State>> = { waiting: 'pending', open: 'done', over: 'neutral', refused: 'mend' };

export function Asked() {
  const { t } = useTranslation('cases');
  const { session } = useDehri();
  const { lastComplete } = useSyncStatus();
  const [at] = usePractices();
  const { now } = useNow();
  const format = useFormat();
  const [openings, setOpenings] = useState<readonly Opening[]>([]);
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState(false);
  const place = at?.context.place;

  const look = useCallback(async (signal?: AbortSignal): Promise<readonly Opening[] | undefined> => {
    if (place === undefined || !navigator.onLine) return undefined;
    const told = await filesApiOf(session).openings(place, signal);
    return told.ok ? told.value : undefined;
  }, [session, place]);
  useEffect(() => {
    const leave = new AbortController();
    void look(leave.signal).then((found) => (found === undefined || leave.signal.aborted ? undefined : setOpenings(found)));
    return () => leave.abort();
    // Again after each whole sync.
  }, [look, lastComplete]);

  async function answer(id: string, word: 'allow' | 'refuse'): Promise<void> {
    setBusy(id);
    const answered = await filesApiOf(session).answer(id, word).finally(() => setBusy(undefined));
    setFailed(!answered.ok);
    const found = await look();
    if (found !== undefined) setOpenings(found);
  }

  const waiting = openings.filter((one) => one.answers && one.standing === 'waiting');
  const mine = openings.filter((one) => one.mine);
  return (
    <>
      {failed ? <Notice state="mend" announce title={t('cases:asked.failed')} /> : null}
      {waiting.map((one) => (
        <RequestCard
          key={one.id}
          opening={one}
          title={t('cases:asked.title')}
          words={{ reason: t(`cases:reason.${one.reason}`), allow: t('cases:asked.allow'), refuse: t('cases:asked.refuse') }}
          busy={busy === one.id}
          onAnswer={(word) => void answer(one.id, word)}
        />
      ))}
      {mine.length === 0 ? null : (
        <Card flush title={t('cases:asked.mine')}>
          {mine.map((one) => (
            <ListRow
              key={one.id}
              title={<span className="number">{one.title}</span>}
              detail={one.until === null ? format.when(one.at, now) : t('cases:asked.until', { when: format.when(one.until, now) })}
              aside={<StateChip state={LOOKS[one.standing]} word={t(`cases:asked.standing.${one.standing}`)} />}
              {...(one.standing === 'open' ? { href: `/cases/${one.record}` } : {})}
            />
          ))}
        </Card>
      )}
    </>
  );
}
