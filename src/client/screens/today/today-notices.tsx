// What needs a person, each as one line to touch: drafts, returned and contested records, what is not
// yet sent; and, rarely, what must be read first: repairs made at start, little space, a new version.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri, useNow } from '#client/app/context.tsx';
import { isAway } from '#client/app/away.ts';
import { useFormat } from '#client/app/use-format.ts';
import { unsentRisk } from '#client/app/unsent-risk.ts';
import type { Draft } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useRiskWords } from '../send/risk-words.ts';

const INSTALL_LATER = 'dehri-install-later';
const LOW_SPACE = 50 * 1024 * 1024;

/** Things to do beside the survey, as a list of places to go. `drafts`: those that the screen does not offer already. */
export function TodayNotices({ drafts: waiting }: { readonly drafts: readonly Draft[] }) {
  const { t } = useTranslation(['today', 'app', 'sync']);
  const { store, field } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const unsent = store.unsent();
  const risk = unsentRisk(store, now);
  const risky = risk.kind !== 'none';
  const riskWords = useRiskWords(risk);
  const held = store.held().length;
  const contested = store.contested();
  const answers = store.heldAnswers().length;
  if (unsent.records === 0 && held === 0 && answers === 0 && contested.length === 0 && waiting.length === 0) return null;
  return (
    <Card flush>
      {risky ? <ListRow href="/send" title={riskWords.title} detail={riskWords.help} aside={<StateChip state="pending" icon="arrow-up" word={t('sync:title')} />} /> : null}
      {held === 0 ? null : <ListRow href="/send" title={t('today:held', { count: held })} aside={<StateChip state="mend" word={t('sync:mend')} />} />}
      {answers === 0 ? null : <ListRow href="/send" title={t('sync:office.some', { count: answers })} aside={<StateChip state="pending" icon="info" word={t('sync:office.look')} />} />}
      {contested.length === 0 ? null : <ListRow href={`/conflicts/${contested[0] ?? ''}`} title={t('sync:conflictCount', { count: contested.length })} aside={<StateChip state="mend" icon="help" word={t('sync:choose')} />} />}
      {waiting.map((draft) => {
        const record = draft.record === undefined ? undefined : store.get(draft.record);
        const of = record ?? draft.seen;
        const name = of === undefined ? '' : field.doors.card(of).title;
        if (isAway(store, draft, now)) return <ListRow key={draft.id} href={`/drafts/${draft.id}`} title={t('today:draftAway', { name })} detail={t('today:draftAwayHelp')} aside={<StateChip state="pending" icon="edit" word={t('today:unfinished')} />} />;
        const title = of === undefined ? t('today:draftNew') : t('today:draftOf', { name });
        return <ListRow key={draft.id} href={`/drafts/${draft.id}`} title={title} detail={format.when(draft.savedAt, now)} aside={<StateChip state="pending" icon="edit" word={t('today:unfinished')} />} />;
      })}
      {unsent.records === 0 || risky ? null : <ListRow href="/send" title={t('sync:waiting', { count: unsent.records })} detail={t('sync:safeHere')} aside={<StateChip state="unsent" word={t('sync:title')} />} />}
    </Card>
  );
}

export function UrgentNotices() {
  const { t } = useTranslation(['today', 'app']);
  const { store, shell, phone } = useDehri();
  const shellState = useSyncExternalStore((on) => shell.subscribe(on), () => shell.state());
  const [low, setLow] = useState(false);
  const incidents = store.incidents().filter((i) => i.kind !== 'record-erased');
  const erased = store.incidents().length - incidents.length;
  useEffect(() => {
    void phone.storage().then((s) => setLow(s.quota > 0 && s.quota - s.used < LOW_SPACE));
  }, [phone]);
  return (
    <>
      {incidents.length === 0 ? null : (
        <Notice state="neutral" icon="shield" announce title={t('app:incident.title')} action={<Button look="second" onClick={() => void store.dismissIncidents()}>{t('app:incident.ok')}</Button>}>
          {incidents.map((incident) => (
            <p key={`${incident.kind}${incident.at}`}>{t(`app:incident.${incident.kind}`)} {t('app:incident.changes', { count: incident.changes })}</p>
          ))}
        </Notice>
      )}
      {erased === 0 ? null : (
        <Notice state="neutral" icon="trash" announce title={t('app:incident.erased', { count: erased })} action={<Button look="second" onClick={() => void store.dismissIncidents()}>{t('app:incident.ok')}</Button>}>
          {t('app:incident.record-erased')}
        </Notice>
      )}
      {low ? <Notice state="mend" title={t('today:spaceLow')} /> : null}
      {shellState.update ? <Notice state="neutral" icon="download" title={t('app:update.ready')} action={<Button onClick={() => void shell.applyUpdate()}>{t('app:update.apply')}</Button>} /> : null}
    </>
  );
}

/** After the first success, below the work: never in its way. */
export function InstallOffer() {
  const { t } = useTranslation('app');
  const { shell } = useDehri();
  const shellState = useSyncExternalStore((on) => shell.subscribe(on), () => shell.state());
  const [later, setLater] = useState(() => localStorage.getItem(INSTALL_LATER) !== null);
  if (!shellState.install || later) return null;
  return (
    <Notice
      state="neutral"
      icon="phone"
      title={t('app:install.offer')}
      action={
        <>
          <Button onClick={() => void shell.install()}>{t('app:install.apply')}</Button>
          <Button look="plain" onClick={() => {
            localStorage.setItem(INSTALL_LATER, '1');
            setLater(true);
          }}>{t('app:install.later')}</Button>
        </>
      }
    />
  );
}
