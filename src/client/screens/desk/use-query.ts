// One question to the server and the states a page must be able to show: on the way, slow, answered,
// failed, failed but with an older answer at hand.
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { DeskError, DeskErrorCode, DeskResult } from '#client/desk-api/http.ts';
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
const LINE: ReadonlySet<DeskErrorCode> = new Set(['no-network', 'server-unreachable', 'too-slow', 'captive-portal', 'busy', 'session-expired', 'unauthenticated']);

interface Ended {
  readonly turn: string;
  readonly error: DeskError | undefined;
}

/** @param key names the question with all it depends on; undefined: nothing is asked. */
export function useQuery<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<DeskResult<T>>): Query<T> {
  const { known, waiting } = useDesk();
  const [turn, setTurn] = useState(0);
  const [ended, setEnded] = useState<Ended>();
  const [slowTurn, setSlowTurn] = useState<string>();
  const asked = useEffectEvent(ask);
  const current = `${turn} ${key ?? ''}`;

  useEffect(() => {
    if (key === undefined) return undefined;
    const leaving = new AbortController();
    const slow = setTimeout(() => setSlowTurn(current), SLOW_MS);
    void asked(leaving.signal).then((result) => {
      clearTimeout(slow);
      if (leaving.signal.aborted) return;
      if (result.ok) {
        known.set(key, { value: result.value, at: Date.now() });
        for (const again of waiting) again();
      }
      setEnded({ turn: current, error: result.ok ? undefined : result.error });
    });
    return () => {
      leaving.abort();
      clearTimeout(slow);
    };
  }, [key, current, known, waiting]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  // One button brings all back: whoever failed for want of a line asks again when another gets through.
  const lineDown = ended?.turn === current && ended.error !== undefined && LINE.has(ended.error.code);
  useEffect(() => {
    if (!lineDown) return undefined;
    waiting.add(reload);
    window.addEventListener('online', reload);
    return () => {
      waiting.delete(reload);
      window.removeEventListener('online', reload);
    };
  }, [lineDown, reload, waiting]);
  const found = key === undefined ? undefined : known.get(key);
  const over = ended?.turn === current;
  return {
    // The key names the question, and with it the kind of answer.
    value: found?.value as T | undefined,
    at: found?.at,
    error: over ? ended.error : undefined,
    busy: key !== undefined && !over,
    slow: !over && slowTurn === current,
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
