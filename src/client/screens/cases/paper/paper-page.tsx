// A paper of one file as it will be printed. It carries her name: whoever opens it says why where the
// table asks, and that it was opened is written down before it is shown.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper, PaperBlock } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, type Say } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { AskReason } from '../file/ask-reason.tsx';
import { Facts } from '../file/part-card.tsx';
import { writeLooks, type LookReason } from '../names.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { useLists, useMay, useRecordName, useWorks, type Practice } from '../practice.ts';
import { Letterhead } from './letterhead.tsx';
import './paper.css';

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
  return <OpenPaper record={record} at={at} type={at.type} paper={paper} {...(row === undefined ? {} : { row })} />;
}

interface OpenPaperProps {
  readonly record: DehriRecord;
  readonly at: Practice;
  readonly type: RecordType;
  readonly paper: Paper;
  readonly row?: string;
}

function OpenPaper({ record, at: { context, say }, type, paper, row }: OpenPaperProps) {
  const { t } = useTranslation('cases');
  const { store, cases } = useDehri();
  const may = useMay();
  const recordName = useRecordName();
  const back = useBack(cases?.hrefOf(record) ?? '/cases');
  const decision = may('print', type, record);
  const leave = decision.ok ? decision.leave : 'no';
  const guarded = type.guard !== undefined;
  const [state, setState] = useState<'asked' | 'failed' | 'shown'>(guarded ? 'asked' : 'shown');
  useHiddenWhenAway(() => {
    // The browser's own print window does not hide the page.
    if (guarded) setState((now) => (now === 'shown' ? 'asked' : now));
  });
  const open = async (reason: LookReason, note: string): Promise<boolean> => {
    const written = await writeLooks(store, [record], 'printed', reason, note);
    setState(written ? 'shown' : 'failed');
    return written;
  };
  useEffect(() => {
    if (state !== 'asked' || leave !== 'yes') return;
    let current = true;
    void writeLooks(store, [record], 'printed', 'my_work').then((written) => (current ? setState(written ? 'shown' : 'failed') : undefined));
    return () => {
      current = false;
    };
  }, [state, leave, store, record]);
  if (leave === 'no') return <NotFound />;
  const title = say({ key: `paper.${paper.key}` });
  return (
    <CaseScreen
      title={title}
      onBack={back}
      wide
      action={state === 'shown' ? <Button look="primary" big wide icon="printer" onClick={() => window.print()}>{t('cases:paper.print')}</Button> : undefined}
    >
      {state === 'failed' ? <Notice state="mend" announce title={t('cases:names.failed')} /> : null}
      {state === 'asked' && leave === 'reason' ? <AskReason go={t('cases:paper.show')} onReason={open} /> : null}
      {state !== 'shown' ? null : (
        <article className="paper">
          <Letterhead place={context.place} title={title} sub={recordName(record) ?? ''} day={context.today} />
          {paper.blocks(record, context, row).map((block, i) => <Block key={`${block.kind} ${i}`} block={block} say={say} />)}
        </article>
      )}
    </CaseScreen>
  );
}

function Block({ block, say }: { readonly block: PaperBlock; readonly say: Say }) {
  switch (block.kind) {
    case 'heading':
      return <h3 className="paper__heading">{say(block.word)}</h3>;
    case 'text':
      return <p className="paper__text">{say(block.word)}</p>;
    case 'facts':
      return <Facts facts={block.facts} say={say} />;
    case 'table':
      return (
        <table className="paper__table">
          <thead><tr>{block.head.map((word, i) => <th key={`${word.key} ${i}`} scope="col">{say(word)}</th>)}</tr></thead>
          <tbody>{block.rows.map((cells, r) => <tr key={r}>{cells.map((cell, c) => <td key={c}>{say(cell)}</td>)}</tr>)}</tbody>
        </table>
      );
    case 'ticks':
      return <ul className="paper__ticks">{block.items.map(({ word, ticked }, i) => <li key={`${word.key} ${i}`}><span className="paper__box" aria-hidden="true">{ticked ? '✓' : ''}</span><span>{say(word)}</span></li>)}</ul>;
    case 'signatures':
      return <div className="paper__signatures">{block.who.map((word, i) => <p key={`${word.key} ${i}`}>{say(word)}</p>)}</div>;
  }
}
