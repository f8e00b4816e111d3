// The queue: one pair at a time, three answers, and the last answer can be taken back. The keys 1, 2, 3 and 0
// work while the pair has the focus, which it takes whenever the next one comes.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PAIR_DECISIONS, SubjectPair } from '#shared/subjects/pair.ts';
import { useFormat } from '#client/app/use-format.ts';
import type { PairsAsk } from '#client/desk-api/subjects-api.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { Notice } from '#client/ui/notice.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { useSubjects } from '../use-subjects.ts';
import { PairCompare } from './pair-compare.tsx';
import { usePairQueue } from './use-pair-queue.ts';

type Decision = Exclude<(typeof PAIR_DECISIONS)[number], 'again'>;

const ANSWERS: readonly { readonly decision: Decision; readonly key: string; readonly icon: IconName }[] = [
  { decision: 'same', key: '1', icon: 'check' },
  { decision: 'different', key: '2', icon: 'no' },
  { decision: 'later', key: '3', icon: 'clock' },
];
const UNDO_KEY = '0';

interface Last {
  readonly pair: SubjectPair;
  readonly decision: Decision;
}

export function PairDesk(ask: Omit<PairsAsk, 'after'>) {
  const { t } = useTranslation(['subjects', 'app']);
  const subjects = useSubjects();
  const format = useFormat();
  const action = useAction();
  const queue = usePairQueue(ask);
  const [last, setLast] = useState<Last>();
  const box = useRef<HTMLElement>(null);
  const [pair] = queue.pairs;
  const answers = ask.standing === 'later' ? ANSWERS.filter(({ decision }) => decision !== 'later') : ANSWERS;
  const { more, fetchMore } = queue;
  // Only those that wait are counted by the server.
  const left = ask.standing === 'open' ? queue.open : queue.pairs.length;
  const runsOut = pair === undefined && queue.state === 'here' && more;
  useEffect(() => {
    if (runsOut) fetchMore();
  }, [runsOut, fetchMore]);
  const shown = pair === undefined ? undefined : `${pair.a.entry} ${pair.b.entry}`;
  useEffect(() => {
    if (shown !== undefined) box.current?.focus({ preventScroll: true });
  }, [shown]);

  async function decide(decision: Decision): Promise<void> {
    if (pair === undefined || action.busy) return;
    const done = await action.run(() => subjects.decide({ place: ask.place, a: pair.a.entry, b: pair.b.entry, decision }));
    if (done === undefined) return;
    setLast({ pair, decision });
    queue.settle(pair);
  }

  async function takeBack(): Promise<void> {
    if (last === undefined || action.busy) return;
    const again = await action.run(() => subjects.decide({ place: ask.place, a: last.pair.a.entry, b: last.pair.b.entry, decision: 'again' }));
    if (again === undefined) return;
    setLast(undefined);
    queue.putBack(again);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    // The place of the key, so that a Hindi keyboard does the same.
    const digit = /^(?:Digit|Numpad)(\d)$/u.exec(event.code)?.[1];
    const answer = answers.find(({ key }) => key === digit);
    if (answer === undefined && digit !== UNDO_KEY) return;
    event.preventDefault();
    void (answer === undefined ? takeBack() : decide(answer.decision));
  }

  // The word for what was done stays while the next pair is read.
  const told = last === undefined ? null : (
    <Notice state="done" announce title={t(`subjects:pairs.done.${last.decision}`)} action={<Button icon="undo" busy={action.busy} aria-keyshortcuts={UNDO_KEY} onClick={() => void takeBack()}>{t('subjects:pairs.undo')} <kbd>{UNDO_KEY}</kbd></Button>} />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys do what its buttons do
    <section ref={box} tabIndex={-1} className="pair-desk" aria-label={t('subjects:pairs.one')} onKeyDown={onKey}>
      <div className="pair-desk__top">
        <output className="strong">{queue.state === 'loading' ? t('subjects:pairs.loading') : t(`subjects:pairs.left.${ask.standing}`, { count: left, number: `${format.number(left)}${ask.standing === 'later' && more ? '+' : ''}` })}</output>
        {told}
      </div>
      {action.error === undefined ? null : (
        <ErrorNotice error={action.error} action={action.error.code === 'conflict' ? <Button icon="sync" onClick={() => { action.forget(); queue.begin(); }}>{t('subjects:pairs.fetchAgain')}</Button> : undefined} />
      )}
      {queue.error === undefined ? null : <ErrorNotice error={queue.error} action={<Button icon="sync" onClick={queue.begin}>{t('app:again')}</Button>} />}
      {queue.state === 'away' ? <EmptyState icon="lock" title={t('subjects:pairs.away')} action={<Button look="primary" icon="eye" onClick={queue.begin}>{t('subjects:pairs.goOn')}</Button>}>{t('subjects:pairs.awayHelp')}</EmptyState> : null}
      {queue.state === 'here' && pair === undefined && !more ? <EmptyState icon="check" title={t(`subjects:pairs.none.${ask.standing}`)}>{t('subjects:pairs.noneHelp')}</EmptyState> : null}
      {pair === undefined ? null : (
        <>
          <PairCompare key={shown} pair={pair} />
          <div className="pair-desk__answers">
            {answers.map(({ decision, key, icon }, at) => (
              <Button key={decision} look={at === 0 ? 'primary' : 'second'} big icon={icon} busy={action.busy} aria-keyshortcuts={key} onClick={() => void decide(decision)}>{t(`subjects:pairs.answer.${decision}`)} <kbd>{key}</kbd></Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
