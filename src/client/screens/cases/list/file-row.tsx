// One file in the list: what leads it, its number, what matters, its state. Her name only when asked for.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CaseFlag } from '#shared/case-work.ts';
import type { DoorState, Phrase } from '#shared/field-work.ts';
import type { Say } from '#client/app/context.tsx';
import type { Receipt } from '#client/store/contract.ts';
import { Icon } from '#client/ui/icon.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import { Flags } from './flags.tsx';

export interface FileRowProps {
  readonly href: string;
  readonly title: string;
  readonly name: string | undefined;
  readonly detail: Phrase | string;
  readonly state: DoorState;
  readonly flags: readonly CaseFlag[];
  readonly receipt: Receipt;
  readonly say: Say;
  readonly current: boolean;
  /** There is room for the words of two flags. */
  readonly wordy: boolean;
}

export const FileRow = memo(function FileRow({ href, title, name, detail, state, flags, receipt, say, current, wordy }: FileRowProps) {
  const { t } = useTranslation('app');
  return (
    <Link href={href} className="file" aria-current={current ? 'true' : undefined}>
      <span className={`file__mark file__mark--${TONE_STATE[state.tone]}`}><Icon name={state.tone === 'todo' ? 'file' : TONE_ICON[state.tone]} /></span>
      <span className="file__text">
        {flags.length === 0 ? null : <Flags flags={flags} say={say} most={wordy ? 2 : 1} />}
        <span className={`file__title${name === undefined ? ' number' : ''}`}>{name ?? title}</span>
        <span className="file__line">
          <span className={`file__state file__state--${TONE_STATE[state.tone]}`}>{say(state.word)}</span>
          <span className="file__detail">{say(detail)}</span>
          {receipt === 'sent' ? null : <StateChip state={receipt === 'unsent' ? 'unsent' : 'mend'} word={t(`app:receipt.${receipt}`)} />}
        </span>
        {name === undefined ? null : <span className="file__detail number">{title}</span>}
      </span>
    </Link>
  );
});
