// What each list said, one column a list: every value with its source and day, contradictions marked in words.
import { useTranslation } from 'react-i18next';
import type { SubjectView } from '#shared/subjects/child.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { saidRows } from './said-rows.ts';

type Entry = SubjectView['entries'][number];

export interface SaidTableProps {
  readonly entries: readonly Entry[];
  /** Paths on which the lists do not say the same. */
  readonly differs: readonly string[];
  /** Absent: there is but one row, and nothing to take out. */
  readonly onTakeOut: ((entry: Entry) => void) | undefined;
}

export function SaidTable({ entries, differs, onTakeOut }: SaidTableProps) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { name } = usePlaces();
  const rows = saidRows(entries, differs);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="data-table__scroll data-table__scroll--at-length" aria-label={t('subjects:child.said')} tabIndex={0}>
      <table className="data-table said">
        <caption className="visually-hidden">{t('subjects:child.said')}</caption>
        <thead>
          <tr>
            <th scope="col" className="said__head">{t('subjects:child.field')}</th>
            {entries.map((entry) => (
              <th key={entry.entry} scope="col" className="said__head">
                <span className="strong">{words.category(entry.category)}</span>
                <span className="said__source">{t('subjects:source', { source: name(entry.source) || entry.source, day: format.day(entry.at) })}</span>
                <span className="said__source">{t(`subjects:how.${entry.how}`)}{entry.version > 1 ? ` · ${t('subjects:child.version', { number: format.number(entry.version) })}` : ''}</span>
                {entry.covered ? <span className="said__source"><Icon name="lock" size="small" /> {t('subjects:coveredWord')}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, values, differs: how }) => (
            <tr key={path} className={how === 'said' ? 'said__contradicts' : undefined}>
              <th scope="row">{words.field(path)}{how === 'no' ? null : how === 'spelt' ? <span className="said__spelt">{t('subjects:child.spelt')}</span> : <span className="said__mark"><Icon name="alert" size="small" />{t('subjects:child.contradicts')}</span>}</th>
              {values.map((value, at) => <td key={entries[at]?.entry}>{value === undefined ? <span className="soft">—</span> : words.value(path, value)}</td>)}
            </tr>
          ))}
        </tbody>
        {onTakeOut === undefined ? null : (
          <tfoot>
            <tr>
              <th scope="row">{t('subjects:child.notHers')}</th>
              {entries.map((entry) => <td key={entry.entry}><Button icon="undo" onClick={() => onTakeOut(entry)}>{t('subjects:child.takeOut')}</Button></td>)}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
