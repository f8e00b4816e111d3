// Who may stand by a young person as a mentor: who fits, the best first, with why; who does not, with why
// not; and what may be done when nobody does. Both are asked before they are paired.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchCandidate } from '#shared/case-work.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useRecordType, type Say } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { useMay, usePractices, useRecordName } from '../practice.ts';
import './matches.css';

export function Matches({ id }: { readonly id: string }) {
  const { t } = useTranslation(['cases', 'sync']);
  const { store } = useDehri();
  const practices = usePractices();
  const recordName = useRecordName();
  const may = useMay();
  const back = useBack(`/cases/${id}`);
  const [failed, setFailed] = useState<string>();
  const [asked, setAsked] = useState<MatchCandidate>();
  const [busy, setBusy] = useState(false);
  const record = store.get(id);
  const type = useRecordType(record?.type);
  const at = practices.find(({ practice }) => practice.matches?.recordType === record?.type);
  const matches = at?.practice.matches;
  if (record === undefined || type === undefined || at === undefined || matches === undefined || !may('write', type, record).ok) return <NotFound />;
  const { context, say, programme, practice } = at;
  const all = programme.recordTypes.flatMap(({ name }) => store.ofType(name));
  const candidates = matches.candidates(record, all, context);
  const fit = candidates.filter(({ fits }) => fits);
  const unfit = candidates.filter(({ fits }) => !fits);
  const mentors = practice.cases.find(({ recordType }) => recordType === matches.mentorType);

  async function pair(candidate: MatchCandidate): Promise<void> {
    const mentor = store.get(candidate.mentor);
    if (mentor === undefined || record === undefined || matches === undefined) return;
    setBusy(true);
    const result = await store.save(toSaveRequest(programme, store, matches.pair(record, mentor, newId().slice(-12), context))).finally(() => setBusy(false));
    setAsked(undefined);
    if (result.ok) return back();
    setFailed(result.reason);
  }

  const addMentor = mentors === undefined ? undefined : <ButtonLink look="primary" big icon="plus" href={`/cases/new/${mentors.recordType}`}>{t('cases:matches.newMentor')}</ButtonLink>;
  return (
    <CaseScreen title={recordName(record) ?? ''} onBack={back}>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {candidates.length === 0 ? <EmptyState icon="group" title={t('cases:matches.none')} action={addMentor}>{t('cases:matches.noneHelp')}</EmptyState>
      : fit.length === 0 ? (
        <EmptyState icon="help" title={t('cases:matches.nobody')} action={addMentor}>
          <ol className="matches__steps">{['mend', 'ask', 'wish'].map((step, i) => <li key={step}>{`${i + 1}. ${t(`cases:matches.step.${step}`)}`}</li>)}</ol>
        </EmptyState>
      ) : (
        <>
          <p>{t('cases:matches.help')}</p>
          <Card flush title={t('cases:matches.fit')}>
            <ul>
              {fit.map((one, i) => (
                <li key={one.mentor} className="match">
                  <Reasons candidate={one} say={say} />
                  <Button look={i === 0 ? 'primary' : 'second'} icon="check" aria-label={t('cases:matches.chooseOf', { name: one.title })} onClick={() => setAsked(one)}>{t('cases:matches.choose')}</Button>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
      {unfit.length === 0 ? null : (
        <Card flush title={t('cases:matches.unfit')}>
          <ul>{unfit.map((one) => <li key={one.mentor} className="match"><Reasons candidate={one} say={say} /></li>)}</ul>
        </Card>
      )}
      <Dialog
        open={asked !== undefined}
        title={t('cases:matches.sure', { name: asked?.title ?? '' })}
        onClose={() => setAsked(undefined)}
        actions={asked === undefined ? undefined : (
          <>
            <Button look="primary" big busy={busy} icon="check" onClick={() => void pair(asked)}>{t('cases:matches.bothAgree')}</Button>
            <Button big onClick={() => setAsked(undefined)}>{t('cases:matches.notYet')}</Button>
          </>
        )}
      >
        <p>{t('cases:matches.sureHelp')}</p>
      </Dialog>
    </CaseScreen>
  );
}

function Reasons({ candidate: { title, fits, why }, say }: { readonly candidate: MatchCandidate; readonly say: Say }) {
  return (
    <div className="match__text">
      <p className="strong">{title}</p>
      <ul className="match__why">
        {why.map((phrase, i) => <li key={`${phrase.key} ${i}`} className={fits ? 'match__for' : 'match__against'}><Icon name={fits ? 'check' : 'close'} size="small" /><span>{say(phrase)}</span></li>)}
      </ul>
    </div>
  );
}
