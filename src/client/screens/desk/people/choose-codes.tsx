// For whom codes are to be printed. Nothing is made before the button is pressed: codes run out.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grantTime, MOST_CODES, type CodeSlip, type DeskPerson } from '#shared/desk/people.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, SearchField } from '#client/ui/field.tsx';
import { matchesFilter } from '#client/ui/desk/table-order.ts';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction } from '../use-query.ts';
import { mayManage } from './grantable.ts';

export interface ChooseCodesProps {
  readonly people: readonly DeskPerson[];
  /** Chosen at first: those of a list just loaded. */
  readonly first: readonly string[];
  readonly onMade: (slips: readonly CodeSlip[]) => void;
  readonly onBack: () => void;
}

export function ChooseCodes({ people, first, onMade, onBack }: ChooseCodesProps) {
  const { t } = useTranslation(['desk', 'app']);
  const desk = useDesk();
  const { today } = useNow();
  const format = useFormat();
  const name = usePlaceName();
  const action = useAction();
  const id = useId();
  const [without, setWithout] = useState(true);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(first));
  const open = people.flatMap((p) => {
    const grants = p.grants.filter((g) => grantTime(g, today) === 'current' || grantTime(g, today) === 'coming');
    return grants.length > 0 && mayManage(desk, { ...p, grants }) ? [{ person: p, what: grants.map((g) => `${t(`app:setting.roles.${g.role}`)}, ${name(g.place)}`).join('; ') }] : [];
  });
  const shown = open.filter(({ person, what }) => (!without || person.devices === 0 || chosen.has(person.id)) && (typed.trim() === '' || matchesFilter(`${person.name} ${what}`, typed)));

  async function make(): Promise<void> {
    // In the order of the list, as the slips will lie in the hand.
    const made = await action.run(() => desk.staff.codes(open.map(({ person }) => person.id).filter((one) => chosen.has(one))));
    if (made !== undefined) onMade(made.slips);
  }

  return (
    <Card title={t('desk:people.codes')} aside={<Button icon="back" onClick={onBack}>{t('desk:people.back')}</Button>}>
      <div className="stack">
        <p>{t('desk:people.codesHelp')}</p>
        <FieldSet id={`${id}-who`} label={t('desk:people.codesWho')}>
          <ChoiceButtons side chosen={[without ? 'without' : 'all']} onChange={([which]) => setWithout(which === 'without')} options={[{ value: 'without', label: t('desk:people.codesNoPhone') }, { value: 'all', label: t('desk:people.codesEveryone') }]} />
        </FieldSet>
        <div className="row">
          <div className="grow"><SearchField label={t('desk:table.filter')} value={typed} onChange={setTyped} /></div>
          <Button onClick={() => setChosen(new Set([...chosen, ...shown.map(({ person }) => person.id)]))}>{t('desk:people.codesAll')}</Button>
          <Button onClick={() => setChosen(new Set())}>{t('desk:people.codesNone')}</Button>
        </div>
        {shown.length === 0 ? <p>{t('desk:people.codesEmpty')}</p> : (
          <ul className="choose-codes">
            {shown.map(({ person, what }) => (
              <li key={person.id}>
                <label className="check-line" htmlFor={`${id}-${person.id}`}>
                  <input id={`${id}-${person.id}`} type="checkbox" checked={chosen.has(person.id)} onChange={(event) => setChosen(new Set(event.target.checked ? [...chosen, person.id] : [...chosen].filter((one) => one !== person.id)))} />
                  <span>{person.name}<br /><span className="soft">{what}</span></span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {chosen.size > MOST_CODES ? <p className="field__error">{t('desk:people.codesMost', { number: format.number(MOST_CODES) })}</p> : null}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        <div>
          <Button look="primary" icon="key" busy={action.busy} disabled={chosen.size === 0 || chosen.size > MOST_CODES} onClick={() => void make()}>
            {t('desk:people.codesMake', { count: chosen.size, number: format.number(chosen.size) })}
          </Button>
        </div>
      </div>
    </Card>
  );
}
