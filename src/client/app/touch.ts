// Tells the open space that the phone is in someone's hand; without that it locks itself.
import { useEffect } from 'react';
import type { Session } from './services.ts';

const SIGNS = ['pointerdown', 'keydown', 'scroll'] as const;

export function useTouch(session: Session | undefined): void {
  useEffect(() => {
    if (session === undefined) return;
    const touch = (): void => session.touch();
    for (const sign of SIGNS) document.addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, touch, { capture: true });
    };
  }, [session]);
}
