// A paper of one file as it will be printed. It says who she is: where it is guarded it is shown only once
// it is written down that it was, with a reason where the table of rights asks for one, and it is covered
// again when the app goes out of sight.
//
//   guarded ─ leave ─▶ yes: written down ─┐
//                      reason: asked ─────┴─▶ shown ─ print: written down ─▶ on paper
//                      else: told so          └─ out of sight ─▶ asked again
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { useLetterhead } from '#client/app/use-letterhead.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { AskReason } from '../file/ask-reason.tsx';
import { writeLooks, type LookReason } from '../names.ts';
import { useLists, useMay, useWorks, type Practice } from '../practice.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { Blocks } from './blocks.tsx';
import { useHindi } from './in-hindi.ts';
import { Sheet } from './sheet.tsx';
import { usePrint } from './use-print.tsx';

export interface PaperPageProps {
  readonly record: string;
  readonly paper: string;
  readonly row?: string;
}

export function PaperPage({ record: id, paper: key, row }: PaperPageProps) {
  const { store } = useDehri();
  const works = useWorks();
  const lists = useLists();
  const record = store.get(id);
  const work = works.find((at) => at.work.recordType === record?.type);
  const list = lists.find((at) => at.list.recordType === record?.type);
  const at = work ?? list;
  const paper = [...work?.work.papers ?? [], ...list?.list.papers ?? []].find((one) => one.key === key);
  if (record === undefined || at === undefined || paper?.ready(record, row) !== true) return <NotFound />;
  return <OpenPaper key={`${id} ${key} ${row ?? ''}`} record={record} at={at} type={at.type} paper={paper} row={row} />;
}

interface OpenPaperProps {
  readonly record: DehriRecord;
  readonly at: Practice;
  readonly type: RecordType;
  readonly paper: Paper;
  readonly row: string | undefined;
}

/** Why it is open. */
interface Shown {
  readonly reason: LookReason;
  readonly note: string;
}

const OWN_WORK: Shown = { reason: 'my_work', note: '' };

function OpenPaper({ record, at: { programme, context, say }, type, paper, row }: OpenPaperProps) {
  const { t } = useTranslation('cases');
  const { store, cases } = useDehri();
  const may = useMay();
  const back = useBack(cases?.hrefOf(record) ?? '/cases');
  const hindi = useHindi(programme);
  const letterhead = useLetterhead(context.place);
  const decision = may('print', type, record);
  const leave = decision.ok ? decision.leave : 'no';
  const guarded = type.guard !== undefined;
  const [shown, setShown] = useState<Shown | undefined>(guarded ? undefined : OWN_WORK);
  const [failed, setFailed] = useState(false);
  useHiddenWhenAway(() => {
    if (guarded) setShown(undefined);
  });

  /** What is not written down is not shown, and not printed. */
  async function written(kind: 'named' | 'printed', { reason, note }: Shown): Promise<boolean> {
    const ok = !guarded || (await writeLooks(store, [record], kind, reason, note));
    setFailed(!ok);
    return ok;
  }
  async function show(of: Shown): Promise<boolean> {
    const ok = await written('named', of);
    if (ok && document.visibilityState === 'visible') setShown(of);
    return ok;
  }
  useEffect(() => {
    if (guarded && leave === 'yes') void show(OWN_WORK);
    // Once for each visit: what is written meanwhile is no further look.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const sheet = (): ReactNode | undefined => {
    if (shown === undefined || leave === 'no') return undefined;
    const blocks = paper.blocks(record, context, row);
    return (
      <Sheet hindi={hindi} programme={programme} office={context.place} day={context.today} {...(blocks[0]?.kind === 'heading' ? {} : { title: hindi.say({ key: `paper.${paper.key}` }) })}>
        <Blocks blocks={blocks} say={hindi.say} signer={letterhead?.signer} />
      </Sheet>
    );
  };
  const { print, sheet: printed } = usePrint(sheet, () => (shown === undefined ? undefined : void written('printed', shown)));
  return (
    <CaseScreen
      title={say({ key: `paper.${paper.key}` })}
      onBack={back}
      wide
      action={shown === undefined || leave === 'no' ? undefined : (
        <Button look="primary" big wide icon="printer" onClick={() => void written('printed', shown).then((ok) => (ok ? print() : undefined))}>{t('cases:papers.print')}</Button>
      )}
    >
      {failed ? <Notice state="mend" announce title={t('cases:papers.failed')} /> : null}
      {leave === 'no' || leave === 'second' ? <EmptyState icon="lock" title={t('cases:papers.notYours')}>{t('cases:papers.notYoursHelp')}</EmptyState>
      : shown !== undefined ? sheet()
      : leave === 'reason' ? <AskReason go={t('cases:papers.show')} onReason={(reason, note) => show({ reason, note })} />
      : <Button look="primary" big wide icon="eye" onClick={() => void show(OWN_WORK)}>{t('cases:papers.show')}</Button>}
      {printed}
    </CaseScreen>
  );
}
