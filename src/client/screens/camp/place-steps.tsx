// A place of her area, chosen step by step downwards; at every step "all of it" is an answer.
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isWithin, levelOf, parentOf, type PlaceCode } from '#shared/place/place.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { Field } from '#client/ui/field.tsx';
import './camp.css';

export interface PlaceStepsProps {
  /** Where it may begin. */
  readonly roots: readonly PlaceCode[];
  readonly place: PlaceCode | undefined;
  readonly onChange: (place: PlaceCode | undefined) => void;
}

export function PlaceSteps({ roots, place, onChange }: PlaceStepsProps) {
  const { t } = useTranslation('groups');
  const { session } = useDehri();
  const { name } = usePlaces();
  const profile = session.profile();
  const below = useMemo(() => {
    const children = new Map<PlaceCode, PlaceCode[]>();
    for (const [code] of profile.places) {
      const parent = parentOf(code);
      if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), code]);
    }
    for (const codes of children.values()) codes.sort((a, b) => name(a).localeCompare(name(b)));
    return children;
  }, [profile, name]);

  const root = roots.find((r) => place !== undefined && isWithin(place, r));
  const trail: PlaceCode[] = [];
  for (let at = root === undefined ? undefined : place; at !== undefined; at = at === root ? undefined : parentOf(at)) trail.unshift(at);
  return (
    <div className="place-steps">
      {roots.length < 2 ? null : <Step label={t('groups:campArea')} all="" options={roots} chosen={root ?? ''} name={name} onChoose={(code) => onChange(code === '' ? undefined : code)} />}
      {trail.map((at, i) => {
        const options = below.get(at) ?? [];
        const [first] = options;
        if (first === undefined) return null;
        return <Step key={at} label={t(`groups:level.${levelOf(first)}`)} all={t('groups:campWhole', { name: name(at) })} options={options} chosen={trail[i + 1] ?? ''} name={name} onChoose={(code) => onChange(code === '' ? at : code)} />;
      })}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  /** Words for going no further down. */
  readonly all: string;
  readonly options: readonly PlaceCode[];
  readonly chosen: string;
  readonly name: (code: PlaceCode) => string;
  readonly onChoose: (code: string) => void;
}

function Step({ label, all, options, chosen, name, onChoose }: StepProps) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <select id={id} className="input" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{all}</option>
        {options.map((code) => <option key={code} value={code}>{name(code)}</option>)}
      </select>
    </Field>
  );
}
