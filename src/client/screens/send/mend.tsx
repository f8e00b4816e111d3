// A change the server returned: why, in words; the answers at fault to put right, and sent again. What
// she cannot put right herself says who can. She may always take it back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { FieldPath, FieldValue, Values } from '#shared/record/change.ts';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import type { HeldCode } from '#shared/sync/protocol.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces, useRecordType, useSay } from '#client/app/context.tsx';
import { answerProblem, readAnswer } from '#client/app/field-answer.ts';
import { useFieldWords } from '#client/app/field-words.ts';
import { withOwner } from '#client/app/rows-apart.ts';
import { useFormat } from '#client/app/use-format.ts';
import { StorageFailure, type HeldChange } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { AnswerField, isAnswerable } from '../shell/answer-field.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useChangeTitle, useRecordTitle } from '../shell/record-title.ts';
import { WhatSheWrote } from './what-she-wrote.tsx';
import './send.css';

/** What each reason asks for: answers put right, only sending again, or somebody in the office. */
const ASKS: Readonly<Record<HeldCode, 'answers' | 'again' | 'office'>> = {
  validation: 'answers', duplicate: 'answers', 'too-large': 'answers',
  'unknown-base': 'again', unreadable: 'again', 'counter-reused': 'again', 'settled-elsewhere': 'again',
  access: 'office', 'unknown-type': 'office', 'unknown-form': 'office', erased: 'office',
};

/** A text of so many characters may be what is too long. */
const LONG_TEXT = 200;

export function Mend({ change: id }: { readonly change: string }) {
  const { store } = useDehri();
  const held = store.held().find((h) => h.change.id === id);
  const type = useRecordType(held?.change.type);
  if (held === undefined || type === undefined) return <NotFound />;
  return <MendHeld held={held} type={type} />;
}

function MendHeld({ held, type }: { readonly held: HeldChange; readonly type: RecordType }) {
  const { store, programme, cases } = useDehri();
  const { t } = useTranslation(['sync', 'app', 'form', programme.id]);
  const changeTitle = useChangeTitle();
  const words = useFieldWords();
  const format = useFormat();
  const { now } = useNow();
  const back = useBack('/send');
  const [, navigate] = useLocation();
  const { change, code } = held;
  const [edits, setEdits] = useState<Values>({});
  const [judge, setJudge] = useState(code !== 'duplicate');
  const [failed, setFailed] = useState<string>();
  const [rules, setRules] = useState<readonly string[]>(() => rulesAmong(held.paths));
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  // A rule may name an answer that somebody else gave.
  const record = store.get(change.record);
  const said = (path: FieldPath): FieldValue => edits[path] ?? change.values[path] ?? record?.values[path] ?? null;
  const paths = faultyPaths(held, type).filter((path) => isAnswerable(words, type, path));
  // Without an answer at fault that can be written here, the same is sent again.
  const asks = ASKS[code] === 'answers' && paths.length === 0 ? 'again' : ASKS[code];
  const touched = asks !== 'answers' || paths.some((path) => edits[path] !== undefined && readAnswer(type, path, edits[path] ?? null) !== (change.values[path] ?? record?.values[path]));

  async function send(): Promise<void> {
    if (paths.some((path) => answerProblem(type, path, said(path)) !== undefined)) return setJudge(true);
    setBusy(true);
    const values = Object.fromEntries(Object.entries(edits).map(([path, value]) => [path, readAnswer(type, path, value)]));
    const result = await store
      .saveAll(withOwner(cases?.programmes ?? [], store, { type: change.type, record: change.record, bucket: change.bucket, edits: values, mends: change.id, ...(change.form === null ? {} : { form: change.form }) }))
      .finally(() => setBusy(false));
    if (!result.ok) {
      if (result.reason === 'rule') setRules(result.rules.map(({ code: rule }) => rule));
      return setFailed(result.reason);
    }
    navigate('/send', { replace: true });
  }

  async function takeBack(): Promise<void> {
    setBusy(true);
    try {
      await store.withdraw(change.id);
      navigate('/send', { replace: true });
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      setAsking(false);
      setFailed(error.kind === 'elsewhere' ? 'locked' : error.kind);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen
      top={<TopBar title={t(asks === 'answers' ? 'sync:mendTitle' : 'sync:heldTitle')} onBack={back} />}
      bottom={
        <ActionBar>
          <Button big onClick={() => setAsking(true)}>{t('sync:takeBack')}</Button>
          <Button look={asks === 'office' ? 'second' : 'primary'} big wide icon="send" busy={busy} disabled={!touched} onClick={() => void send()}>{touched ? t('sync:mendAgain') : t('sync:mendFirst')}</Button>
        </ActionBar>
      }
    >
      <div>
        <p className="strong">{changeTitle(change)}</p>
        <p className="soft">{t('sync:wroteOn', { when: format.when(change.deviceTime, now) })}</p>
      </div>
      <Notice state="mend" title={t(`sync:held.${code}`)}>
        {rules.map((rule) => <p key={rule} className="strong">{t(`${programme.id}:rule.${rule}`, { defaultValue: t('form:failed.rule') })}</p>)}
        <p>{ASKS[code] === asks ? t(`sync:heldDo.${code}`) : t('sync:mendNothing')}</p>
      </Notice>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {asks !== 'answers' ? <WhatSheWrote change={change} /> : paths.map((path) => (
        <AnswerField key={path} type={type} path={path} value={said(path)} judge={judge} onChange={(value) => setEdits((all) => ({ ...all, [path]: value }))} />
      ))}
      <Twins held={held} type={type} paths={paths} />
      <p className="soft">{t('sync:heldKept')}</p>
      <TakeBack open={asking} held={held} busy={busy} onClose={() => setAsking(false)} onYes={() => void takeBack()} />
    </Screen>
  );
}

/** Who on this phone has the number that may be only one family's. */
function Twins({ held, type, paths }: { readonly held: HeldChange; readonly type: RecordType; readonly paths: readonly FieldPath[] }) {
  const { t } = useTranslation('sync');
  const { store, field } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const recordTitle = useRecordTitle();
  if (held.code !== 'duplicate') return null;
  const { change } = held;
  const twins = store.ofType(change.type).filter((r) => r.id !== change.record && paths.some((path) => (type.unique ?? []).includes(path) && change.values[path] !== undefined && r.values[path] === change.values[path]));
  return (
    <>
      {twins.length === 0 ? null : (
        <Card title={t('sync:mendTwin')} flush>
          {twins.map((twin) => <ListRow key={twin.id} icon="house" title={recordTitle(twin)} {...(twin.type === field.doors.recordType ? { href: `/families/${twin.id}`, detail: `${say(field.doors.card(twin).detail)} · ${places.near(field.doors.placeOf(twin))}` } : {})} />)}
        </Card>
      )}
      <p className="soft">{t('sync:mendSure')}</p>
    </>
  );
}

interface TakeBackProps {
  readonly open: boolean;
  readonly held: HeldChange;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onYes: () => void;
}

function TakeBack({ open, held: { change }, busy, onClose, onYes }: TakeBackProps) {
  const { t } = useTranslation('sync');
  const { store } = useDehri();
  const changeTitle = useChangeTitle();
  const more = store.standingOn(change.id).length - 1;
  const makesRecord = Object.keys(change.replaces).length === 0 && store.get(change.record)?.base === change.id;
  return (
    <Dialog
      open={open}
      title={t('sync:takeBackTitle')}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" busy={busy} onClick={onYes}>{t('sync:takeBackYes')}</Button>
          <Button onClick={onClose}>{t('sync:takeBackNo')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{makesRecord ? t('sync:takeBackRecord', { name: changeTitle(change) }) : t('sync:takeBackChange', { name: changeTitle(change) })}</p>
        {more > 0 ? <p>{t('sync:takeBackMore', { count: more })}</p> : null}
        <WhatSheWrote change={change} />
        <p className="soft">{t('sync:takeBackKept')}</p>
      </div>
    </Dialog>
  );
}

/** The answers named by the server; of a change that is too long, its long texts, longest first. */
function faultyPaths({ change, code, paths }: HeldChange, type: RecordType): FieldPath[] {
  if (code !== 'too-large') return paths.filter((path) => fieldDef(type, path) !== undefined);
  const long = (path: FieldPath): number => String(change.values[path] ?? '').length;
  return Object.keys(change.values).filter((path) => fieldDef(type, path)?.kind === 'text' && long(path) > LONG_TEXT).sort((a, b) => long(b) - long(a)).slice(0, 5);
}
