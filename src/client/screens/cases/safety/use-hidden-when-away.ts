import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/**
 * Hides names again when the page goes out of sight: another app, another tab, the screen off. Drawn at
 * once, before the phone takes its picture for the list of open apps.
 */
export function useHiddenWhenAway(onHide: () => void): void {
  const latest = useRef(onHide);
  useEffect(() => {
    latest.current = onHide;
  });
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') flushSync(() => latest.current());
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);
}
