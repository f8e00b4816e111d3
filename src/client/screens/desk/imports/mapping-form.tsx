// Which column of the file is which: suggested by the machine, confirmed by a person, with what stands
// in the first rows beside it.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isReportHeader } from '#shared/import/mapping.ts';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import type { Received } from './uploads.ts';

export interface MappingFormProps {
  readonly received: Received;
  readonly mapping: Readonly<Record<string, number>>;
  readonly onChange: (mapping: Readonly<Record<string, number>>) => void;
}

const NONE = '';
const SAMPLES = 3;

export function MappingForm({ received, mapping, onChange }: MappingFormProps) {
  const { batch, headers, preview, columns, remembered, beware } = received;
  const { t } = useTranslation(['desk', 'import', batch.programme]);
  const id = useId();
  const keys = new Map(columns.map((c) => [c.name, c.words]));
  const word = (column: string): string => t(keys.get(column) ?? column, { defaultValue: column });
  const unused = headers.filter((h, i) => !isReportHeader(h) && !Object.values(mapping).includes(i));
  // What needs a look comes first: missing, then alike, then sure.
  const ordered = [...columns].sort((a, b) => weight(a) - weight(b));

  function weight(c: Received['columns'][number]): number {
    if (c.header === null) return c.required ? 0 : 3;
    return c.sureness < 1 ? 1 : 2;
  }

  return (
    <Card title={t('desk:imports.columns')}>
      {remembered ? <Notice state="done" title={t('desk:imports.remembered')} /> : <p>{t('desk:imports.columnsHelp')}</p>}
      <div className="data-table__scroll">
        <table className="data-table">
          <caption className="visually-hidden">{t('desk:imports.columns')}</caption>
          <thead>
            <tr>
              <th scope="col" className="mapping__head">{t('desk:imports.ours')}</th>
              <th scope="col" className="mapping__head">{t('desk:imports.theirs')}</th>
              <th scope="col" className="mapping__head">{t('desk:imports.samples')}</th>
              <th scope="col" className="mapping__head">{t('desk:imports.sure')}</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((c) => {
              const at = mapping[c.name];
              return (
                <tr key={c.name}>
                  <th scope="row"><label htmlFor={`${id}-${c.name}`}>{word(c.name)}</label> {c.required ? <span className="soft">{t('desk:imports.required')}</span> : null}</th>
                  <td>
                    <select
                      id={`${id}-${c.name}`}
                      className="input input--inline"
                      value={at ?? NONE}
                      onChange={(event) => {
                        const rest = Object.fromEntries(Object.entries(mapping).filter(([name, index]) => name !== c.name && (event.target.value === NONE || index !== Number(event.target.value))));
                        onChange(event.target.value === NONE ? rest : { ...rest, [c.name]: Number(event.target.value) });
                      }}
                    >
                      <option value={NONE}>{t('desk:imports.noColumn')}</option>
                      {headers.map((h, i) => (isReportHeader(h) || beware?.names.includes(i) === true ? null : <option key={i} value={i}>{h === '' ? t('desk:imports.nameless', { number: i + 1 }) : h}</option>))}
                    </select>
                  </td>
                  <td className="mapping__samples">{at === undefined ? '—' : preview.slice(0, SAMPLES).map((row) => row[at] ?? '').filter((cell) => cell !== '').join(' · ')}</td>
                  <td>
                    {at === undefined ? (c.required ? <StateChip state="mend" word={t('desk:imports.missing')} /> : <StateChip state="neutral" icon="minus" word={t('desk:imports.left')} />)
                    : at !== c.header ? <StateChip state="done" word={t('desk:imports.yours')} />
                    : c.sureness < 1 ? <StateChip state="pending" icon="eye" word={t('desk:imports.look')} /> : <StateChip state="done" word={t('desk:imports.known')} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {unused.length === 0 ? null : <p className="soft">{t('desk:imports.unused', { columns: unused.join(', ') })}</p>}
    </Card>
  );
}
