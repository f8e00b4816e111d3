// One record of an office's list: what is known, its lines, what may be done with it.
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { OwnChanges } from '../../families/own-changes.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { CaseScreen } from '../case-screen.tsx';
import { MonthLines } from '../file/month-lines.tsx';
import { Facts } from '../file/part-card.tsx';
import { readyPapers } from '../papers/papers-of.ts';
import { formName, newestForm, useLists, useMay } from '../practice.ts';
import { ProgrammeScope } from '../programme-scope.tsx';

export function OfficeItem({ id }: { readonly id: string }) {
  const { t } = useTranslation(['cases', 'families', 'sync']);
  const { store } = useDehri();
  const lists = useLists();
  const may = useMay();
  const record = store.get(id);
  const at = lists.find(({ list }) => list.recordType === record?.type);
  const back = useBack(at === undefined ? '/office' : `/office/list/${at.programme.id}/${at.list.key}`);
  if (record === undefined || at === undefined) return <NotFound />;
  const { programme, list, type, context, say } = at;
  const { title, detail } = list.card(record, context);
  const state = list.stateOf(record, context);
  const facts = list.facts?.(record, context) ?? [];
  const lines = list.lines?.(record, context) ?? [];
  const stands = (other: string): boolean => other === id || programme.practice?.apart?.some((apart) => apart.of === record.type && store.get(other)?.type === apart.recordType && apart.ownerOf(other) === id) === true;
  const contested = store.contested().find(stands);
  const writes = may('write', type, record).ok;
  const { calls, cases = [] } = programme.practice ?? {};
  const [work] = calls?.recordType === record.type && calls.awaitsCase(record) ? cases : [];
  const forms = writes ? list.forms.filter((form) => newestForm(programme, form) !== undefined) : [];
  const draft = store.drafts().find((d) => d.record === id || programme.practice?.apart?.some((apart) => apart.recordType === d.seen?.type && apart.ownerOf(d.seen.id) === id) === true);
  const papers = readyPapers(list.papers ?? [], record);
  return (
    <ProgrammeScope programme={programme}>
      <CaseScreen
        title={say(title)}
        onBack={back}
        action={draft === undefined ? work === undefined || !writes ? undefined : <ButtonLink look="primary" big wide icon="plus" href={`/cases/from/${id}/${work.recordType}`}>{say({ key: `cases.${work.recordType}.new` })}</ButtonLink> : <ButtonLink look="primary" big wide icon="edit" href={`/cases/draft/${draft.id}`}>{t('cases:resume')}</ButtonLink>}
      >
        <div className="stack stack--tight">
          <p>{say(detail)}</p>
          <div><StateChip state={TONE_STATE[state.tone]} word={say(state.word)} /></div>
        </div>
        {contested !== undefined ? <Notice state="mend" icon="help" title={t('sync:conflictTitle')} action={<ButtonLink href={`/conflicts/${contested}`}>{t('sync:choose')}</ButtonLink>} /> : null}
        {facts.length === 0 ? null : <Card><Facts facts={facts} say={say} /></Card>}
        {lines.length === 0 ? null : <Card flush><MonthLines list={list} record={record} context={context} say={say} writes={writes} /></Card>}
        {forms.length === 0 ? null : <Card flush>{forms.map((form) => <ListRow key={form} icon={newestForm(programme, form)?.row === undefined ? 'edit' : 'plus'} href={`/cases/${id}/form/${form}`} title={formName(say, form)} />)}</Card>}
        {papers.length === 0 ? null : <Card flush title={t('cases:papers.title')}>{papers.map(({ paper, href }) => <ListRow key={href} icon="printer" href={href} title={say({ key: `paper.${paper.key}` })} />)}</Card>}
        <RecordPhotos record={record} Shown={Paper} />
        <Card title={t('families:where')}>
          <div className="stack">
            <ReceiptSteps record={id} />
            <OwnChanges record={id} />
          </div>
        </Card>
      </CaseScreen>
    </ProgrammeScope>
  );
}
