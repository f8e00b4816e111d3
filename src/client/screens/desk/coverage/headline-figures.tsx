// Numbers first: large, with what share of the list they are where that says something.
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/app/use-format.ts';
import { percent } from '../figures/percent.ts';
import type { Reviewed } from './coverage.tsx';
import type { PlaceFigures } from './sheet-figures.ts';

export interface HeadlineProps {
  readonly reviewed: Reviewed;
  readonly total: PlaceFigures;
}

export function HeadlineFigures({ reviewed: { programme, sheet }, total }: HeadlineProps) {
  const { t } = useTranslation([programme.id]);
  const format = useFormat();
  return (
    <dl className="figures">
      {sheet.headline.map((name) => {
        const column = sheet.columns.find((c) => c.name === name);
        const value = column === undefined ? undefined : total.figure(column);
        if (value === undefined) return null;
        const share = sheet.columns.find((c) => 'share' in c && c.share[0] === name);
        const part = share === undefined ? undefined : total.figure(share);
        return (
          <div key={name} className="figures__one">
            <dt>{t(`${programme.id}:sheet.column.${name}`)}</dt>
            <dd>
              <span className="figures__number">{format.number(value)}</span>
              {part === undefined ? null : <span className="figures__share">{percent(part)}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
