// One door in a list: state by icon and word, whose it is, husband or father, last digits.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DoorCard, DoorState } from '#shared/field-work.ts';
import type { Say } from '#client/app/context.tsx';
import type { Receipt } from '#client/store/contract.ts';
import { Icon } from '#client/ui/icon.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_ICON, TONE_STATE } from '../shell/tone.ts';
import './families.css';

export interface DoorRowProps {
  readonly href: string;
  readonly card: DoorCard;
  readonly state: DoorState;
  readonly receipt: Receipt;
  readonly say: Say;
  /** Where it is, in a list of several places; or why it is shown. */
  readonly note?: string;
}

export const DoorRow = memo(function DoorRow({ href, card, state, receipt, say, note }: DoorRowProps) {
  const { t } = useTranslation('app');
  return (
    <Link href={href} className="door">
      <span className={`door__mark door__mark--${TONE_STATE[state.tone]}`}><Icon name={TONE_ICON[state.tone]} /></span>
      <span className="door__text">
        <span className="door__line">
          <span className="door__name">{card.title}</span>
          <span className={`door__word door__word--${TONE_STATE[state.tone]}`}>{say(state.word)}</span>
        </span>
        <span className="door__line">
          <span className="door__detail">{say(card.detail)}</span>
          {receipt === 'sent' ? null : <StateChip state={receipt === 'unsent' ? 'unsent' : 'mend'} word={t(`app:receipt.${receipt}`)} />}
        </span>
        {note === undefined ? null : <span className="door__detail">{note}</span>}
      </span>
    </Link>
  );
});
