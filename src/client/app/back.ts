// Back is where the phone's back is. The arrow in the top bar does the same: it goes back in the
// history, or, when the app was opened at this page, to the page above.
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';

let depth = 0;

/** Numbers the pages walked through, so that `useBack` knows whether there is one behind. */
export function useHistoryDepth(): void {
  const [location] = useLocation();
  useEffect(() => {
    const known: unknown = (history.state as { depth?: unknown } | null)?.depth;
    if (typeof known === 'number') depth = known;
    else history.replaceState({ depth: location === '/' && depth === 0 ? 0 : ++depth }, '');
  }, [location]);
}

/** @param parent where to go when there is nothing behind this page. */
export function useBack(parent: string): () => void {
  const [, navigate] = useLocation();
  return useCallback(() => {
    if (depth > 1) history.back();
    else navigate(parent, { replace: true });
  }, [navigate, parent]);
}
