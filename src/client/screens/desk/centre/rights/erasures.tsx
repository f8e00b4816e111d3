import { useTranslation } from 'react-i18next';
import type { SubjectRights } from '#shared/subjects/rights.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';

export interface ErasuresProps {
  readonly rights: SubjectRights;
  readonly busy: boolean;
  readonly onAnswer: (id: string, confirm: boolean) => Promise<void>;
}

/** Whom an officer wants erased: another one confirms, never she herself. */
export function Erasures({ rights: { erasures, denied }, busy, onAnswer }: ErasuresProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const format = useFormat();
  if (erasures.length === 0 && denied === 0) return null;
  return (
    <Card title={t('subjects:rights.erasures')}>
      <ul className="stack stack--tight">
        {erasures.map((one) => (
          <li key={one.id} className="stack stack--tight">
            <span><strong>{one.tokens.length === 0 ? t('subjects:rights.gone') : one.tokens.join(', ')}</strong> · {t(`desk:erase.reason.${one.reason}`)} · {t('subjects:rights.askedBy', { name: one.by })}</span>
            <span className="row">
              {one.standing !== 'asked' ? <StateChip state={one.standing === 'done' ? 'done' : 'neutral'} word={one.standing === 'done' ? t('subjects:rights.erasedRows', { count: one.rows ?? 0 }) : t('subjects:rights.standing.refused')} />
                : one.held ? <StateChip state="mend" word={t('subjects:rights.isHeld')} />
                : one.own ? <StateChip state="pending" word={t('subjects:rights.waitsForOther')} />
                : <Button look="danger" icon="trash" busy={busy} onClick={() => void onAnswer(one.id, true)}>{t('subjects:rights.confirmErase')}</Button>}
              {one.standing !== 'asked' ? null : <Button busy={busy} onClick={() => void onAnswer(one.id, false)}>{t(one.own ? 'subjects:rights.takeBackErase' : 'subjects:rights.refuseErase')}</Button>}
            </span>
            {one.standing === 'asked' && one.held ? <p className="soft">{t('subjects:rights.heldMeans')}</p> : null}
          </li>
        ))}
      </ul>
      {denied === 0 ? null : <p className="soft">{t('subjects:rights.denied', { count: denied, number: format.number(denied) })}</p>}
    </Card>
  );
}
