// The helpline: one tap disposes of a call, and may be taken back for some seconds. One that becomes a
// file goes on to the intake, and nothing is asked twice.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CallWork } from '#shared/case-work.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { useFormat } from '#client/app/use-format.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { Notice } from '#client/ui/notice.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { CaseScreen } from '../case-screen.tsx';
import { usePractices, type Practice } from '../practice.ts';

export const UNDO_MS = 8_000;

export function CallPad() {
  const { t } = useTranslation('cases');
  const practices = usePractices();
  const at = practices.find(({ practice }) => practice.calls !== undefined);
  const calls = at?.practice.calls;
  const type = at?.programme.recordTypes.find(({ name }) => name === calls?.recordType);
  if (at === undefined || calls === undefined || type === undefined) return <CaseScreen tab="calls" title={t('cases:tabs.calls')}><EmptyState icon="info" title={t('cases:noOffice')} /></CaseScreen>;
  return <Pad at={at} calls={calls} type={type} />;
}

/** Disposed, but not yet written: until she takes it back or the time is over. */
interface Pending {
  readonly id: string;
  readonly disposition: string;
}

function Pad({ at, calls, type }: { readonly at: Practice; readonly calls: CallWork; readonly type: RecordType }) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const { today } = useNow();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { context, say, practice } = at;
  const [pending, setPending] = useState<Pending>();
  const [failed, setFailed] = useState(false);
  const waiting = useRef<Pending>(undefined);
  const { place } = context;

  const write = useCallback((call: Pending): Promise<SaveResult> => store.save({
    type: type.name, record: call.id, bucket: bucketOf(place, type.shelf), edits: calls.dispose(call.disposition, { ...context, now: Date.now() }),
  }), [store, type, place, calls, context]);
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  /** Writes what waits, if anything does. */
  const settle = useCallback(async (): Promise<void> => {
    const call = waiting.current;
    if (call === undefined) return;
    waiting.current = undefined;
    setPending(undefined);
    setFailed(!(await latest.current(call)).ok);
  }, []);
  useEffect(() => {
    const settleNow = (): void => void settle();
    window.addEventListener('pagehide', settleNow);
    document.addEventListener('visibilitychange', settleNow);
    return () => {
      window.removeEventListener('pagehide', settleNow);
      document.removeEventListener('visibilitychange', settleNow);
      settleNow();
    };
  }, [settle]);
  useEffect(() => {
    if (pending === undefined) return undefined;
    const timer = setTimeout(() => void settle(), UNDO_MS);
    return () => clearTimeout(timer);
  }, [pending, settle]);

  async function dispose(disposition: string, becomesCase: boolean): Promise<void> {
    await settle();
    const call = { id: newId(), disposition };
    if (!becomesCase) {
      waiting.current = call;
      return setPending(call);
    }
    const saved = await write(call);
    setFailed(!saved.ok);
    const [work] = practice.cases;
    if (saved.ok && work !== undefined) navigate(`/cases/from/${call.id}/${work.recordType}`);
  }

  const records = store.ofType(type.name);
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const record of records) if (calls.dayOf(record) === today) found.set(calls.dispositionOf(record), (found.get(calls.dispositionOf(record)) ?? 0) + 1);
    if (pending !== undefined) found.set(pending.disposition, (found.get(pending.disposition) ?? 0) + 1);
    return found;
  }, [records, calls, today, pending]);
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);

  return (
    <CaseScreen tab="calls" title={t('cases:calls.title')} aside={<span className="strong">{t('cases:calls.today', { count: all, number: format.number(all) })}</span>}>
      <p>{t('cases:calls.help')}</p>
      {failed ? <Notice state="mend" announce title={t('cases:calls.failed')} /> : null}
      <div className="pad">
        {calls.dispositions.map(({ value, icon, tone, becomesCase = false }) => (
          <button key={value} type="button" className={`pad__key pad__key--${TONE_STATE[tone]}${becomesCase ? ' pad__key--wide' : ''}`} onClick={() => void dispose(value, becomesCase)}>
            <Icon name={isIconName(icon) ? icon : 'call'} size="big" />
            <span className="pad__word">{say({ key: `choice.disposition.${value}` })}</span>
            <span className="pad__count"><span className="visually-hidden">{t('cases:calls.soFar')} </span>{format.number(counts.get(value) ?? 0)}</span>
          </button>
        ))}
      </div>
      {pending === undefined ? null : (
        <output className="undo">
          <Icon name="check" />
          <span className="undo__word">{t('cases:calls.noted', { what: say({ key: `choice.disposition.${pending.disposition}` }) })}</span>
          <Button icon="undo" onClick={() => {
            waiting.current = undefined;
            setPending(undefined);
          }}>{t('cases:calls.undo')}</Button>
        </output>
      )}
    </CaseScreen>
  );
}
