// Locks after so many minutes without a touch; also when the phone comes back from its pocket later
// than that. What was typed is already in its draft.
import { useEffect } from 'react';

const SIGNS = ['pointerdown', 'keydown', 'scroll'] as const;

/** @param minutes undefined while nothing is open. */
export function useIdleLock(minutes: number | undefined, lock: () => void): void {
  useEffect(() => {
    if (minutes === undefined) return;
    let last = Date.now();
    const touch = (): void => {
      last = Date.now();
    };
    const look = (): void => {
      if (Date.now() - last >= minutes * 60_000) lock();
    };
    const timer = setInterval(look, 5_000);
    for (const sign of SIGNS) document.addEventListener(sign, touch, { passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) document.removeEventListener(sign, touch);
      document.removeEventListener('visibilitychange', look);
    };
  }, [minutes, lock]);
}
