// By what a row is known again when the list comes once more: columns that the person ticks. With none
// ticked, a row is the same only when everything in it is.
import { useTranslation } from 'react-i18next';
import { Card } from '#client/ui/card.tsx';
import type { Received } from './uploads.ts';

export interface KeyChoiceProps {
  readonly received: Received;
  readonly mapping: Readonly<Record<string, number>>;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

const MOST = 6;

export function KeyChoice({ received: { batch, columns }, mapping, chosen, onChange }: KeyChoiceProps) {
  const { t } = useTranslation(['desk', 'import', batch.programme]);
  const offered = columns.filter((c) => mapping[c.name] !== undefined && !c.name.startsWith('@'));
  return (
    <Card title={t('desk:imports.key')}>
      <fieldset className="key-choice">
        <legend>{t('desk:imports.keyHelp')}</legend>
        {offered.map((c) => {
          const on = chosen.includes(c.name);
          return (
            <label key={c.name} className="key-choice__one">
              <input type="checkbox" checked={on} disabled={!on && chosen.length >= MOST} onChange={() => onChange(on ? chosen.filter((name) => name !== c.name) : [...chosen, c.name])} />
              <span>{t(c.words, { defaultValue: c.name })}</span>
            </label>
          );
        })}
      </fieldset>
      <p className="soft">{chosen.length === 0 ? t('desk:imports.keyNone') : t('desk:imports.keySome')}</p>
    </Card>
  );
}
