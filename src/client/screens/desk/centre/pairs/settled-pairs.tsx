// Pairs that were joined, or told apart: looked up, opened side by side, and turned back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectPair } from '#shared/subjects/pair.ts';
import { useNow, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import type { PairsAsk } from '#client/desk-api/subjects-api.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { useCentreWords } from '../use-centre-words.ts';
import { useSubjects } from '../use-subjects.ts';
import { PairCompare } from './pair-compare.tsx';
import { usePairQueue } from './use-pair-queue.ts';

export function SettledPairs(ask: Omit<PairsAsk, 'after'>) {
  const { t } = useTranslation(['subjects', 'app', 'desk']);
  const subjects = useSubjects();
  const action = useAction();
  const queue = usePairQueue(ask);
  const [turned, setTurned] = useState(false);

  async function turnBack(pair: SubjectPair): Promise<void> {
    const done = await action.run(() => subjects.decide({ place: ask.place, a: pair.a.entry, b: pair.b.entry, decision: 'again' }));
    if (done === undefined) return;
    setTurned(true);
    queue.settle(pair);
  }

  return (
    <>
      {turned ? <Notice state="done" announce title={t(`subjects:pairs.turned.${ask.standing}`)} /> : null}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      {queue.error === undefined ? null : <ErrorNotice error={queue.error} action={<Button icon="sync" onClick={queue.begin}>{t('app:again')}</Button>} />}
      {queue.state === 'loading' ? <output className="desk__waiting">{t('subjects:pairs.loading')}</output> : null}
      {queue.state === 'away' ? <EmptyState icon="lock" title={t('subjects:pairs.away')} action={<Button look="primary" icon="eye" onClick={queue.begin}>{t('subjects:pairs.goOn')}</Button>}>{t('subjects:pairs.awayHelp')}</EmptyState> : null}
      {queue.state === 'here' && queue.pairs.length === 0 ? <EmptyState icon="check" title={t(`subjects:pairs.none.${ask.standing}`)}>{t('subjects:pairs.settledHelp')}</EmptyState> : null}
      <ul className="stack stack--tight">
        {queue.pairs.map((pair) => <li key={`${pair.a.entry} ${pair.b.entry}`}><Settled pair={pair} busy={action.busy} onTurnBack={() => void turnBack(pair)} /></li>)}
      </ul>
      {queue.more ? <Button icon="down" onClick={queue.fetchMore}>{t('subjects:more')}</Button> : null}
    </>
  );
}

interface SettledProps {
  readonly pair: SubjectPair;
  readonly busy: boolean;
  readonly onTurnBack: () => void;
}

function Settled({ pair, busy, onTurnBack }: SettledProps) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { now } = useNow();
  const { name } = usePlaces();
  const [open, setOpen] = useState(false);
  const of = ({ said, token, source }: SubjectPair['a']): string => `${String(said['name'] ?? t('subjects:token', { token }))} (${name(source) || source})`;
  return (
    <details className="settled" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="settled__head">
        <span className="strong">{of(pair.a)} · {of(pair.b)}</span>
        <span className="soft">{words.category(pair.a.category)}, {words.category(pair.b.category)} · {pair.by === null ? t('subjects:byRule') : pair.by} · {format.when(pair.at, now)}</span>
      </summary>
      {open ? (
        <div className="stack">
          <PairCompare pair={pair} />
          <div><Button icon="undo" busy={busy} onClick={onTurnBack}>{t(`subjects:pairs.turn.${pair.standing === 'joined' ? 'joined' : 'apart'}`)}</Button></div>
        </div>
      ) : null}
    </details>
  );
}
