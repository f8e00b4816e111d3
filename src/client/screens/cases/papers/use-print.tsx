// What is printed is drawn beside the screens, unseen on them, and alone on paper. A phone asks for the
// pages again whenever another paper size is chosen, with the app behind its print window: so the sheet
// stays until the app is in front again.
//
//   none ─ print, or the browser's own print ─▶ drawn ─ app hidden by the print window ─▶ drawn ─ back in front ─▶ none
//                                                 └─ app hidden without printing ─▶ none
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';

export interface Printing {
  readonly print: () => void;
  /** Stands anywhere in the screen. */
  readonly sheet: ReactNode;
}

/**
 * @param make what goes on paper as things stand; undefined: nothing may.
 * @param onUnasked it was printed from the browser's own menu or keys.
 */
export function usePrint(make: () => ReactNode | undefined, onUnasked: () => void = NOTHING): Printing {
  const [content, setContent] = useState<ReactNode>();
  const latest = useRef({ make, onUnasked });
  useEffect(() => {
    latest.current = { make, onUnasked };
  });
  /** Between the call for the print window and the return to the app. */
  const under = useRef(false);
  const asking = useRef(false);

  useEffect(() => {
    const before = (): void => {
      if (!asking.current) latest.current.onUnasked();
      flushSync(() => setContent(latest.current.make()));
    };
    const turn = (): void => {
      const hidden = document.visibilityState === 'hidden';
      if (hidden && under.current) return;
      under.current = false;
      flushSync(() => setContent(undefined));
    };
    const back = (): void => {
      under.current = false;
    };
    window.addEventListener('beforeprint', before);
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('pointerdown', back, { capture: true });
    return () => {
      window.removeEventListener('beforeprint', before);
      document.removeEventListener('visibilitychange', turn);
      window.removeEventListener('pointerdown', back, { capture: true });
    };
  }, []);

  const print = useCallback(() => {
    under.current = true;
    asking.current = true;
    flushSync(() => setContent(latest.current.make()));
    window.print();
    asking.current = false;
  }, []);
  return { print, sheet: content === undefined ? null : createPortal(<div className="print-root">{content}</div>, document.body) };
}

const NOTHING = (): void => undefined;
