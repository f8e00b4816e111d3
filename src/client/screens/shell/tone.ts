import type { Tone } from '#shared/field-work.ts';
import type { State } from '#client/ui/state-chip.tsx';
import type { IconName } from '#client/ui/icons.ts';

export const TONE_STATE: Readonly<Record<Tone, State>> = { done: 'done', todo: 'pending', later: 'pending', closed: 'neutral', mend: 'mend' };
export const TONE_ICON: Readonly<Record<Tone, IconName>> = { done: 'check', todo: 'house', later: 'clock', closed: 'minus', mend: 'alert' };
