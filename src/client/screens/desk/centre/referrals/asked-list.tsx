// What a department is asked for, one card each: for whom by token, since when, until when, and the two things to do.
import { useTranslation } from 'react-i18next';
import { stateOf, type PlaceCode } from '#shared/place/place.ts';
import type { ReferralRow } from '#shared/subjects/referral.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { isOver, keyOf } from './referral-row.ts';
import { ReferralChip } from './referral-chip.tsx';

export interface AskedListProps {
  readonly place: PlaceCode;
  readonly rows: readonly ReferralRow[];
  readonly onAnswer: (row: ReferralRow) => void;
  readonly onLook: (row: ReferralRow) => void;
}

export function AskedList({ place, rows, onAnswer, onLook }: AskedListProps) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { name } = usePlaces();
  return (
    <ul className="asked">
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <Card title={words.service(row.service)} aside={<ReferralChip row={row} />}>
            <dl className="pairs">
              <dt>{t('subjects:tokenWord')}</dt><dd>{row.token}</dd>
              <dt>{t('subjects:district')}</dt><dd>{name(`${stateOf(place)}.${row.district}`)}</dd>
              <dt>{t('subjects:referrals.sent')}</dt><dd>{row.sentDay === '' ? '—' : format.day(row.sentDay)}</dd>
              {row.due === null ? null : <><dt>{t('subjects:referrals.due')}</dt><dd>{format.day(row.due)}</dd></>}
              {row.answeredDay === '' && row.answerNote === '' ? null : <><dt>{t('subjects:referrals.note')}</dt><dd>{[row.answeredDay === '' ? '' : format.day(row.answeredDay), row.answerNote].filter((part) => part !== '').join(' · ')}</dd></>}
            </dl>
            <div className="row">
              {isOver(row) ? null : <Button look="primary" icon="edit" onClick={() => onAnswer(row)}>{t('subjects:referrals.answer')}</Button>}
              {row.covered ? <span className="soft">{t('subjects:referrals.covered')}</span> : <Button icon="eye" onClick={() => onLook(row)}>{t('subjects:referrals.who')}</Button>}
            </div>
          </Card>
        </li>
      ))}
    </ul>
  );
}
