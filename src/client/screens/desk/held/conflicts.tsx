// Answers that two people gave differently, both values side by side; the one chosen replaces all.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord, Rival } from '#shared/record/record.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useRecordTitle } from '../../shell/record-title.ts';
import { useWhoseAnswer } from '../../shell/whose-answer.ts';
import { useNear } from '../use-place.ts';
import './held.css';

/** More than these at once help nobody. */
const SHOWN = 20;

export function Conflicts({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store } = useDehri();
  const records = store.contested().flatMap((id) => store.get(id) ?? []).filter((r) => isWithin(bucketPlace(r.bucket), place));
  if (records.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('desk:conflicts.title', { count: records.length })}</h2>
      <p className="soft">{t('sync:conflictHelp')}</p>
      {records.slice(0, SHOWN).map((r) => <Conflict key={r.id} record={r} />)}
      {records.length <= SHOWN ? null : <p className="soft">{t('desk:conflicts.more', { count: records.length - SHOWN })}</p>}
    </section>
  );
}

function Conflict({ record }: { readonly record: DehriRecord }) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store, programme } = useDehri();
  const recordTitle = useRecordTitle();
  const words = useFieldWords();
  const near = useNear();
  const whose = useWhoseAnswer(record.id);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const home = bucketPlace(record.bucket);
  const type = programme.recordTypes.find((r) => r.name === record.type);
  if (type === undefined) return null;

  async function choose(rival: Rival): Promise<void> {
    setBusy(true);
    const result = await store.save({ type: record.type, record: record.id, edits: rival.values }).finally(() => setBusy(false));
    setFailed(result.ok ? undefined : result.reason);
  }

  return (
    <Card title={recordTitle(record)} aside={<span className="soft">{near(home)}</span>} level={3}>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {contestedRegisters(type, record).map((register) => {
        const rivals = record.rivals[register] ?? [];
        const paths = [...new Set(rivals.flatMap((r) => Object.keys(r.values)))].filter((path) => new Set(rivals.map((r) => JSON.stringify(r.values[path] ?? null))).size > 1);
        return (
          <div key={register} className="versus">
            {rivals.map((rival) => (
              <div key={rival.change} className="versus__one">
                <p className="soft">{whose(rival)}</p>
                <dl className="pairs">
                  {paths.map((path) => [<dt key={`${path}.label`}>{words.label(type.name, path)}</dt>, <dd key={path}>{words.value(type.name, path, rival.values[path] ?? null)}</dd>])}
                </dl>
                <Button icon="check" busy={busy} onClick={() => void choose(rival)}>{t('sync:conflictChoose')}</Button>
              </div>
            ))}
          </div>
        );
      })}
    </Card>
  );
}
