// Sending: what waits, what it costs, when both sides last agreed, and what came back. "All sent" is
// never said while anything is unsent, held, or unconfirmed by the server, or a photo waits.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri, useNow, useSyncStatus } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { unsentRisk } from '#client/app/unsent-risk.ts';
import type { SyncCost } from '#client/sync/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { RescueLink, RescueRow } from '../rescue/rescue.tsx';
import { useChangeTitle, useRecordTitle } from '../shell/record-title.ts';
import { Tabs } from '../shell/tabs.tsx';
import { KnownAgain } from './known-again.tsx';
import { OfficeAnswer } from './office-answer.tsx';
import { PhotosCard } from './photos-card.tsx';
import { useRiskWords } from './risk-words.ts';
import { useChangeWords } from './what-she-wrote.tsx';
import './send.css';

export function Send() {
  const { t } = useTranslation(['sync', 'app', 'today']);
  const { store, sync, programmes } = useDehri();
  const recordTitle = useRecordTitle();
  const changeTitle = useChangeTitle();
  const changeWords = useChangeWords();
  const status = useSyncStatus();
  const format = useFormat();
  const { now } = useNow(20_000);
  const unsent = store.unsent();
  const held = store.held();
  const contested = store.contested();
  const photos = store.photosKept().filter((p) => p.stage !== 'sent').length;
  const cost = useCost(unsent.changes, photos);
  const risk = unsentRisk(store, now);
  const riskWords = useRiskWords(risk);

  const running = status.phase === 'sending' || status.phase === 'receiving' || status.phase === 'photos';
  const all = programmes.flatMap((p) => p.recordTypes).reduce((sum, type) => sum + store.ofType(type.name).length, 0);
  const arrived = Math.max(0, all - unsent.records - new Set(held.map((h) => h.change.record)).size);
  const answers = store.heldAnswers();
  const takingBack = store.heldQuestions().withdraw.length;
  const allSent = unsent.changes === 0 && photos === 0 && held.length === 0 && takingBack === 0 && status.lastComplete !== undefined && !running && status.problem === undefined;

  return (
    <Screen
      top={<TopBar title={t('sync:title')} />}
      bottom={
        <>
          <ActionBar>
            <Button look="primary" big wide icon={unsent.changes > 0 ? 'send' : 'sync'} busy={running} onClick={() => void sync.syncNow()}>
              {running ? t('sync:running') : unsent.changes > 0 ? t('sync:send') : t('sync:check')}
            </Button>
          </ActionBar>
          <Tabs current="send" />
        </>
      }
    >
      <section className={`send__state send__state--${unsent.changes > 0 ? 'unsent' : held.length > 0 ? 'mend' : allSent ? 'done' : 'neutral'}`}>
        <Icon name={unsent.changes > 0 ? 'arrow-up' : held.length > 0 ? 'alert' : allSent ? 'check' : 'info'} size="big" />
        <div>
          <p className="send__headline">{unsent.changes === 0 && held.length > 0 ? t('today:held', { count: held.length }) : allSent ? t('sync:allSent') : unsent.changes === 0 && takingBack > 0 ? t('sync:takingBack', { count: takingBack }) : unsent.changes === 0 && photos > 0 ? t('sync:photos.waiting', { count: photos }) : t('sync:waiting', { count: unsent.records })}</p>
          {unsent.changes > 0 ? (
            <>
              <p>{cost === undefined ? t('sync:sizeOnly', { size: format.bytes(unsent.bytes) }) : t('sync:cost', { size: format.bytes(cost.bytes), time: format.duration(cost.seconds) })}</p>
              {risk.kind === 'none' ? <p>{t('sync:safeHere')}</p> : null}
            </>
          ) : allSent ? <p>{t('sync:allSentHelp')}</p> : null}
        </div>
      </section>

      {risk.kind === 'none' ? null : <Notice state="pending" icon="clock" title={risk.kind === 'long' ? riskWords.title : t('sync:many')} action={<RescueLink />}>{riskWords.help}</Notice>}
      {running && status.phase !== 'photos' ? (
        status.toSend > status.sent ? <ProgressBar label={t('sync:sending', { done: format.number(status.sent), total: format.number(status.toSend) })} value={status.sent} max={status.toSend} />
        : status.coming > 0 ? <ProgressBar label={t('sync:receiving', { done: format.number(status.received), total: format.number(status.coming) })} value={status.received} max={status.coming} />
        : <output className="soft">{t('sync:measuring')}</output>
      ) : null}
      {status.elsewhere ? <Notice state="neutral" title={t('sync:elsewhere')} /> : null}
      {!running && status.problem !== undefined ? (
        <Notice state="neutral" announce title={t(`sync:problem.${status.problem.code}`)}>
          {status.problem.retryAt === undefined ? undefined : t('sync:retry', { when: format.clock(status.problem.retryAt) })}
        </Notice>
      ) : null}
      {!running && status.problem?.code === 'device-unknown' ? <KnownAgain /> : null}

      {answers.map((answer) => <OfficeAnswer key={answer.change.id} answer={answer} />)}
      <PhotosCard cost={cost} />
      {held.length === 0 ? null : (
        <Card title={<span className="send__mend"><Icon name="alert" /> {t('sync:heldCount', { count: held.length })}</span>}>
          <p className="soft">{t('sync:heldHelp')}</p>
          <ul className="stack">
            {held.map((h) => (
              <li key={h.change.id} className="send__held">
                <div>
                  <p className="strong">{changeTitle(h.change)}</p>
                  <p className="soft">{t('sync:whatWhen', { what: changeWords(h.change), when: format.when(h.change.deviceTime, now) })}</p>
                </div>
                <p>{t(`sync:held.${h.code}`)}</p>
                <ButtonLink look="second" icon="edit" wide href={`/mend/${h.change.id}`}>{t('sync:mend')}</ButtonLink>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {contested.length === 0 ? null : (
        <Card title={t('sync:conflictCount', { count: contested.length })} flush>
          {contested.map((id) => <ListRow key={id} icon="help" href={`/conflicts/${id}`} title={recordTitle(store.get(id))} detail={t('sync:choose')} />)}
        </Card>
      )}
      <Card flush>
        <ListRow icon="check" title={t('sync:withServer', { count: arrived, number: format.number(arrived) })} />
        <ListRow icon="clock" title={status.lastComplete === undefined ? t('sync:never') : t('sync:last', { when: format.when(status.lastComplete, now) })} />
        <RescueRow />
      </Card>
    </Screen>
  );
}

/** Measured when the screen opens and whenever what waits has changed; undefined without a network. */
function useCost(changes: number, photos: number): SyncCost | undefined {
  const { sync } = useDehri();
  const [measured, setMeasured] = useState<{ readonly of: string; readonly cost: SyncCost | undefined }>();
  const of = `${changes} ${photos}`;
  useEffect(() => {
    if (of === '0 0') return;
    let current = true;
    void sync.cost().then((c) => {
      if (current) setMeasured({ of, cost: c });
    }, () => undefined);
    return () => {
      current = false;
    };
  }, [sync, of]);
  return measured?.of === of ? measured.cost : undefined;
}
