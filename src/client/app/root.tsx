// The gate: nothing of the work is loaded or shown until a space is open.
//
//   spaces? ──none──▶ welcome ▶ code ▶ notice ▶ picture ▶ PIN ▶ first list ─┐
//      └────some───▶ lock ─────────────────────────────────────────────────▶ open ▶ (idle, lock) ▶ lock
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { CrashGuard } from '../screens/shell/crash-guard.tsx';
import { OnDemand } from '../screens/shell/on-demand.tsx';
import { scannedCode, signInTrouble } from '../screens/start/code.ts';
import { StartFlow } from '../screens/start/start-flow.tsx';
import { Unlock } from '../screens/start/unlock.tsx';
import { useHistoryDepth } from './back.ts';
import { useTouch } from './touch.ts';
import type { AppShell, Phone, Session, Space } from './services.ts';

/** No part of the phone's copy of the app; its words come beside it, not after it. */
const generalHelp = () => Promise.all([import('../screens/help/help.tsx'), i18next.loadNamespaces('help')]).then(([m]) => m.GeneralHelp);
const Work = lazy(() => import('./work.tsx').then((m) => ({ default: m.Work })));

type Gate =
  | { readonly at: 'looking'; readonly moved?: boolean }
  | { readonly at: 'start'; readonly adding: boolean }
  /** `moved`: another window took the work over. */
  | { readonly at: 'locked'; readonly spaces: readonly Space[]; readonly moved: boolean }
  | { readonly at: 'open'; readonly session: Session };

export function Root({ phone, shell }: { readonly phone: Phone; readonly shell: AppShell }) {
  useHistoryDepth();
  const [gate, setGate] = useState<Gate>({ at: 'looking' });
  /** Stands over what is open, or over the welcome. */
  const [practice, setPractice] = useState<Session>();
  const [address, goTo] = useLocation();
  const [scanned, setScanned] = useState(() => scannedCode(location.hash));
  const [trouble, setTrouble] = useState(() => signInTrouble(location.hash));
  const cameBack = scanned !== undefined || trouble !== undefined;
  useEffect(() => {
    // Nobody shall read it in the address, nor send it on from there.
    if (cameBack) history.replaceState(history.state, '', location.pathname + location.search);
  }, [cameBack]);

  useEffect(() => {
    if (gate.at !== 'looking') return;
    const { moved = false } = gate;
    void phone.spaces().then((spaces) => setGate(spaces.length === 0 || cameBack ? { at: 'start', adding: spaces.length > 0 } : { at: 'locked', spaces, moved }));
  }, [gate, phone, cameBack]);

  const session = gate.at === 'open' ? gate.session : undefined;
  useTouch(session);
  // A real space that locks itself takes the practice with it.
  useEffect(() => session?.onLock(() => setPractice(undefined)), [session]);
  const practise = useCallback(async () => {
    const opened = await phone.practise(session?.profile());
    opened.onLock(() => {
      setPractice(undefined);
      goTo('/', { replace: true });
    });
    setPractice(opened);
    goTo('/', { replace: true });
  }, [phone, session, goTo]);
  const open = useCallback((opened: Session) => {
    opened.onLock((why) => setGate((now) => (now.at === 'open' && now.session === opened ? { at: 'looking', moved: why === 'elsewhere' } : now)));
    setGate({ at: 'open', session: opened });
  }, []);
  const openFirst = useCallback((opened: Session) => {
    // The list has come whole: a first success.
    if (opened.sync.status().lastComplete !== undefined) shell.succeeded();
    setScanned(undefined);
    setTrouble(undefined);
    open(opened);
  }, [shell, open]);
  const toLock = useCallback(() => {
    setScanned(undefined);
    setTrouble(undefined);
    setGate({ at: 'looking' });
  }, []);
  const addPerson = useCallback(() => {
    setGate({ at: 'start', adding: true });
    session?.lock();
  }, [session]);

  return (
    <CrashGuard>
      <Suspense fallback={<Loading />}>
        {practice !== undefined ? <Work key="practice" phone={phone} shell={shell} session={practice} onAddPerson={practice.lock} onPractise={practise} />
        : gate.at === 'looking' ? <Loading />
        : gate.at !== 'open' && /^\/help\/start(\/|$)/.test(address) ? <OnDemand load={generalHelp} />
        : gate.at === 'start' ? <StartFlow phone={phone} adding={gate.adding} scanned={scanned} trouble={trouble} onPractise={practise} onOpen={openFirst} onLeave={toLock} />
        : gate.at === 'locked' ? <Unlock phone={phone} spaces={gate.spaces} moved={gate.moved} onOpen={open} onAdd={() => setGate({ at: 'start', adding: true })} />
        : <Work phone={phone} shell={shell} session={gate.session} onAddPerson={addPerson} onPractise={practise} />}
      </Suspense>
    </CrashGuard>
  );
}

export function Loading() {
  const { t } = useTranslation('app');
  return <output className="loading">{t('app:loading')}</output>;
}
