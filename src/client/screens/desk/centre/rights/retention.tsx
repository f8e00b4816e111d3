import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRights } from '#shared/subjects/rights.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { useCentreWords } from '../use-centre-words.ts';

type Kept = SubjectRights['retention'][number];

export interface RetentionProps {
  readonly rights: SubjectRights;
  readonly busy: boolean;
  readonly onRelease: (category: string, years: number) => Promise<void>;
}

/** How long each category is kept, and the rows that no list has spoken of for so long. */
export function Retention({ rights: { retention }, busy, onRelease }: RetentionProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const words = useCentreWords();
  const format = useFormat();
  const [asked, setAsked] = useState<Kept>();
  const columns: readonly Column<Kept>[] = [
    { key: 'category', label: t('subjects:category'), value: ({ category }) => words.category(category) },
    { key: 'years', label: t('subjects:rights.years'), numeric: true, value: ({ years }) => years },
    { key: 'rows', label: t('subjects:rights.rows'), numeric: true, value: ({ rows }) => rows },
    { key: 'due', label: t('subjects:rights.dueRows'), numeric: true, value: ({ due }) => due },
    { key: 'held', label: t('subjects:rights.heldRows'), numeric: true, value: ({ held }) => held },
    ...(retention.every(({ due }) => due === 0) ? [] : [{
      key: 'act', label: t('subjects:rights.act'), value: () => '',
      show: (one: Kept) => (one.due === 0 ? null : <Button icon="trash" busy={busy} onClick={() => setAsked(one)}>{t('subjects:rights.release')}</Button>),
    }]),
  ];
  return (
    <section className="stack stack--tight">
      <h2>{t('subjects:rights.retention')}</h2>
      <p className="soft">{t('subjects:rights.retentionHelp')}</p>
      <DataTable id="child-retention" caption={t('subjects:rights.retention')} columns={columns} rows={retention} rowKey={({ category }) => category} formatNumber={format.number} filterFrom={20} />
      <Dialog
        open={asked !== undefined}
        title={t('subjects:rights.release')}
        onClose={() => setAsked(undefined)}
        actions={(
          <>
            <Button
              look="danger"
              icon="trash"
              busy={busy}
              onClick={() => {
                if (asked !== undefined) void onRelease(asked.category, asked.years).then(() => setAsked(undefined));
              }}
            >
              {t('subjects:rights.release')}
            </Button>
            <Button onClick={() => setAsked(undefined)}>{t('desk:cancel')}</Button>
          </>
        )}
      >
        {asked === undefined ? null : <p>{t('subjects:rights.releaseMeans', { category: words.category(asked.category), count: asked.due, number: format.number(asked.due), years: asked.years })}</p>}
      </Dialog>
    </section>
  );
}
