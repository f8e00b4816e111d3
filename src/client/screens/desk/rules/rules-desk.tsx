// Rules and lists at the desk: every limit and number with its source and how sure it is, what is in force
// here, and what an administrator has added. A record like others: it works without a network, and every
// change says who, when and why.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { useDehri, useNow, usePlaces } from '#client/app/context.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { useDesk } from '../desk-context.tsx';
import { AskedRules } from './asked-rules.tsx';
import { Holidays } from './holidays.tsx';
import { Letterheads } from './letterheads.tsx';
import { OpenLists } from './open-lists.tsx';
import { recordOf, rulePlaces, ruleRows } from './rule-rows.ts';
import { RuleTable } from './rule-table.tsx';
import { RulesHistory } from './rules-history.tsx';

export function RulesDesk({ place: asked }: { readonly place: PlaceCode | undefined }) {
  const { t } = useTranslation(['desk', ...PROGRAMMES.map(({ id }) => id)]);
  const { session, store } = useDehri();
  const { grants } = useDesk();
  const { today } = useNow();
  const places = usePlaces();
  const [, navigate] = useLocation();
  const said = store.ofType('rulebook');
  const choices = useMemo(() => rulePlaces(grants, session.profile().places.map(([code]) => code), today), [grants, session, today]);
  const place = choices.find((one) => one === asked) ?? choices[0];
  const rows = useMemo(() => (place === undefined ? [] : ruleRows(PROGRAMMES, said, place)), [said, place]);
  if (place === undefined) return null;
  const { record } = recordOf(place);
  const mine = store.get(record);
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{t('desk:section.rules')}</ScreenHeading>
          <p className="soft">{t('desk:rules.help')}</p>
        </div>
        {choices.length < 2 ? <p className="strong">{places.name(place)}</p> : (
          <Field id="rules-place" label={t('desk:rules.for')}>
            <select id="rules-place" className="input input--inline" value={place} onChange={(event) => navigate(`/desk/rules/${event.target.value}`)}>
              {choices.map((one) => <option key={one} value={one}>{places.name(one)}</option>)}
            </select>
          </Field>
        )}
      </div>
      {mine !== undefined && Object.keys(mine.rivals).length > 0 ? <Notice state="mend" title={t('desk:rules.contested')}>{t('desk:rules.contestedHelp')}</Notice> : null}
      <RuleTable place={place} rows={rows} contested={mine?.rivals ?? NONE} />
      <Holidays key={`days ${place}`} place={place} said={said} />
      <OpenLists key={`lists ${place}`} place={place} record={mine} />
      {levelOf(place) === 'state' ? <AskedRules place={place} record={mine} /> : null}
      <Letterheads key={`letterheads ${place}`} place={place} said={said} />
      {mine === undefined ? null : <ReceiptSteps record={record} />}
      <RulesHistory key={`history ${place}`} place={place} version={mine?.seq ?? 0} />
    </>
  );
}

const NONE = {};
