// The gate: nothing of the work is loaded or shown until a space is open.
//
//   spaces? ──none──▶ welcome ▶ code ▶ notice ▶ picture ▶ PIN ▶ first list ─┐
//      └────some───▶ lock ─────────────────────────────────────────────────▶ open ▶ (idle, lock) ▶ lock
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CrashGuard } from '../screens/shell/crash-guard.tsx';
import { Unlock } from '../screens/start/unlock.tsx';
import { useHistoryDepth } from './back.ts';
import { useIdleLock } from './idle.ts';
import type { AppShell, Phone, Session, Space } from './services.ts';

const StartFlow = lazy(() => import('../screens/start/start-flow.tsx').then((m) => ({ default: m.StartFlow })));
const Work = lazy(() => import('./work.tsx').then((m) => ({ default: m.Work })));

type Gate =
  | { readonly at: 'looking' }
  | { readonly at: 'start'; readonly adding: boolean }
  | { readonly at: 'locked'; readonly spaces: readonly Space[] }
  | { readonly at: 'open'; readonly session: Session };

export function Root({ phone, shell }: { readonly phone: Phone; readonly shell: AppShell }) {
  useHistoryDepth();
  const [gate, setGate] = useState<Gate>({ at: 'looking' });

  const look = useCallback(async () => {
    const spaces = await phone.spaces();
    setGate(spaces.length === 0 ? { at: 'start', adding: false } : { at: 'locked', spaces });
  }, [phone]);
  useEffect(() => void look(), [look]);

  const session = gate.at === 'open' ? gate.session : undefined;
  const lock = useCallback(() => {
    if (session !== undefined) void session.close().then(look);
  }, [session, look]);
  useIdleLock(session?.profile.idleMinutes, lock);
  const open = useMemo(() => (opened: Session) => setGate({ at: 'open', session: opened }), []);

  return (
    <CrashGuard>
      <Suspense fallback={<Loading />}>
        {gate.at === 'looking' ? <Loading />
        : gate.at === 'start' ? <StartFlow phone={phone} adding={gate.adding} onOpen={open} onLeave={() => void look()} />
        : gate.at === 'locked' ? <Unlock phone={phone} spaces={gate.spaces} onOpen={open} onAdd={() => setGate({ at: 'start', adding: true })} />
        : <Work phone={phone} shell={shell} session={gate.session} onLock={lock} onAddPerson={() => void gate.session.close().then(() => setGate({ at: 'start', adding: true }))} />}
      </Suspense>
    </CrashGuard>
  );
}

export function Loading() {
  const { t } = useTranslation('app');
  return <p className="loading" role="status">{t('app:loading')}</p>;
}
