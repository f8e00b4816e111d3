import type { ImportStatus } from '#shared/import/messages.ts';
import type { State } from '#client/ui/state-chip.tsx';

export const STATUS_STATE: Readonly<Record<ImportStatus['status'], State>> = { uploaded: 'neutral', waiting: 'pending', running: 'pending', done: 'done', failed: 'mend' };
