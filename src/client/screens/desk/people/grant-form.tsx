// Which role at which place: asked for a new person and for a further grant.
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#shared/access/table.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Field, FieldSet } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { grantableAt } from './grantable.ts';

export interface GrantAnswer {
  readonly role: Role;
  readonly place: PlaceCode;
}

export interface GrantFormProps {
  readonly place: PlaceCode;
  /** undefined while something is missing. */
  readonly onAnswer: (answer: GrantAnswer | undefined) => void;
}

export function GrantForm({ place, onAnswer }: GrantFormProps) {
  const { t } = useTranslation(['desk', 'app']);
  const desk = useDesk();
  const name = usePlaceName();
  const id = useId();
  const roles = useMemo(() => ROLES.filter((r) => grantableAt(desk, place).has(r)), [desk, place]);
  const below = usePlacesBelow(place).value;
  const [role, setRole] = useState<Role | undefined>(roles.length === 1 ? roles[0] : undefined);
  const [at, setAt] = useState<PlaceCode>(place);
  useEffect(() => onAnswer(role === undefined ? undefined : { role, place: at }), [role, at, onAnswer]);
  return (
    <div className="stack">
      <FieldSet id={`${id}-role`} label={t('desk:people.role')} required>
        <ChoiceButtons
          chosen={role === undefined ? [] : [role]}
          onChange={([r]) => setRole(roles.find((known) => known === r))}
          options={roles.map((r) => ({ value: r, label: t(`app:setting.roles.${r}`) }))}
        />
      </FieldSet>
      <Field id={`${id}-place`} label={t('desk:people.place')} hint={t('desk:people.placeHint')} required>
        <select id={`${id}-place`} className="input" aria-describedby={`${id}-place-hint`} value={at} onChange={(event) => setAt(event.target.value)}>
          <option value={place}>{below === undefined ? '' : name(below.trail.at(-1) ?? { hi: '', en: '' })}</option>
          {below?.places.map((p) => <option key={p.code} value={p.code}>{name(p)}</option>)}
        </select>
      </Field>
    </div>
  );
}
