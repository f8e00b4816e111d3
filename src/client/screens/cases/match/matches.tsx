// Who may stand by a young person as a mentor: who fits, the best first, with why; and who does not, with
// why not. One tap pairs them.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri, useRecordType } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { useMay, usePractices, useRecordName } from '../practice.ts';

export function Matches({ id }: { readonly id: string }) {
  const { t } = useTranslation(['cases', 'sync']);
  const { store } = useDehri();
  const practices = usePractices();
  const recordName = useRecordName();
  const may = useMay();
  const back = useBack(`/cases/${id}`);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const record = store.get(id);
  const type = useRecordType(record?.type);
  const at = practices.find(({ practice }) => practice.matches?.recordType === record?.type);
  const matches = at?.practice.matches;
  if (record === undefined || type === undefined || at === undefined || matches === undefined || !may('write', type, record).ok) return <NotFound />;
  const { context, say, programme } = at;
  const all = programme.recordTypes.flatMap(({ name }) => store.ofType(name));
  const candidates = matches.candidates(record, all, context);

  async function pair(mentorId: string): Promise<void> {
    const mentor = store.get(mentorId);
    if (mentor === undefined || record === undefined || matches === undefined) return;
    setBusy(mentorId);
    const result = await store.save(toSaveRequest(programme, store, matches.pair(record, mentor, newId().slice(-12), context))).finally(() => setBusy(undefined));
    if (result.ok) return back();
    setFailed(result.reason);
  }

  const rows = (fits: boolean) => candidates.filter((one) => one.fits === fits).map((one) => (
    <div key={one.mentor} className="match">
      <div className="match__text">
        <p className="strong">{one.title}</p>
        <ul>{one.why.map((why) => <li key={why.key}><Icon name={fits ? 'check' : 'minus'} size="small" /><span>{say(why)}</span></li>)}</ul>
      </div>
      {fits ? <Button look="second" icon="plus" busy={busy === one.mentor} onClick={() => void pair(one.mentor)}>{t('cases:match.pair')}</Button> : null}
    </div>
  ));
  return (
    <CaseScreen title={recordName(record) ?? ''} onBack={back}>
      <p>{t('cases:match.help')}</p>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {candidates.length === 0 ? <EmptyState icon="group" title={t('cases:match.none')} /> : null}
      {candidates.some(({ fits }) => fits) ? <Card flush title={t('cases:match.fit')}>{rows(true)}</Card> : null}
      {candidates.some(({ fits }) => !fits) ? <Card flush title={t('cases:match.unfit')}>{rows(false)}</Card> : null}
    </CaseScreen>
  );
}
