// What a page of the centre is narrowed down by.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { districtOf, levelOf, type PlaceCode } from '#shared/place/place.ts';
import { isProtected } from '#shared/subjects/category.ts';
import { useDesk } from '../desk-context.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { useCentreWords } from './use-centre-words.ts';

interface ChoiceProps<T> {
  readonly place: PlaceCode;
  /** Undefined: all. */
  readonly value: T | undefined;
  readonly onChange: (value: T | undefined) => void;
}

/** Categories she may know of: that there are covered rows is told to nobody else. */
export function CategoryChoice({ place, value, onChange }: ChoiceProps<string>) {
  const { t } = useTranslation('subjects');
  const { may } = useDesk();
  const words = useCentreWords();
  const id = useId();
  const known = words.categories.filter((one) => !isProtected(one) || may('protect', place));
  return (
    <label htmlFor={id} className="centre__filter">
      <span>{t('subjects:category')}</span>
      <select id={id} className="input input--inline" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}>
        <option value="">{t('subjects:all')}</option>
        {known.map((one) => <option key={one.id} value={one.id}>{words.category(one.id)}</option>)}
      </select>
    </label>
  );
}

export function DistrictChoice({ place, value, onChange }: ChoiceProps<number>) {
  const { t } = useTranslation('subjects');
  const name = usePlaceName();
  const { value: below } = usePlacesBelow(place);
  const id = useId();
  const districts = (below?.places ?? []).filter(({ code }) => levelOf(code) === 'district').sort((a, b) => name(a).localeCompare(name(b)));
  return (
    <label htmlFor={id} className="centre__filter">
      <span>{t('subjects:district')}</span>
      <select id={id} className="input input--inline" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}>
        <option value="">{t('subjects:all')}</option>
        {districts.map((one) => <option key={one.code} value={districtOf(one.code)}>{name(one)}</option>)}
      </select>
    </label>
  );
}
