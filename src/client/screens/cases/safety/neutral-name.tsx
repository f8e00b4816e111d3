// The app under another name and icon, for whom its own would be a danger beside her. Best chosen before
// it is put on the home screen; an icon that is there already must be taken away and put there anew.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { APP_NAMES, appName, setAppName, type AppName } from '#client/app/app-name.ts';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';

const WORDS: Readonly<Record<AppName, string>> = { dehri: 'app:name', diary: 'app:neutral.name' };

export function NeutralName() {
  const { t } = useTranslation(['cases', 'app']);
  const [name, setName] = useState(appName);
  const [changed, setChanged] = useState(false);
  return (
    <>
      <FieldSet id="app-name" label={t('cases:neutral.title')} hint={t('cases:neutral.help')}>
        <ChoiceButtons
          side
          options={APP_NAMES.map((value) => ({ value, label: t(WORDS[value]), icon: value === 'diary' ? 'book' : 'house' }))}
          chosen={[name]}
          onChange={([chosen]) => {
            const next = chosen === 'diary' ? 'diary' : 'dehri';
            setAppName(next);
            setName(next);
            setChanged(true);
          }}
        />
      </FieldSet>
      {changed ? (
        <Notice state="neutral" icon="phone" announce title={t('cases:neutral.again')}>
          <ol className="stack stack--tight">
            {['send', 'remove', 'add'].map((step, i) => <li key={step}>{`${i + 1}. ${t(`cases:neutral.step.${step}`)}`}</li>)}
          </ol>
        </Notice>
      ) : null}
    </>
  );
}
