// The coverage sheet's own words around the paper of the desk.
import { useTranslation } from 'react-i18next';
import { levelOf } from '#shared/place/place.ts';
import { Letterhead, PaperFoot } from '../paper/letterhead.tsx';
import { usePlaceName } from '../use-place.ts';
import type { Reviewed } from './coverage.tsx';

export interface CoveragePaperProps {
  readonly reviewed: Reviewed;
  readonly place: { readonly code: string; readonly hi: string; readonly en: string };
  /** Server time of the figures, milliseconds since 1970. */
  readonly at: number;
}

export function CoverageLetterhead({ reviewed: { programme }, place, at }: CoveragePaperProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const name = usePlaceName();
  return (
    <Letterhead
      place={place.code}
      office={t(`${programme.id}:sheet.office`)}
      officeLong={t(`${programme.id}:sheet.officeLong`)}
      title={t('desk:paper.title', { programme: t(`${programme.id}:name`), place: t('desk:placeOfLevel', { name: name(place), level: t(`desk:level.${levelOf(place.code)}`) }) })}
      at={at}
    />
  );
}

export function CoverageFoot({ reviewed: { programme, sheet }, place, at }: CoveragePaperProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const sources = new Map<string, string[]>();
  for (const column of sheet.columns) sources.set(column.source, [...(sources.get(column.source) ?? []), t(`${programme.id}:sheet.column.${column.name}`)]);
  return <PaperFoot place={place.code} at={at} sources={[...sources].map(([source, columns]) => [t(`${programme.id}:sheet.source.${source}`), columns] as const)} />;
}
