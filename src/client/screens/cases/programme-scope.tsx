// The screens within are about records of this programme: its words, forms and photos.
import { useMemo, type ReactNode } from 'react';
import type { Programme } from '#shared/programme.ts';
import { DehriProvider, useDehri } from '#client/app/context.tsx';

export function ProgrammeScope({ programme, children }: { readonly programme: Programme; readonly children: ReactNode }) {
  const dehri = useDehri();
  const value = useMemo(() => ({ ...dehri, programme }), [dehri, programme]);
  return <DehriProvider value={value}>{children}</DehriProvider>;
}
