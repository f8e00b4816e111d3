// Back is where the phone's back is: each page gone forward is an entry of the browser's history, so
// the phone's own back button walks the pages before it leaves the form.
import { useCallback, useEffect, useRef, useState } from 'react';

interface Entry {
  readonly formPage: number;
  /** Entries of this form below this one. */
  readonly formDepth: number;
}

export interface PageHistory {
  readonly page: number;
  readonly go: (page: number) => void;
  readonly back: () => void;
  /** Takes this form's entries out of the history, so that leaving it leaves it whole. */
  readonly unwind: () => Promise<void>;
}

export function usePageHistory(first: number): PageHistory {
  const [page, setPage] = useState(() => readEntry()?.formPage ?? first);
  const bottom = useRef(page);
  const shown = useRef(page);
  const leaving = useRef(false);
  const show = useCallback((next: number) => {
    shown.current = next;
    setPage(next);
  }, []);

  useEffect(() => {
    const walked = () => {
      // On the way out no page is drawn once more only to go.
      if (!leaving.current) show(readEntry()?.formPage ?? bottom.current);
    };
    window.addEventListener('popstate', walked);
    return () => window.removeEventListener('popstate', walked);
  }, [show]);

  const go = useCallback((next: number) => {
    const entry: Entry = { formPage: next, formDepth: depthNow() + 1 };
    history.pushState({ ...currentState(), ...entry }, '');
    show(next);
  }, [show]);
  const back = useCallback(() => {
    if (depthNow() > 0) return history.back();
    bottom.current = Math.max(0, shown.current - 1);
    show(bottom.current);
  }, [show]);
  const unwind = useCallback(async () => {
    const depth = depthNow();
    if (depth === 0) return;
    leaving.current = true;
    await new Promise<void>((done) => {
      window.addEventListener('popstate', () => done(), { once: true });
      history.go(-depth);
    });
  }, []);
  return { page, go, back, unwind };
}

function currentState(): object {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? state : {};
}

function readEntry(): Entry | undefined {
  const state = currentState();
  return 'formPage' in state && typeof state.formPage === 'number' && 'formDepth' in state && typeof state.formDepth === 'number'
    ? { formPage: state.formPage, formDepth: state.formDepth }
    : undefined;
}

function depthNow(): number {
  return readEntry()?.formDepth ?? 0;
}
