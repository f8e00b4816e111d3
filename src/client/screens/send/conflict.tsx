// Two people changed the same answer: both values, who and when; the worker chooses. The choice names
// every value it replaces, so one that arrives later opens the question again.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { Rival } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useRecordTitle } from '../shell/record-title.ts';
import { useWhoseAnswer } from '../shell/whose-answer.ts';
import './send.css';

export function Conflict({ id }: { readonly id: string }) {
  const { t } = useTranslation(['sync', 'app']);
  const { store, programme, field } = useDehri();
  const places = usePlaces();
  const recordTitle = useRecordTitle();
  const back = useBack('/send');
  const [picked, setPicked] = useState<string>();
  const [failed, setFailed] = useState<SaveResult>();
  const [busy, setBusy] = useState(false);
  const record = store.get(id);
  const type = programme.recordTypes.find((r) => r.name === record?.type);
  if (record === undefined || type === undefined) return <NotFound />;
  const registers = contestedRegisters(type, record);
  const register = registers[0];
  const title = recordTitle(record);
  if (register === undefined) {
    const next = store.contested().find((other) => other !== id);
    return (
      <Screen top={<TopBar title={title} onBack={back} />}>
        <EmptyState icon="check" title={t('sync:conflictSaved')} action={<ButtonLink look="primary" big href={next === undefined ? '/send' : `/conflicts/${next}`}>{next === undefined ? t('app:tabs.send') : t('app:next')}</ButtonLink>} />
      </Screen>
    );
  }
  const rivals = record.rivals[register] ?? [];
  const chosen = rivals.find((r) => r.change === picked);

  async function settle(rival: Rival): Promise<void> {
    setBusy(true);
    const result = await store.save({ type: record?.type ?? '', record: id, edits: rival.values }).finally(() => setBusy(false));
    setPicked(undefined);
    setFailed(result.ok ? undefined : result);
  }

  return (
    <Screen
      top={<TopBar title={t('sync:conflictTitle')} onBack={back} />}
      bottom={<ActionBar><Button look="primary" big wide icon="check" busy={busy} disabled={chosen === undefined} onClick={() => (chosen === undefined ? undefined : void settle(chosen))}>{chosen === undefined ? t('sync:conflictFirst') : t('sync:conflictChoose')}</Button></ActionBar>}
    >
      <div>
        <p className="strong">{title}</p>
        {record.type === field.doors.recordType ? <p className="soft">{places.near(field.doors.placeOf(record))}</p> : null}
      </div>
      <p>{t('sync:conflictHelp')}</p>
      {registers.length < 2 ? null : <p className="soft">{t('sync:conflictLeft', { count: registers.length })}</p>}
      {failed === undefined || failed.ok ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed.reason}`)} />}
      <Rivals record={id} type={type} rivals={rivals} picked={picked} onPick={setPicked} />
    </Screen>
  );
}

interface RivalsProps {
  readonly record: string;
  readonly type: RecordType;
  readonly rivals: readonly Rival[];
  readonly picked: string | undefined;
  readonly onPick: (change: string) => void;
}

function Rivals({ record, type, rivals, picked, onPick }: RivalsProps) {
  const { t } = useTranslation('sync');
  const words = useFieldWords();
  const whose = useWhoseAnswer(record);
  const paths = [...new Set(rivals.flatMap((r) => Object.keys(r.values)))];
  const differing = paths.filter((path) => new Set(rivals.map((r) => JSON.stringify(r.values[path] ?? null))).size > 1);
  return (
    <>
      {differing.length === 1 ? <h2>{words.label(type.name, differing[0] ?? '')}</h2> : null}
      {rivals.map((rival) => (
        <button key={rival.change} type="button" className="rival" aria-pressed={picked === rival.change} onClick={() => onPick(rival.change)}>
          <span className="rival__who">{whose(rival)}</span>
          {differing.map((path) => (
            <span key={path} className="rival__answer">
              {differing.length === 1 ? null : <span className="rival__label">{words.label(type.name, path)}</span>}
              <span className="rival__value">{words.value(type.name, path, rival.values[path] ?? null)}</span>
            </span>
          ))}
          <span className="rival__choose"><span className="rival__dot">{picked === rival.change ? <Icon name="check" size="small" /> : null}</span>{picked === rival.change ? t('sync:conflictChoose') : t('sync:choose')}</span>
        </button>
      ))}
    </>
  );
}
