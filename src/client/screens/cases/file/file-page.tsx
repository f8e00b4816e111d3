// One file: what leads it, what must be done, how she may be reached, and its parts. Her name, and every
// answer that says who she is, only after it was asked for; a file that is not hers only with a reason.
//
//   not on this phone ──▶ may be asked for online        hers ──opens──▶ written down ─┐
//   not hers ──reason──▶ written down ──────────────────────────────────────────────────┴─▶ covered ⇄ with names
//                                                        (covered again in the background and on leaving)
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFlag } from '#shared/case-work.ts';
import { unverifiedPhotos } from '#shared/photo/photos-of.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { OwnChanges } from '../../families/own-changes.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import { otherOffices } from '../hand-over/other-offices.ts';
import { useOnline } from '../hand-over/use-online.ts';
import { Flags } from '../list/flags.tsx';
import { useNames, writeLooks, type LookReason } from '../names.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { visitReason } from '../online/files-online.ts';
import { readyPapers } from '../papers/papers-of.ts';
import { useMay, useWorks, type WorkAt } from '../practice.ts';
import { ProgrammeScope } from '../programme-scope.tsx';
import { inOrder, keyOf } from '../today/case-today.tsx';
import { TaskRow } from '../today/task-row.tsx';
import { taskHref, tasksOfFile } from '../today/tasks-of.ts';
import { AskReason } from './ask-reason.tsx';
import { ContactCard } from './contact-card.tsx';
import { coveredFile } from './covered.ts';
import { ElsewhereFile } from './elsewhere-file.tsx';
import { Frame } from './file-frame.tsx';
import { PartCard } from './part-card.tsx';

export interface FilePageProps {
  readonly id: string;
  /** Beside the list, on the desk. */
  readonly pane?: boolean;
  readonly onBack: () => void;
}

export function FilePage({ id, pane = false, onBack }: FilePageProps) {
  const { store } = useDehri();
  const works = useWorks();
  const record = store.get(id);
  const at = works.find(({ work }) => work.recordType === record?.type);
  if (record === undefined || at === undefined) return <ElsewhereFile id={id} pane={pane} onBack={onBack} />;
  return <ProgrammeScope programme={at.programme}><OpenFile key={id} record={record} at={at} pane={pane} onBack={onBack} /></ProgrammeScope>;
}

interface OpenFileProps {
  readonly record: DehriRecord;
  readonly at: WorkAt;
  readonly pane: boolean;
  readonly onBack: () => void;
}

function OpenFile({ record, at, pane, onBack }: OpenFileProps) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const { work, type, context } = at;
  const may = useMay();
  const decision = may('read', type, record);
  const leave = decision.ok ? decision.leave : 'no';
  // Opened online: the server has asked and written down already.
  const online = visitReason(store, record.id);
  const [entered, setEntered] = useState<LookReason | undefined>(online ?? (leave === 'yes' ? 'my_work' : undefined));
  useHiddenWhenAway(() => {
    if (leave !== 'yes' && online === undefined) setEntered(undefined);
  });
  // Opening her own file is written down too, once for each visit.
  const noted = useRef(false);
  useEffect(() => {
    if (leave !== 'yes' || online !== undefined || noted.current) return;
    noted.current = true;
    void writeLooks(store, [record], 'opened', 'my_work');
  }, [leave, online, store, record]);

  const head = <Head record={record} at={at} flags={work.flags(record, context)} />;
  if (entered === undefined || (leave === 'no' && online === undefined)) {
    return (
      <Frame title={work.masked(record, context).title} pane={pane} onBack={onBack}>
        {head}
        {leave === 'reason' ? (
          <AskReason
            go={t('cases:why.open')}
            onReason={async (reason, note) => {
              const written = await writeLooks(store, [record], 'opened', reason, note);
              if (written) setEntered(reason);
              return written;
            }}
          />
        ) : <Notice state="neutral" icon="lock" title={t('cases:notYours.title')}>{t('cases:notYours.help')}</Notice>}
      </Frame>
    );
  }
  return <Entered record={record} at={at} pane={pane} onBack={onBack} head={head} reason={entered} />;
}

interface EnteredProps extends OpenFileProps {
  readonly head: ReactNode;
  readonly reason: LookReason;
}

function Entered({ record, at, pane, onBack, head, reason }: EnteredProps) {
  const { t } = useTranslation(['cases', 'families', 'sync']);
  const { session, store, cases } = useDehri();
  const { work, type, programme, practice, say } = at;
  const may = useMay();
  const names = useNames();
  const [failed, setFailed] = useState(false);
  const named = names.shown.has(record.id);
  const context = { ...at.context, unverifiedPhotos: unverifiedPhotos(type, record, store.photosKept()).length };
  const seen = named ? record : coveredFile(work, type, record);
  const writes = may('write', type, record).ok;
  const prints = may('print', type, record);
  const tasks = inOrder(tasksOfFile(record, at));
  const draft = store.drafts().find((d) => d.record === record.id);
  const held = store.held().find((h) => h.change.record === record.id);
  const contact = work.contact(record);
  const [first] = tasks.filter(({ task }) => (task.form !== undefined || task.page !== undefined) && task.waitsOn === undefined && task.stopped === undefined);
  const parts = work.parts.filter((part) => part.shown?.(record, context) !== false);
  const online = useOnline();
  const handsOver = online && may('assign', type, record).ok && otherOffices(session.profile(), work, record).length > 0;
  const papers = prints.ok ? readyPapers(work.papers, record) : [];
  const match = practice.matches?.recordType === record.type ? practice.matches : undefined;
  const showNames = (): void => void names.show([record], reason).then((ok) => setFailed(!ok));

  return (
    <Frame
      title={work.masked(record, context).title}
      pane={pane}
      onBack={onBack}
      action={draft !== undefined ? <ButtonLink look="primary" big wide icon="edit" href={`/cases/draft/${draft.id}`}>{t('cases:resume')}</ButtonLink>
      : first !== undefined && writes ? <ButtonLink look="primary" big wide iconAfter="next" href={taskHref(first, (of) => cases?.hrefOf(of))}>{say({ key: `task.${first.task.kind}` })}</ButtonLink>
      : undefined}
    >
      {head}
      <div className="who">
        {named ? <p className="who__name">{say(work.card(record, context).title)}</p> : <p className="who__covered">{t('cases:names.covered')}</p>}
        <Button icon="eye" aria-pressed={named} onClick={() => (named ? names.cover() : showNames())}>{named ? t('cases:names.cover') : t('cases:names.show')}</Button>
      </div>
      {failed ? <Notice state="mend" announce title={t('cases:names.failed')} /> : null}
      {held === undefined ? null : <Notice state="mend" title={t(`sync:held.${held.code}`)} action={<ButtonLink href={`/mend/${held.change.id}`}>{t('sync:mend')}</ButtonLink>} />}
      {store.contested().includes(record.id) ? <Notice state="mend" icon="help" title={t('sync:conflictTitle')} action={<ButtonLink href={`/conflicts/${record.id}`}>{t('sync:choose')}</ButtonLink>} /> : null}
      {tasks.length === 0 ? null : <Card flush title={t('cases:toDo')}>{tasks.map((item) => <TaskRow key={keyOf(item)} item={item} name={NO_NAME} />)}</Card>}
      {contact === undefined ? null : <ContactCard contact={contact} say={say} named={named} onShow={showNames} />}
      {parts.map((part, i) => <PartCard key={part.key} part={part} record={seen} programme={programme} context={context} say={say} writes={writes} open={i === 0 || tasks.some(({ task }) => task.form !== undefined && part.forms.includes(task.form))} {...(handsOver && part.handsOver === true ? { more: <ButtonLink wide icon="send" href={`/cases/${record.id}/hand-over`}>{t('cases:handOver.title')}</ButtonLink> } : {})} />)}
      {match === undefined || !writes ? null : <Card flush><ListRow icon="group" href={`/cases/${record.id}/match`} title={t('cases:matches.title')} /></Card>}
      <Card flush><ListRow icon="book" href="/schemes/ask" title={t('cases:schemes.title')} detail={t('cases:schemes.help')} /></Card>
      {papers.length === 0 ? null : (
        <Card flush title={t('cases:papers.title')}>
          {papers.map(({ paper, row, href }) => <ListRow key={href} icon="printer" href={href} title={say({ key: `paper.${paper.key}` })} detail={paperDetail(at, record, paper.repeat, row)} />)}
        </Card>
      )}
      {named ? <RecordPhotos record={record} Shown={Paper} /> : null}
      <Card title={t('families:where')}>
        <div className="stack">
          <ReceiptSteps record={record.id} />
          <OwnChanges record={record.id} />
        </div>
      </Card>
    </Frame>
  );
}

function NO_NAME(): string {
  return '';
}

/** Which of several letters it is: the line it is about. */
function paperDetail({ work, context, say }: WorkAt, record: DehriRecord, repeat: string | undefined, row: string | undefined): string | undefined {
  if (repeat === undefined || row === undefined) return undefined;
  const line = work.parts.flatMap((part) => part.lines?.(record, context) ?? []).find((one) => one.row === `${repeat}.${row}`);
  return line === undefined ? undefined : say(line.title);
}

function Head({ record, at: { work, context, say }, flags }: { readonly record: DehriRecord; readonly at: WorkAt; readonly flags: readonly CaseFlag[] }) {
  const state = work.stateOf(record, context);
  return (
    <div className="stack stack--tight">
      {flags.length === 0 ? null : <Flags flags={flags} say={say} />}
      <p>{say(work.masked(record, context).detail)}</p>
      <div><StateChip state={TONE_STATE[state.tone]} icon={state.tone === 'todo' ? 'file' : TONE_ICON[state.tone]} word={say(state.word)} /></div>
    </div>
  );
}
