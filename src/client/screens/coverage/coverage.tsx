// "My coverage": how far her own area is, worked out on this phone from its own records, so that it is
// right before anything is sent. Numbers first, then where most is left; a tola leads to its families.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { isInForce } from '#shared/access/access.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { ReviewSheet, SheetColumn } from '#shared/report/review-sheet.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces } from '#client/app/context.tsx';
import { coverageOf } from '#client/app/coverage.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { openListAt } from '../families/list-left.ts';
import { NotFound } from '../shell/not-found.tsx';
import { areaOf, type Figure, type PlaceLine } from './area.ts';
import './coverage.css';

export function Coverage({ place }: { readonly place?: PlaceCode }) {
  const { programme } = useDehri();
  return programme.sheet === undefined ? <NotFound /> : <AreaCoverage sheet={programme.sheet} {...(place === undefined ? {} : { place })} />;
}

function AreaCoverage({ sheet, place }: { readonly sheet: ReviewSheet; readonly place?: PlaceCode }) {
  const { t } = useTranslation('today');
  const { store, programme, session } = useDehri();
  const places = usePlaces();
  const back = useBack(place === undefined ? '/today' : '/coverage');
  const { today } = useNow();
  const profile = session.profile();
  const sums = coverageOf(store, programme);
  const area = useMemo(() => {
    const own = profile.grants.filter((g) => isInForce(g, today)).map((g) => g.place);
    const roots = [...new Set(own)].filter((p, _, all) => !all.some((other) => other !== p && isWithin(p, other)));
    return areaOf(sums, sheet, place !== undefined && roots.some((root) => isWithin(place, root)) ? [place] : roots);
  }, [sums, sheet, place, profile, today]);

  return (
    <Screen top={<TopBar title={t('today:coverage.title')} aside={place === undefined ? undefined : places.name(place)} onBack={back} />}>
      {area.lines.length === 0 ? <EmptyState icon="chart" title={t('today:noList')} action={<ButtonLink look="primary" big href="/send">{t('today:fetchList')}</ButtonLink>}>{t('today:noListHelp')}</EmptyState> : (
        <>
          <Figures sheet={sheet} total={area.total} />
          <Lines sheet={sheet} lines={area.lines} />
          <p className="soft">{t('today:coverage.source')}</p>
        </>
      )}
    </Screen>
  );
}

/** Parts of the list as bars under the list itself; what is counted otherwise as plain numbers. */
function Figures({ sheet, total }: { readonly sheet: ReviewSheet; readonly total: Figure }) {
  const { programme } = useDehri();
  const { t } = useTranslation(programme.id);
  const format = useFormat();
  const whole = wholeOf(sheet);
  const shown = sheet.columns.filter((c) => sheet.shown.includes(c.name) && !('share' in c));
  const parts = shown.filter((c) => isPartOf(sheet, c, whole));
  const most = Math.max(1, ...parts.map((c) => total(c) ?? 0));
  const word = (c: SheetColumn): string => t(`${programme.id}:sheet.column.${c.name}`);
  return (
    <>
      <Card>
        <ul className="cover__bars">
          {parts.map((c) => (
            <li key={c.name}>
              <span className="cover__line"><span>{word(c)}</span><strong className="cover__figure">{format.number(total(c) ?? 0)}</strong></span>
              <Bar value={total(c) ?? 0} most={most} left={c.name === sheet.left} />
            </li>
          ))}
        </ul>
      </Card>
      <dl className="cover__numbers">
        {shown.filter((c) => !parts.includes(c)).map((c) => (
          <div key={c.name}><dt>{word(c)}</dt><dd className="cover__figure">{format.number(total(c) ?? 0)}</dd></div>
        ))}
      </dl>
    </>
  );
}

function Lines({ sheet, lines }: { readonly sheet: ReviewSheet; readonly lines: readonly PlaceLine[] }) {
  const { t } = useTranslation('today');
  const { store, programme } = useDehri();
  const { t: word } = useTranslation(programme.id);
  const places = usePlaces();
  const format = useFormat();
  const [, navigate] = useLocation();
  const left = sheet.columns.find((c) => c.name === sheet.left);
  const whole = wholeOf(sheet);
  const beside = sheet.columns.filter((c) => sheet.shown.includes(c.name) && c.name !== sheet.left && isPartOf(sheet, c, whole));
  const leftOf = (line: PlaceLine): number => (left === undefined ? 0 : line.figure(left) ?? 0);
  const most = Math.max(1, ...lines.map(leftOf));
  const pair = (column: SheetColumn, line: PlaceLine): string => `${word(`${programme.id}:sheet.column.${column.name}`)} ${format.number(line.figure(column) ?? 0)}`;
  return (
    <Card title={t('today:coverage.where')} flush>
      <p className="cover__help soft">{word(`${programme.id}:sheet.leftHelp`)}</p>
      <ul>
        {lines.map((line) => (
          <li key={line.place}>
            <Link
              className="cover__place"
              href={line.lowest ? '/families' : `/coverage/${line.place}`}
              onClick={(event) => {
                if (!line.lowest) return;
                event.preventDefault();
                openListAt(store, line.place);
                navigate('/families');
              }}
            >
              <span className="cover__line">
                <span className="strong">{places.near(line.place)}</span>
                <span className="cover__left">{left === undefined ? null : pair(left, line)}<Icon name="next" size="small" /></span>
              </span>
              <Bar value={leftOf(line)} most={most} left />
              <span className="cover__pairs soft small">{beside.map((c) => <span key={c.name}>{pair(c, line)}</span>)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Begins at zero; its name and figure stand above it. */
function Bar({ value, most, left }: { readonly value: number; readonly most: number; readonly left: boolean }) {
  return (
    <svg className="cover__track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="cover__ground" width="100" height="10" />
      <rect className={left ? 'cover__bar cover__bar--left' : 'cover__bar'} width={(100 * value) / most} height="10" />
    </svg>
  );
}

/** The count that the ranking share is a share of: the list. */
function wholeOf(sheet: ReviewSheet): string {
  const rank = sheet.columns.find((c) => c.name === sheet.rank);
  return rank !== undefined && 'share' in rank ? rank.share[1] : '';
}

function isPartOf(sheet: ReviewSheet, column: SheetColumn, whole: string): boolean {
  if ('minus' in column) return column.minus[0] === whole;
  if (!('count' in column)) return false;
  return column.count === whole || sheet.columns.some((c) => 'share' in c && c.share[0] === column.count && c.share[1] === whole);
}
