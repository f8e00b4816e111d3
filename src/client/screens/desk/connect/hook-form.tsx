import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HOOK_EVENTS } from '#shared/desk/connect.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

interface HookFormProps {
  readonly place: PlaceCode;
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

export function HookForm({ place, onClose, onMade }: HookFormProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const action = useAction();
  const id = useId();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const badUrl = action.error?.paths?.includes('url') === true;

  async function make(): Promise<void> {
    const made = await action.run(() => api.makeHook({ name: name.trim(), place, url: url.trim(), events: HOOK_EVENTS.filter((event) => chosen.includes(event)) }));
    if (made !== undefined) onMade(made.secret);
  }

  return (
    <div className="stack">
      <TextField label={t('desk:connect.name')} hint={t('desk:connect.nameHint')} required maxLength={80} value={name} onChange={setName} />
      <TextField label={t('desk:connect.url')} hint={t('desk:connect.urlHint')} required type="url" inputMode="url" maxLength={500} value={url} onChange={(text) => { setUrl(text); action.forget(); }} error={badUrl ? t('desk:connect.urlBad') : undefined} />
      <FieldSet id={`${id}-events`} label={t('desk:connect.events')} required>
        <ChoiceButtons many chosen={chosen} onChange={setChosen} options={HOOK_EVENTS.map((event) => ({ value: event, label: t(`desk:connect.event.${event}`) }))} />
      </FieldSet>
      {action.error === undefined || badUrl ? null : <ErrorNotice error={action.error} />}
      <div className="row">
        <Button look="primary" icon="bell" busy={action.busy} disabled={name.trim().length < 3 || !/^https?:\/\/\S+$/.test(url.trim()) || chosen.length === 0} onClick={() => void make()}>{t('desk:connect.makeHook')}</Button>
        <Button onClick={onClose}>{t('desk:cancel')}</Button>
      </div>
    </div>
  );
}
