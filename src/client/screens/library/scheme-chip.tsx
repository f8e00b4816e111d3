import { useTranslation } from 'react-i18next';
import type { DoorState } from '#shared/field-work.ts';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../shell/tone.ts';

export function SchemeChip({ state }: { readonly state: DoorState }) {
  const { t } = useTranslation('library');
  return <StateChip state={TONE_STATE[state.tone]} icon={state.tone === 'done' ? 'check' : state.tone === 'closed' ? 'minus' : 'help'} word={t(`library:scheme.state.${state.key}`)} />;
}
