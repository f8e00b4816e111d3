// Handing a file over to another office of the district. Over the line only: what this phone still holds
// of the file goes first, then the server moves it, then this phone lets go of it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { unverifiedPhotos } from '#shared/photo/photos-of.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { filesApiOf } from '../online/files-online.ts';
import { useMay, useWorks, type WorkAt } from '../practice.ts';
import { otherOffices } from './other-offices.ts';
import { useOnline } from './use-online.ts';

export function HandOver({ id }: { readonly id: string }) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const works = useWorks();
  const may = useMay();
  const { name } = usePlaces();
  const back = useBack(`/cases/${id}`);
  const [, go] = useLocation();
  // The file leaves this phone while she looks on.
  const [given, setGiven] = useState<{ readonly number: string; readonly office: PlaceCode }>();
  const record = store.get(id);
  const at = works.find(({ work }) => work.recordType === record?.type);
  if (given !== undefined) {
    return (
      <CaseScreen title={<span className="number">{given.number}</span>} onBack={() => go('/cases')}>
        <Notice state="done" announce title={t('cases:handOver.done', { office: name(given.office) })} action={<ButtonLink href="/cases">{t('cases:handOver.toFiles')}</ButtonLink>}>{t('cases:handOver.doneHelp')}</Notice>
      </CaseScreen>
    );
  }
  const mine = record !== undefined && at !== undefined && may('assign', at.type, record).ok;
  return (
    <CaseScreen title={record === undefined || at === undefined ? t('cases:handOver.title') : <span className="number">{at.work.masked(record, at.context).title}</span>} onBack={back}>
      {mine ? <ChooseOffice record={record} at={at} onGiven={(office) => setGiven({ number: at.work.masked(record, at.context).title, office })} /> : <Notice state="neutral" icon="lock" title={t('cases:notYours.title')}>{t('cases:handOver.notYours')}</Notice>}
    </CaseScreen>
  );
}

interface ChooseOfficeProps {
  readonly record: DehriRecord;
  readonly at: WorkAt;
  readonly onGiven: (office: PlaceCode) => void;
}

function ChooseOffice({ record, at: { work, type }, onGiven }: ChooseOfficeProps) {
  const { t } = useTranslation('cases');
  const { session, store } = useDehri();
  const { name } = usePlaces();
  const online = useOnline();
  const offices = otherOffices(session.profile(), work, record);
  const [office, setOffice] = useState(offices.length === 1 ? offices[0] : undefined);
  // Asked again after a broken line it is the same handing over.
  const [move] = useState(() => newId());
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<'unsent' | 'line' | 'refused'>();
  if (offices.length === 0) return <Notice state="neutral" title={t('cases:handOver.nowhere')}>{t('cases:handOver.nowhereHelp')}</Notice>;

  async function give(to: PlaceCode): Promise<'given' | 'unsent' | 'line' | 'refused'> {
    await session.sync.syncNow();
    const present = store.get(record.id);
    // Gone already: an earlier try had arrived, only its answer had not.
    if (present === undefined) return 'given';
    const waits = store.drafts().some((draft) => draft.record === record.id) || store.outbox(Infinity).some((change) => change.record === record.id);
    if (waits || unverifiedPhotos(type, present, store.photosKept()).length > 0) return 'unsent';
    const answer = await filesApiOf(session).handOver(record.id, { id: move, place: bucketPlace(present.bucket), office: to });
    if (!answer.ok) return answer.error.code === 'not-found' || answer.error.code === 'conflict' || answer.error.code === 'forbidden' ? 'refused' : 'line';
    await session.sync.syncNow();
    return 'given';
  }

  async function confirm(to: PlaceCode): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    const outcome = await give(to).finally(() => setBusy(false));
    setAsked(false);
    if (outcome === 'given') onGiven(to);
    else setFailed(outcome);
  }

  return (
    <div className="stack">
      {online ? null : <Notice state="neutral" announce title={t('cases:handOver.offline')} />}
      {failed === undefined ? null : <Notice state="mend" announce title={t(`cases:handOver.failed.${failed}`)}>{t(`cases:handOver.failedHelp.${failed}`)}</Notice>}
      <FieldSet id="office" label={t('cases:handOver.which')} hint={t('cases:handOver.hint')} question>
        <ChoiceButtons options={offices.map((value) => ({ value, label: name(value), icon: 'house' }))} chosen={office === undefined ? [] : [office]} onChange={([chosen]) => setOffice(chosen)} />
      </FieldSet>
      <Button look="primary" big wide icon="send" disabled={office === undefined || !online} onClick={() => setAsked(true)}>{t('cases:handOver.go')}</Button>
      <Dialog
        open={asked && office !== undefined}
        title={t('cases:handOver.sure', { office: name(office ?? '') })}
        onClose={() => setAsked(false)}
        actions={office === undefined ? undefined : (
          <>
            <Button look="primary" big busy={busy} icon="send" onClick={() => void confirm(office)}>{t('cases:handOver.yes')}</Button>
            <Button big disabled={busy} onClick={() => setAsked(false)}>{t('cases:handOver.no')}</Button>
          </>
        )}
      >
        <p>{t('cases:handOver.means')}</p>
      </Dialog>
    </div>
  );
}
