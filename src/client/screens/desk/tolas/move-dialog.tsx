// Where to, and is it so: another tola of the village, or a new one. One id per dialog, so that an answer
// that was lost on the way does not move anyone twice.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as z from 'zod/mini';
import { MOST_MOVED, type moveResponseSchema } from '#shared/desk/moves.ts';
import type { Place, PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { newId } from '#client/app/ids.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { useAction } from '../use-query.ts';

export type Moved = z.infer<typeof moveResponseSchema>;

export interface MoveDialogProps {
  readonly from: Place;
  readonly village: PlaceCode;
  readonly families: readonly DehriRecord[];
  readonly onClose: () => void;
  readonly onMoved: (moved: Moved) => void;
  /** The server's list is another one than that on the screen. */
  readonly onStale: () => void;
}

/** No place has this code. */
const NEW = 'new';

export function MoveDialog({ from, village, families, onClose, onMoved, onStale }: MoveDialogProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const name = usePlaceName();
  const format = useFormat();
  const action = useAction();
  const id = useId();
  const [moveId] = useState(() => newId());
  const below = usePlacesBelow(village);
  const [to, setTo] = useState<string>();
  const [hi, setHi] = useState('');
  const [en, setEn] = useState('');
  const [missing, setMissing] = useState<'to' | 'name'>();
  const isNew = to === NEW;
  const known = below.value === undefined ? [] : [...below.value.places, ...below.value.trail.filter((p) => p.code === village)].filter((p) => p.code !== from.code);
  const target = known.find((p) => p.code === to);
  const named = isNew ? hi.trim() : target === undefined ? '' : name(target);
  const fault = action.error?.code === 'conflict' ? action.error.paths?.[0] : undefined;

  async function move(): Promise<void> {
    if (!isNew && target === undefined) return setMissing('to');
    if (isNew && hi.trim() === '') return setMissing('name');
    const done = await action.run(async () => {
      const result = await api.move({
        id: moveId, from: from.code, records: families.map((f) => f.id),
        to: isNew ? { village, hi: hi.trim(), ...(en.trim() !== '' && { en: en.trim() }) } : { place: to ?? '' },
      });
      if (!result.ok && result.error.paths?.[0] === 'records') onStale();
      return result;
    });
    if (done !== undefined) onMoved(done);
    return undefined;
  }

  return (
    <Dialog
      open
      title={t('desk:tolas.to', { count: families.length, number: format.number(families.length) })}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={action.busy} disabled={families.length > MOST_MOVED} onClick={() => void move()}>{t('desk:tolas.moveYes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        {families.length > MOST_MOVED ? <Notice state="pending" title={t('desk:tolas.tooMany', { number: format.number(MOST_MOVED) })} /> : null}
        <QueryView query={below}>
          {() => (
            <FieldSet id={id} label={t('desk:tolas.target')} required error={missing === 'to' ? t('desk:tolas.targetMissing') : undefined}>
              <ChoiceButtons
                options={[
                  { value: NEW, label: t('desk:tolas.new'), icon: 'plus' },
                  ...known.map((p) => (p.code === village ? { value: p.code, label: t('desk:tolas.atVillage', { name: name(p) }) } : { value: p.code, label: name(p) })),
                ]}
                chosen={to === undefined ? [] : [to]}
                onChange={([chosen]) => {
                  setTo(chosen);
                  setMissing(undefined);
                  action.forget();
                }}
              />
            </FieldSet>
          )}
        </QueryView>
        {!isNew ? null : (
          <>
            <TextField
              label={t('desk:tolas.nameHi')} required maxLength={60} autoComplete="off" lang="hi" value={hi}
              onChange={(value) => {
                setHi(value);
                setMissing(undefined);
                action.forget();
              }}
              error={missing === 'name' ? t('desk:tolas.nameMissing') : fault === 'name' ? t('desk:tolas.nameTaken') : undefined}
            />
            <TextField label={t('desk:tolas.nameEn')} hint={t('desk:tolas.nameEnHint')} maxLength={60} autoComplete="off" lang="en" value={en} onChange={setEn} />
          </>
        )}
        {named === '' ? null : (
          <Notice state="neutral" icon="house" title={t('desk:tolas.confirm', { count: families.length, number: format.number(families.length), from: name(from), to: named })}>
            {t('desk:tolas.confirmHelp')}
          </Notice>
        )}
        {action.error === undefined || fault === 'name' ? null
        : fault === 'records' ? <Notice state="mend" announce title={t('desk:tolas.stale')}>{t('desk:tolas.staleHelp')}</Notice>
        : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
