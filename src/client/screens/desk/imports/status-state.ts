// How a load stands, as a sign and a word.
import type { TFunction } from 'i18next';
import type { ImportStatus } from '#shared/import/messages.ts';
import type { State } from '#client/ui/state-chip.tsx';

const STATES: Readonly<Record<ImportStatus['status'], State>> = { uploaded: 'neutral', waiting: 'pending', running: 'pending', done: 'done', failed: 'mend' };

export function chipOf({ status, dry, undone }: ImportStatus, t: TFunction<readonly ['desk', 'import', ...string[]]>): { readonly state: State; readonly word: string } {
  const said = undone ? 'undone' : dry && status === 'done' ? 'dry' : status;
  return { state: said === status ? STATES[status] : 'neutral', word: t(`import:status.${said}`) };
}
