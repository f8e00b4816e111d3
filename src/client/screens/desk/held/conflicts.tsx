// Answers that people gave differently, all of them side by side; the one chosen, or another that is
// written instead, replaces those that were seen.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Register } from '#shared/record/change.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useRecordTitle } from '../../shell/record-title.ts';
import { differingPaths, TwoAnswers, useAnswerWords, useRegisterWords } from '../../shell/two-answers.tsx';
import { questionKey, useSettle } from '../../shell/use-settle.ts';
import { useNear } from '../use-place.ts';
import './held.css';

/** More than these at once help nobody. */
const SHOWN = 20;

export function Conflicts({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store, programmes } = useDehri();
  const [said, setSaid] = useState<string>();
  const records = store.contested().flatMap((id) => store.get(id) ?? []).filter((r) => isWithin(bucketPlace(r.bucket), place));
  if (records.length === 0 && said === undefined) return null;
  return (
    <section className="stack">
      <h2>{t('desk:conflicts.title', { count: records.length })}</h2>
      {said === undefined ? null : <Notice state="done" announce title={said}>{t('sync:conflictThen')}</Notice>}
      {records.length === 0 ? null : <p className="soft">{t('desk:conflicts.help')}</p>}
      {records.slice(0, SHOWN).map((r) => {
        const type = programmes.flatMap((p) => p.recordTypes).find((one) => one.name === r.type);
        return type === undefined ? null : <Contested key={r.id} record={r} type={type} onSettled={setSaid} />;
      })}
      {records.length <= SHOWN ? null : <p className="soft">{t('desk:conflicts.more', { count: records.length - SHOWN })}</p>}
    </section>
  );
}

interface ContestedProps {
  readonly record: DehriRecord;
  readonly type: RecordType;
  /** Told in words what was settled. */
  readonly onSettled: (said: string) => void;
}

/** Every question of the record that people answered differently. */
export function Contested({ record, type, onSettled }: ContestedProps) {
  const recordTitle = useRecordTitle();
  const near = useNear();
  return (
    <Card title={recordTitle(record)} aside={<span className="soft">{near(bucketPlace(record.bucket))}</span>} level={3}>
      {contestedRegisters(type, record).map((register) => <Question key={questionKey(record, register)} record={record} type={type} register={register} onSettled={onSettled} />)}
    </Card>
  );
}

function Question({ record, type, register, onSettled }: ContestedProps & { readonly register: Register }) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store } = useDehri();
  const recordTitle = useRecordTitle();
  const registerWords = useRegisterWords(type, record);
  const answerWords = useAnswerWords(type);
  const settling = useSettle(record, type, register, (values) => {
    const answer = differingPaths(record.rivals[register] ?? []).map((path) => answerWords(path, values[path] ?? null)).join(' · ');
    onSettled(t('desk:conflicts.settled', { name: recordTitle(record), question: registerWords(register), answer }));
  });
  return (
    <div className="stack">
      <h4 className="contested__question">{registerWords(register)}</h4>
      {store.openedAgain(record.id).includes(register) ? <Notice state="pending" icon="undo" title={t('sync:openedAgain')}>{t('sync:openedAgainHelp')}</Notice> : null}
      {settling.failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${settling.failed}`)} />}
      <TwoAnswers record={record} type={type} register={register} settling={settling} />
      <div className="row">
        <Button look="primary" icon="check" busy={settling.busy} disabled={settling.picked === undefined} onClick={() => void settling.settle()}>{settling.picked === undefined ? t('sync:conflictFirst') : t('sync:conflictChoose')}</Button>
      </div>
    </div>
  );
}
