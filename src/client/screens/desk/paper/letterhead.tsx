// What only paper shows, for every sheet of the desk: the letterhead, where its figures come from and when,
// and room to sign.
import { useTranslation } from 'react-i18next';
import { levelOf, stateOf, type PlaceCode } from '#shared/place/place.ts';
import { officeLine } from '#shared/report/letterhead.ts';
import { usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useLetterhead } from '#client/app/use-letterhead.ts';

export interface LetterheadProps {
  readonly place: PlaceCode;
  readonly office: string;
  readonly officeLong: string;
  readonly title: string;
  /** Below the title: what period it is of. */
  readonly of?: string;
  /** Server time of the figures, milliseconds since 1970. */
  readonly at: number;
}

export function Letterhead({ place, office, officeLong, title, of, at }: LetterheadProps) {
  const { t } = useTranslation('desk');
  const { name } = usePlaces();
  const set = useLetterhead(place);
  return (
    <div className="letterhead print-only">
      {set !== undefined ? set.lines.map((line, n) => <p key={n} className={n === officeLine(set) ? 'letterhead__office' : ''}>{line}</p>) : (
        <>
          <p className="letterhead__state">{t('desk:paper.state', { state: name(String(stateOf(place))) })}</p>
          <p className="letterhead__office">{office}</p>
          <p>{officeLong}</p>
        </>
      )}
      <p className="letterhead__title">{title}</p>
      {of === undefined ? null : <p>{of}</p>}
      <p className="letterhead__date">{t('desk:paper.date', { day: dayMonthYear(at) })}</p>
    </div>
  );
}

export interface PaperFootProps {
  readonly place: PlaceCode;
  readonly at: number;
  /** Name of each source, and the figures that come from it. */
  readonly sources: readonly (readonly [source: string, figures: readonly string[]])[];
}

export function PaperFoot({ place, at, sources }: PaperFootProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const head = useLetterhead(place)?.signer ?? '';
  return (
    <div className="print-only">
      <div className="paper-sources">
        <p className="strong">{t('desk:paper.sources', { day: dayMonthYear(at), clock: format.clock(at) })}</p>
        <ul>
          {sources.map(([source, figures]) => <li key={source}><span className="strong">{source}</span>: {figures.join(', ')}</li>)}
        </ul>
      </div>
      <div className="signatures">
        {(['maker', 'checker', 'head'] as const).map((who) => (
          <div key={who} className="signatures__one">
            <p>{who === 'head' && head !== '' ? head : t(`desk:paper.sign.${who === 'head' ? signer(place) : who}`)}</p>
            <p className="small">{t('desk:paper.signDate')}</p>
          </div>
        ))}
      </div>
    </div>
  );
}

function signer(place: PlaceCode): 'state' | 'district' | 'block' | 'office' {
  const level = levelOf(place);
  return level === 'state' || level === 'district' || level === 'office' ? level : 'block';
}
