// Two tokens that a person knows to be one child are joined by hand; it can be turned back row by row.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { TextField } from '#client/ui/field.tsx';
import { useSubjects } from '../use-subjects.ts';
import { tokenOf } from './children.tsx';
import { WhyForm } from './why-form.tsx';

export interface JoinFormProps {
  readonly place: PlaceCode;
  readonly token: string;
  readonly open: boolean;
  readonly onJoined: (token: string) => void;
  readonly onClose: () => void;
}

export function JoinForm({ place, token, open, onJoined, onClose }: JoinFormProps) {
  const { t } = useTranslation('subjects');
  const subjects = useSubjects();
  const [typed, setTyped] = useState('');
  const other = tokenOf(typed);
  const wrong = typed === '' ? undefined : other === undefined ? t('subjects:children.tokenWrong') : other === token ? t('subjects:join.itself') : undefined;
  return (
    <WhyForm
      open={open}
      title={t('subjects:join.title', { token })}
      go={t('subjects:join.go')}
      icon="group"
      ready={other !== undefined && other !== token}
      act={(why) => subjects.join(token, { place, with: other ?? '', why })}
      onDone={(joined) => {
        setTyped('');
        onClose();
        onJoined(joined.token);
      }}
      onClose={onClose}
    >
      <p>{t('subjects:join.help')}</p>
      <TextField label={t('subjects:join.other')} value={typed} onChange={setTyped} error={wrong} required autoComplete="off" spellCheck={false} />
    </WhyForm>
  );
}
