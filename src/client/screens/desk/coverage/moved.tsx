// How the figures moved: today and in the last seven days.
import { useTranslation } from 'react-i18next';
import type { DeskError } from '#client/desk-api/http.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ErrorNotice } from '../query-view.tsx';
import type { Reviewed } from './coverage.tsx';
import type { PlaceFigures } from './sheet-figures.ts';

export interface MovedProps {
  readonly reviewed: Reviewed;
  readonly day: PlaceFigures | undefined;
  readonly week: PlaceFigures | undefined;
  readonly failed: DeskError | undefined;
  readonly onAgain: () => void;
}

export function Moved({ reviewed: { programme, sheet }, day, week, failed, onAgain }: MovedProps) {
  const { t } = useTranslation(['desk', 'app', programme.id]);
  const format = useFormat();
  const figure = (place: PlaceFigures | undefined, name: string): string => {
    const count = place?.count(name);
    return place === undefined ? '…' : count === undefined ? '—' : format.number(count);
  };
  return (
    <Card title={t('desk:moved.title')}>
      {failed !== undefined && week === undefined ? <ErrorNotice error={failed} action={<Button icon="sync" onClick={onAgain}>{t('app:again')}</Button>} /> : null}
      <table className="plain-table">
        <caption className="visually-hidden">{t('desk:moved.title')}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t('desk:moved.what')}</span></th><th scope="col">{t('desk:moved.today')}</th><th scope="col">{t('desk:moved.week')}</th></tr></thead>
        <tbody>
          {sheet.moved.map((name) => (
            <tr key={name}><th scope="row">{t(`${programme.id}:sheet.column.${name}`)}</th><td>{figure(day, name)}</td><td>{figure(week, name)}</td></tr>
          ))}
        </tbody>
      </table>
      {week !== undefined && sheet.moved.every((name) => week.count(name) === 0) ? <p>{t('desk:moved.nothing')}</p> : null}
    </Card>
  );
}
