// The families of one place, to be ticked one by one, by a search, or all at once.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useSay } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { matchesFilter } from '#client/ui/desk/table-order.ts';
import { SearchField } from '#client/ui/field.tsx';

export interface ChooseFamiliesProps {
  readonly title: string;
  readonly families: readonly DehriRecord[];
  readonly onMove: (chosen: readonly DehriRecord[]) => void;
}

export function ChooseFamilies({ title, families, onMove }: ChooseFamiliesProps) {
  const { t } = useTranslation('desk');
  const { field } = useDehri();
  const say = useSay();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => families.map((family) => {
    const card = field.doors.card(family);
    return { family, title: card.title, detail: say(card.detail) };
  }).sort((a, b) => a.title.localeCompare(b.title, 'hi')), [families, field, say]);
  const shown = typed.trim() === '' ? lines : lines.filter((l) => matchesFilter(`${l.title} ${l.detail}`, typed));
  // Who has left meanwhile is no longer chosen.
  const chosen = lines.filter((l) => ticked.has(l.family.id)).map((l) => l.family);
  const allShown = shown.length > 0 && shown.every((l) => ticked.has(l.family.id));

  const tick = (ids: readonly string[], on: boolean): void => {
    const next = new Set(ticked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setTicked(next);
  };

  return (
    <>
      <Card title={title} flush>
        <div className="tolas__tools">
          <SearchField label={t('desk:tolas.search')} value={typed} onChange={setTyped} />
          <label className="check-line">
            <input type="checkbox" checked={allShown} disabled={shown.length === 0} onChange={(event) => tick(shown.map((l) => l.family.id), event.target.checked)} />
            <span>{typed.trim() === '' ? t('desk:tolas.all') : t('desk:tolas.allFound', { count: shown.length, number: format.number(shown.length) })}</span>
          </label>
        </div>
        {shown.length === 0 ? <output className="tolas__none">{t('desk:table.none')}</output> : (
          <ul className="tolas__families" aria-label={title}>
            {shown.map(({ family, title: who, detail }) => (
              <li key={family.id}>
                <label className="tolas__family">
                  <input type="checkbox" checked={ticked.has(family.id)} onChange={(event) => tick([family.id], event.target.checked)} />
                  <span className="strong">{who}</span>
                  <span className="tolas__detail">{detail}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {chosen.length === 0 ? null : (
        <div className="tolas__bar">
          <output>{t('desk:tolas.chosen', { count: chosen.length, number: format.number(chosen.length) })}</output>
          <Button look="primary" icon="location" onClick={() => onMove(chosen)}>{t('desk:tolas.move')}</Button>
        </div>
      )}
    </>
  );
}
