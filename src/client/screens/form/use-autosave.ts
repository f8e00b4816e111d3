// Keeps what was typed, at most 250 ms after it was typed, and at once when the app goes to the
// background (the last moment a phone promises before it kills a page).
//
//   quiet ─ answer ─► waiting ─ 250 ms / hidden ─► writing ─ kept ─► quiet
//                        ▲                            │ answer meanwhile
//                        └────────────────────────────┘        refused ─► failed (tried again by hand or by the next answer)
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormEngine } from '#shared/form/engine.ts';
import type { Values } from '#shared/record/change.ts';

export const AUTOSAVE_MS = 250;

export type Kept = 'nothing' | 'kept' | 'failed';

export interface Autosave {
  readonly kept: Kept;
  /** Writes what is not yet written; false when it could not be. */
  readonly flush: () => Promise<boolean>;
  /** The page has changed: it is part of the draft. */
  readonly note: () => void;
  /** Nothing is written any more (the form was saved); `resume` undoes it. */
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
}

export function useAutosave(engine: FormEngine, save: (answers: Values) => Promise<void>): Autosave {
  const [kept, setKept] = useState<Kept>('nothing');
  const latest = useRef(save);
  const state = useRef({ dirty: false, paused: false, timer: undefined as ReturnType<typeof setTimeout> | undefined, writing: Promise.resolve() });
  useEffect(() => {
    latest.current = save;
  });

  const flush = useCallback((): Promise<boolean> => {
    const s = state.current;
    clearTimeout(s.timer);
    s.timer = undefined;
    s.writing = s.writing.then(async () => {
      if (!s.dirty || s.paused) return;
      s.dirty = false;
      try {
        await latest.current(engine.answers());
        setKept('kept');
      } catch {
        s.dirty = true;
        setKept('failed');
      }
    });
    return s.writing.then(() => !s.dirty || s.paused);
  }, [engine]);
  const note = useCallback(() => {
    const s = state.current;
    s.dirty = true;
    if (!s.paused) s.timer ??= setTimeout(() => void flush(), AUTOSAVE_MS);
  }, [flush]);
  const pause = useCallback((): Promise<void> => {
    const s = state.current;
    s.paused = true;
    clearTimeout(s.timer);
    s.timer = undefined;
    return s.writing;
  }, []);
  const resume = useCallback(() => {
    state.current.paused = false;
    if (state.current.dirty) note();
  }, [note]);

  useEffect(() => {
    const stop = engine.subscribeAll(note);
    const hide = () => {
      if (document.visibilityState === 'hidden') void flush();
    };
    const leave = () => void flush();
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', leave);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', leave);
      void flush();
    };
  }, [engine, note, flush]);
  return { kept, flush, note, pause, resume };
}
