// "Same child?": rows of different lists that could be about one child, put before a person.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { PAIR_STANDINGS } from '#shared/subjects/pair.ts';
import { CentreHead } from '../centre-head.tsx';
import { CategoryChoice, DistrictChoice } from '../choices.tsx';
import { PairDesk } from './pair-desk.tsx';
import { SettledPairs } from './settled-pairs.tsx';

type Standing = (typeof PAIR_STANDINGS)[number];

export function Pairs({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('subjects');
  const id = useId();
  const [standing, setStanding] = useState<Standing>('open');
  const [category, setCategory] = useState<string>();
  const [district, setDistrict] = useState<number>();
  const ask = { place, standing, category, district };
  const key = `${standing} ${category ?? ''} ${district ?? ''}`;
  return (
    <>
      <CentreHead section="pairs" place={place} />
      <div className="centre__filters">
        <label htmlFor={`${id}-standing`} className="centre__filter">
          <span>{t('subjects:pairs.which')}</span>
          <select id={`${id}-standing`} className="input input--inline" value={standing} onChange={(event) => setStanding(PAIR_STANDINGS.find((one) => one === event.target.value) ?? 'open')}>
            {PAIR_STANDINGS.map((one) => <option key={one} value={one}>{t(`subjects:pairs.standing.${one}`)}</option>)}
          </select>
        </label>
        <CategoryChoice place={place} value={category} onChange={setCategory} />
        <DistrictChoice place={place} value={district} onChange={setDistrict} />
      </div>
      {standing === 'open' || standing === 'later' ? <PairDesk key={key} {...ask} /> : <SettledPairs key={key} {...ask} />}
    </>
  );
}
