// Two people answered the same question differently: both answers, who and when. The worker chooses one,
// writes another that is right, or leaves it for later. Her choice names every answer she saw, so one
// that arrives later opens the question again.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { FieldPath, Register, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces, useRecordType } from '#client/app/context.tsx';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useRecordTitle } from '../shell/record-title.ts';
import { differingPaths, TwoAnswers, useAnswerWords, useRegisterWords } from '../shell/two-answers.tsx';
import { questionKey, useSettle } from '../shell/use-settle.ts';
import './send.css';

export function Conflict({ id }: { readonly id: string }) {
  const { store } = useDehri();
  const [settled, setSettled] = useState<readonly Settled[]>([]);
  const record = store.get(id);
  const type = useRecordType(record?.type);
  if (record === undefined || type === undefined) return <NotFound />;
  const registers = contestedRegisters(type, record);
  const [register] = registers;
  if (register === undefined) return <AllSettled record={record} type={type} settled={settled} />;
  return (
    <Question
      key={questionKey(record, register)}
      record={record} type={type} register={register} left={registers.length}
      onSettled={(values) => setSettled((all) => [...all.filter((s) => s.register !== register), { register, values, paths: differingPaths(record.rivals[register] ?? []) }])}
    />
  );
}

interface Settled {
  readonly register: Register;
  readonly values: Values;
  readonly paths: readonly FieldPath[];
}

interface QuestionProps {
  readonly record: DehriRecord;
  readonly type: RecordType;
  readonly register: Register;
  /** Questions of this record, with this one. */
  readonly left: number;
  readonly onSettled: (values: Values) => void;
}

function Question({ record, type, register, left, onSettled }: QuestionProps) {
  const { t } = useTranslation(['sync', 'app']);
  const { store, field } = useDehri();
  const places = usePlaces();
  const recordTitle = useRecordTitle();
  const registerWords = useRegisterWords(type, record);
  const back = useBack('/send');
  const settling = useSettle(record, type, register, onSettled);
  const { picked, failed, busy, settle } = settling;

  return (
    <Screen
      top={<TopBar title={t('sync:conflictTitle')} onBack={back} />}
      bottom={
        <ActionBar>
          <Button big onClick={back}>{t('sync:conflictLater')}</Button>
          <Button look="primary" big wide icon="check" busy={busy} disabled={picked === undefined} onClick={() => void settle()}>{picked === undefined ? t('sync:conflictFirst') : t('sync:conflictChoose')}</Button>
        </ActionBar>
      }
    >
      <div>
        <p className="strong">{recordTitle(record)}</p>
        {record.type === field.doors.recordType ? <p className="soft">{places.near(field.doors.placeOf(record))}</p> : null}
      </div>
      {store.openedAgain(record.id).includes(register) ? <Notice state="pending" icon="undo" title={t('sync:openedAgain')}>{t('sync:openedAgainHelp')}</Notice> : null}
      <div>
        <h2>{registerWords(register)}</h2>
        <p>{t('sync:conflictHelp', { count: record.rivals[register]?.length ?? 0 })}</p>
      </div>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      <TwoAnswers record={record} type={type} register={register} settling={settling} />
      <p className="soft">{t('sync:conflictKept')}</p>
      {left < 2 ? null : <p className="soft">{t('sync:conflictLeft', { count: left })}</p>}
    </Screen>
  );
}

function AllSettled({ record, type, settled }: { readonly record: DehriRecord; readonly type: RecordType; readonly settled: readonly Settled[] }) {
  const { t } = useTranslation(['sync', 'app']);
  const { store } = useDehri();
  const recordTitle = useRecordTitle();
  const registerWords = useRegisterWords(type, record);
  const answerWords = useAnswerWords(type);
  const back = useBack('/send');
  const next = store.contested().find((other) => other !== record.id);
  return (
    <Screen top={<TopBar title={recordTitle(record)} onBack={back} />}>
      <ul className="stack card">
        {settled.map((s) => (
          <li key={s.register} className="send__settled">
            <Icon name="check" />
            <div>
              <p className="soft">{registerWords(s.register)}</p>
              <p className="strong">{s.paths.map((path) => answerWords(path, s.values[path] ?? null)).join(' · ')}</p>
            </div>
          </li>
        ))}
      </ul>
      <EmptyState icon="check" title={t('sync:conflictSaved')} action={<ButtonLink look="primary" big href={next === undefined ? '/send' : `/conflicts/${next}`}>{next === undefined ? t('sync:conflictToSend') : t('sync:conflictNext')}</ButtonLink>}>
        {settled.length === 0 ? undefined : t('sync:conflictThen')}
      </EmptyState>
    </Screen>
  );
}
