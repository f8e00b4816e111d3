// What goes on paper is in Hindi, whatever language the app speaks: offices read it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import { useDehri, type Say } from '#client/app/context.tsx';
import { createFormat, type Format } from '#client/app/format.ts';
import { CANONICAL } from '#client/app/i18n.ts';
import { sayPhrase } from '#client/app/say.ts';

export interface Hindi {
  /** Words of the programme. */
  readonly say: Say;
  /** Words of the app. */
  readonly t: TFunction;
  readonly format: Format;
  /** '' when unknown. */
  readonly placeName: (code: PlaceCode | undefined) => string;
}

export function useHindi({ id }: Pick<Programme, 'id'>): Hindi {
  const { session } = useDehri();
  const { i18n } = useTranslation(['cases', id]);
  const { places } = session.profile();
  return useMemo(() => {
    const t = i18n.getFixedT(CANONICAL);
    const format = createFormat(CANONICAL);
    const names = new Map(places.map(([code, name]) => [code, name] as const));
    return { t, format, say: (said) => sayPhrase(t, format, id, said), placeName: (code) => (code === undefined ? '' : names.get(code) ?? '') };
  }, [i18n, places, id]);
}
