// One group: who is in it, when it meets, and, for the one who may, the answer to it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideRecord } from '#shared/access/access.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces, useSay } from '#client/app/context.tsx';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { ReceiptSteps } from '../shell/receipt-steps.tsx';
import { RecordPhotos } from '../shell/record-photos.tsx';
import { TONE_ICON, TONE_STATE } from '../shell/tone.ts';
import '../families/families.css';

export function GroupPage({ id }: { readonly id: string }) {
  const { t } = useTranslation(['groups', 'sync', 'app']);
  const { store, field, programme, session } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const back = useBack('/groups');
  const { today } = useNow();
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const work = field.groups;
  const group = store.get(id);
  const type = programme.recordTypes.find((r) => r.name === work?.recordType);
  if (work === undefined || group === undefined || type === undefined || group.type !== work.recordType) return <NotFound />;

  const state = work.stateOf(group);
  const members = work.members(group);
  const { answer } = work;
  const mayAnswer = answer !== undefined && work.awaitsApproval?.(group) === true && decideRecord(session.profile().grants, 'approve', type.accessClass, group.bucket, today).ok;

  const mayWrite = decideRecord(session.profile().grants, 'write', type.accessClass, group.bucket, today).ok;

  async function reply(approved: boolean): Promise<void> {
    if (answer === undefined || group === undefined) return;
    setBusy(true);
    const result = await store.save(toSaveRequest(programme, store, answer(group, approved, reason.trim(), today))).finally(() => setBusy(false));
    setReturning(false);
    setFailed(result.ok ? undefined : result.reason);
  }

  return (
    <Screen
      top={<TopBar title={work.card(group).title} onBack={back} />}
      bottom={mayAnswer ? (
        <ActionBar>
          <Button look="second" big onClick={() => setReturning(true)}>{t('groups:return')}</Button>
          <Button look="primary" big icon="check" busy={busy} onClick={() => void reply(true)}>{t('groups:approve')}</Button>
        </ActionBar>
      ) : undefined}
    >
      <div className="stack stack--tight">
        <p>{say(work.card(group).detail)}</p>
        <p className="soft">{places.near(work.placeOf(group))}</p>
        <div><StateChip state={TONE_STATE[state.tone]} icon={TONE_ICON[state.tone]} word={say(state.word)} /></div>
      </div>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      <Card title={t('groups:facts')}>
        <dl className="family__facts">
          {work.facts(group).map((fact) => <div key={fact.label.key}><dt>{say(fact.label)}</dt><dd>{say(fact.value)}</dd></div>)}
        </dl>
      </Card>
      <Card title={t('groups:members', { count: members.length })} flush>
        {members.map((m) => <ListRow key={m.door} icon="woman" title={m.name} detail={say(m.detail)} {...(store.get(m.door) === undefined ? {} : { href: `/families/${m.door}` })} />)}
      </Card>
      <RecordPhotos record={group} />
      {work.form === undefined || !mayWrite ? null : <Card flush><ListRow icon="edit" href={`/groups/${id}/form/${work.form}`} title={t('groups:particulars')} /></Card>}
      <Card title={t('groups:where')}><ReceiptSteps record={id} /></Card>
      <Dialog
        open={returning}
        title={t('groups:return')}
        onClose={() => setReturning(false)}
        actions={<Button look="primary" big busy={busy} disabled={reason.trim() === ''} onClick={() => void reply(false)}>{t('groups:return')}</Button>}
      >
        <TextField label={t('groups:returnReason')} value={reason} onChange={setReason} />
      </Dialog>
    </Screen>
  );
}
