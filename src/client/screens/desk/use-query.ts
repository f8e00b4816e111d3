// One question to the server and the states a page must be able to show: on the way, slow, answered,
// failed, failed but with an older answer at hand.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskError, DeskResult } from '#client/desk-api/http.ts';
import { useDesk } from './desk-context.tsx';

export interface Query<T> {
  readonly value: T | undefined;
  /** When the value came, by this device's clock. */
  readonly at: number | undefined;
  readonly error: DeskError | undefined;
  readonly busy: boolean;
  /** It takes longer than one waits without a word. */
  readonly slow: boolean;
  readonly reload: () => void;
}

const SLOW_MS = 4_000;

/** @param key names the question with all it depends on; undefined: nothing is asked. */
export function useQuery<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<DeskResult<T>>): Query<T> {
  const { known } = useDesk();
  const [state, setState] = useState<{ readonly key: string | undefined; readonly error: DeskError | undefined; readonly busy: boolean; readonly slow: boolean }>({ key, error: undefined, busy: key !== undefined, slow: false });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    if (key === undefined) return undefined;
    const leaving = new AbortController();
    setState({ key, error: undefined, busy: true, slow: false });
    const slow = setTimeout(() => setState((s) => ({ ...s, slow: s.busy })), SLOW_MS);
    void latest.current(leaving.signal).then((result) => {
      clearTimeout(slow);
      if (leaving.signal.aborted) return;
      if (result.ok) known.set(key, { value: result.value, at: Date.now() });
      setState({ key, error: result.ok ? undefined : result.error, busy: false, slow: false });
    });
    return () => {
      leaving.abort();
      clearTimeout(slow);
    };
  }, [key, turn, known]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const found = key === undefined ? undefined : known.get(key);
  const current = state.key === key;
  return {
    // The key names the question, and with it the kind of answer.
    value: found?.value as T | undefined,
    at: found?.at,
    error: current ? state.error : undefined,
    busy: current ? state.busy : key !== undefined,
    slow: current && state.slow,
    reload,
  };
}

export interface Action {
  readonly busy: boolean;
  readonly error: DeskError | undefined;
  /** Resolves to the value, or undefined when it failed. */
  readonly run: <T>(act: () => Promise<DeskResult<T>>) => Promise<T | undefined>;
  readonly forget: () => void;
}

/** Something done rather than asked. */
export function useAction(): Action {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: DeskError | undefined }>({ busy: false, error: undefined });
  const run = useCallback(async <T>(act: () => Promise<DeskResult<T>>): Promise<T | undefined> => {
    setState({ busy: true, error: undefined });
    const result = await act();
    setState({ busy: false, error: result.ok ? undefined : result.error });
    return result.ok ? result.value : undefined;
  }, []);
  const forget = useCallback(() => setState({ busy: false, error: undefined }), []);
  return { ...state, run, forget };
}
