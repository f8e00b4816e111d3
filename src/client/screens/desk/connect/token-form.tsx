import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

export interface GivenType {
  readonly programme: string;
  readonly type: string;
  /** Its records name people. */
  readonly named: boolean;
}

interface TokenFormProps {
  readonly place: PlaceCode;
  readonly types: readonly GivenType[];
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

const COUNTS = 'counts';

export function TokenForm({ place, types, onClose, onMade }: TokenFormProps) {
  const { t } = useTranslation(['desk', ...new Set(types.map((type) => type.programme))]);
  const { api } = useDesk();
  const action = useAction();
  const id = useId();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([COUNTS]);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const names = types.filter(({ named, type }) => named && chosen.includes(type));
  const ready = name.trim().length >= 3 && chosen.length > 0 && /^\d{4}-\d\d-\d\d$/.test(until) && (names.length === 0 || reason.trim().length >= 5);

  async function make(): Promise<void> {
    const made = await action.run(() => api.makeToken({
      name: name.trim(), place, counts: chosen.includes(COUNTS), types: chosen.filter((type) => type !== COUNTS), until, ...(names.length === 0 ? {} : { reason: reason.trim() }),
    }));
    if (made !== undefined) onMade(made.secret);
  }

  return (
    <div className="stack">
      <TextField label={t('desk:connect.name')} hint={t('desk:connect.nameHint')} required maxLength={80} value={name} onChange={setName} />
      <FieldSet id={`${id}-what`} label={t('desk:connect.what')} required>
        <ChoiceButtons
          many chosen={chosen} onChange={setChosen}
          options={[{ value: COUNTS, label: t('desk:connect.counts'), detail: t('desk:connect.countsHelp') }, ...types.map(({ programme, type, named }) => ({ value: type, label: t(`${programme}:recordType.${type}`), detail: t(named ? 'desk:connect.named' : 'desk:connect.unnamed') }))]}
        />
      </FieldSet>
      {names.length === 0 ? null : (
        <>
          <Notice state="pending" icon="shield" title={t('desk:connect.care')}>{t('desk:connect.careHelp')}</Notice>
          <TextField label={t('desk:exports.reason')} hint={t('desk:exports.reasonHint')} required maxLength={200} value={reason} onChange={setReason} />
        </>
      )}
      <DayField label={t('desk:connect.untilDay')} value={until} onChange={setUntil} error={action.error?.paths?.includes('until') === true ? t('desk:connect.untilHelp') : undefined} />
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <div className="row">
        <Button look="primary" icon="key" busy={action.busy} disabled={!ready} onClick={() => void make()}>{t('desk:connect.makeToken')}</Button>
        <Button onClick={onClose}>{t('desk:cancel')}</Button>
      </div>
    </div>
  );
}
