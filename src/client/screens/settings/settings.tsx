// Who I am here, the lock, the language, the colours, the space on the phone.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { mayUseDesk } from '#client/app/desk-access.ts';
import { LANGUAGES, languageName, setLanguage } from '#client/app/i18n.ts';
import { currentTheme, setTheme, type Theme } from '#client/app/theme.ts';
import { useFormat } from '#client/app/use-format.ts';
import { APP_VERSION } from '#client/app/version.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { PractiseButton } from '../shell/practise-button.tsx';
import { ChangePin } from './change-pin.tsx';
import { PasskeyPage } from './passkey-page.tsx';

export function Settings() {
  const { t, i18n } = useTranslation(['app', 'sync']);
  const { session, phone, shell, store, addPerson, practise, cases } = useDehri();
  const places = usePlaces();
  const format = useFormat();
  const back = useBack('/today');
  const profile = session.profile();
  const shellState = useSyncExternalStore((on) => shell.subscribe(on), () => shell.state());
  const [theme, setThemeShown] = useState<Theme>(currentTheme);
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const [sensor, setSensor] = useState(false);
  const [passkey, setPasskey] = useState<'on' | 'off' | 'absent'>('absent');
  const [storage, setStorage] = useState<{ readonly used: number; readonly quota: number; readonly kept: boolean }>();
  useEffect(() => {
    void phone.storage().then(setStorage);
  }, [phone]);
  useEffect(() => {
    if (!sensor) void session.passkey.state().then(setPasskey);
  }, [session, sensor]);

  if (sensor) return <PasskeyPage state={passkey} onBack={() => setSensor(false)} />;
  if (changing) {
    return <ChangePin onBack={() => setChanging(false)} onChanged={() => {
      setChanging(false);
      setChanged(true);
    }} />;
  }
  if (session.practice === true) return <Screen top={<TopBar title={t('app:settings')} onBack={back} />}><p>{t('app:practice.settings')}</p></Screen>;
  const unsent = store.unsent().records;
  return (
    <Screen top={<TopBar title={t('app:settings')} onBack={back} />}>
      <Card title={profile.person.name} aside={isIconName(session.space.picture) ? <Icon name={session.space.picture} size="big" /> : undefined}>
        {profile.grants.map((g) => (
          <p key={g.id}>{t(`app:setting.roles.${g.role}`)} · {places.near(g.place)}</p>
        ))}
      </Card>
      <div className="stack stack--tight">
        <Button big wide icon="lock" onClick={() => session.lock()}>{t('app:setting.lock')}</Button>
        <p className="soft small">{unsent > 0 ? `${t('sync:waiting', { count: unsent })} ` : ''}{t('app:setting.lockHelp')}</p>
      </div>
      {changed ? <Notice state="done" announce title={t('app:setting.pinChanged')} /> : null}
      {shellState.update ? <Notice state="neutral" icon="download" title={t('app:update.ready')} action={<Button onClick={() => void shell.applyUpdate()}>{t('app:update.apply')}</Button>} /> : null}
      <FieldSet id="language" label={t('app:setting.language')}>
        <ChoiceButtons side options={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))} chosen={[i18n.language]} onChange={([code]) => (code === undefined ? undefined : void setLanguage(code))} />
      </FieldSet>
      <FieldSet id="theme" label={t('app:setting.theme')}>
        <ChoiceButtons
          side
          options={[{ value: 'light', label: t('app:setting.light') }, { value: 'dark', label: t('app:setting.dark') }]}
          chosen={[theme]}
          onChange={([chosen]) => {
            const next: Theme = chosen === 'dark' ? 'dark' : 'light';
            setTheme(next);
            setThemeShown(next);
          }}
        />
      </FieldSet>
      <Card flush>
        {mayUseDesk(profile) ? <ListRow icon="table" href="/desk" title={t('app:setting.desk')} /> : null}
        <ListRow icon="book" href="/schemes" title={t('app:schemes')} />
        <ListRow icon="question" href="/help" title={t('app:help')} />
        <ListRow icon="key" onClick={() => setChanging(true)} title={t('app:setting.pin')} />
        {passkey === 'absent' ? null : <ListRow icon="lock" onClick={() => setSensor(true)} title={t('app:passkey.title')} detail={t(`app:passkey.${passkey}`)} />}
        <ListRow icon="plus" onClick={addPerson} title={t('app:setting.add')} />
        {shellState.install ? <ListRow icon="phone" onClick={() => void shell.install()} title={t('app:install.apply')} /> : null}
        {storage === undefined ? null : (
          <ListRow icon="info" title={t('app:setting.storage')} detail={`${t('app:setting.storageLine', { used: format.bytes(storage.used), free: format.bytes(Math.max(0, storage.quota - storage.used)) })}. ${storage.kept ? t('app:setting.kept') : t('app:setting.notKept')}`} />
        )}
        <ListRow icon="search" href="/debug" title={t('app:setting.debug')} detail={t('app:setting.version', { version: APP_VERSION })} />
      </Card>
      <PractiseButton onPractise={practise} />
      {cases === undefined ? null : <cases.Settings />}
    </Screen>
  );
}
