import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { CarriedControl, SealedControl, SealedStatus } from '../sync/contract.ts';
import type { Phone } from './services.ts';

const QUIET = (): (() => void) => () => undefined;

export interface Sealed {
  /** Undefined until it is known. */
  readonly status: SealedStatus | undefined;
  handIn(): void;
}

/** The sealed work of a locked space. */
export function useSealed(phone: Phone, space: string): Sealed {
  const [control, setControl] = useState<SealedControl>();
  useEffect(() => {
    let current = true;
    void phone.sealed(space).then((found) => {
      if (current) setControl(found);
    });
    return () => {
      current = false;
    };
  }, [phone, space]);
  const status = useSyncExternalStore(useCallback((on) => control?.subscribe(on) ?? QUIET(), [control]), () => control?.status());
  return { status: status?.known === true ? status : undefined, handIn: () => void control?.handIn() };
}

/** Rescue files of colleagues on this phone; undefined until they are known. */
export function useCarried(phone: Phone): CarriedControl | undefined {
  const [control, setControl] = useState<CarriedControl>();
  useEffect(() => {
    let current = true;
    void phone.carried().then((found) => {
      if (current) setControl(found);
    });
    return () => {
      current = false;
    };
  }, [phone]);
  // Its lists are new whenever they change; being busy and the problem only come with that.
  useSyncExternalStore(useCallback((on) => control?.subscribe(on) ?? QUIET(), [control]), () => (control === undefined ? '' : `${String(control.busy())} ${control.problem() ?? ''} ${JSON.stringify(control.files())}`));
  return control;
}
