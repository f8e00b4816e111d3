// What only paper shows: the letterhead, where every figure comes from and when, and room to sign.
import { useTranslation } from 'react-i18next';
import { levelOf } from '#shared/place/place.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { usePlaceName } from '../use-place.ts';
import type { Reviewed } from './coverage.tsx';

export interface PaperProps {
  readonly reviewed: Reviewed;
  readonly place: { readonly code: string; readonly hi: string; readonly en: string };
  /** Server time of the figures, milliseconds since 1970. */
  readonly at: number;
}

export function Letterhead({ reviewed: { programme }, place, at }: PaperProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const name = usePlaceName();
  return (
    <div className="letterhead print-only">
      <p className="letterhead__state">{t('desk:paper.state')}</p>
      <p className="letterhead__office">{t(`${programme.id}:sheet.office`)}</p>
      <p>{t(`${programme.id}:sheet.officeLong`)}</p>
      <p className="letterhead__title">{t('desk:paper.title', { programme: t(`${programme.id}:name`), place: t('desk:placeOfLevel', { name: name(place), level: t(`desk:level.${levelOf(place.code)}`) }) })}</p>
      <p className="letterhead__date">{t('desk:paper.date', { day: dayMonthYear(at) })}</p>
    </div>
  );
}

export function PrintFoot({ reviewed: { programme, sheet }, place, at }: PaperProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const format = useFormat();
  const sources = new Map<string, string[]>();
  for (const column of sheet.columns) sources.set(column.source, [...(sources.get(column.source) ?? []), t(`${programme.id}:sheet.column.${column.name}`)]);
  return (
    <div className="print-only">
      <div className="paper-sources">
        <p className="strong">{t('desk:paper.sources', { day: dayMonthYear(at), clock: format.clock(at) })}</p>
        <ul>
          {[...sources].map(([source, columns]) => <li key={source}><span className="strong">{t(`${programme.id}:sheet.source.${source}`)}</span>: {columns.join(', ')}</li>)}
        </ul>
      </div>
      <div className="signatures">
        {(['maker', 'checker', 'head'] as const).map((who) => (
          <div key={who} className="signatures__one">
            <p>{t(`desk:paper.sign.${who === 'head' ? signer(levelOf(place.code)) : who}`)}</p>
            <p className="small">{t('desk:paper.signDate')}</p>
          </div>
        ))}
      </div>
    </div>
  );
}

function signer(level: ReturnType<typeof levelOf>): 'district' | 'block' {
  return level === 'state' || level === 'district' ? 'district' : 'block';
}
