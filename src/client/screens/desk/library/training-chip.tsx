import { useTranslation } from 'react-i18next';
import type { TrainingSight } from '#shared/library-work.ts';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../../shell/tone.ts';

export function TrainingChip({ training: { state } }: { readonly training: TrainingSight }) {
  const { t } = useTranslation('library');
  return <StateChip state={TONE_STATE[state.tone]} icon={state.tone === 'done' ? 'check' : state.tone === 'closed' ? 'minus' : state.tone === 'mend' ? 'edit' : 'clock'} word={t(`library:training.state.${state.key}`)} />;
}
