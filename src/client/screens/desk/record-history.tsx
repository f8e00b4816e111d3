// Who changed a record, and when, as the server keeps it; asked for only when wanted, for each look is noted.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryItem } from '#shared/desk/history.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { RULE_AUTHOR, type RecordId } from '#shared/record/change.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { useDesk } from './desk-context.tsx';
import { QueryView } from './query-view.tsx';
import { useQuery } from './use-query.ts';

export interface RecordHistoryProps {
  readonly record: RecordId;
  readonly place: PlaceCode;
  /** Another answer is expected after another change; 0: the server has none yet. */
  readonly version: number;
  /** What a change did, in words. */
  readonly line: (item: HistoryItem) => string;
}

export function RecordHistory({ record, place, version, line }: RecordHistoryProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const format = useFormat();
  const { now } = useNow();
  const [asked, setAsked] = useState(false);
  const query = useQuery(asked && version > 0 ? `history:${record} ${version}` : undefined, (signal) => api.history(record, place, signal));
  if (version === 0) return null;
  if (!asked) return <div className="no-print"><Button look="plain" icon="clock" onClick={() => setAsked(true)}>{t('desk:rules.history')}</Button></div>;
  return (
    <Card title={t('desk:rules.history')}>
      <QueryView query={query}>
        {({ items }) => (
          <ul>
            {[...items].reverse().map((item) => (
              <li key={item.id} className="line">
                <span>{line(item)}</span>
                <span className="soft">{item.author === RULE_AUTHOR ? t('desk:asked.byRule') : item.authorName} · {format.when(item.at, now)}</span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}
