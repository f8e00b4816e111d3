// What the phone keeps and sends, before anything is kept or sent.
import { useTranslation } from 'react-i18next';
import type { Enrolment } from '#client/app/services.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import './start.css';

export function Privacy({ enrolment: { profile }, onAgree }: { readonly enrolment: Enrolment; readonly onAgree: () => void }) {
  const { t, i18n } = useTranslation('app');
  const names = new Map(profile.places.map(([code, hi, en]) => [code, i18n.language === 'hi' ? hi : en] as const));
  const area = profile.grants.map((g) => names.get(g.place) ?? '').filter((n, i, all) => n !== '' && all.indexOf(n) === i).join(', ');
  const points: readonly { readonly icon: IconName; readonly title: string; readonly body: string }[] = [
    { icon: 'lock', title: t('app:privacy.keepTitle'), body: t('app:privacy.keep') },
    { icon: 'send', title: t('app:privacy.sendTitle'), body: t('app:privacy.send') },
    { icon: 'family', title: t('app:privacy.askTitle'), body: t('app:privacy.ask') },
  ];
  return (
    <Screen
      top={<TopBar title={t('app:privacy.title', { name: profile.person.name })} />}
      bottom={<ActionBar><Button look="primary" big wide onClick={onAgree}>{t('app:privacy.agree')}</Button></ActionBar>}
    >
      <p className="start__area"><Icon name="location" /><span>{t('app:privacy.place', { place: area })}</span></p>
      {points.map((point) => (
        <section key={point.icon} className="start__point">
          <Icon name={point.icon} size="big" />
          <div>
            <h2>{point.title}</h2>
            <p>{point.body}</p>
          </div>
        </section>
      ))}
    </Screen>
  );
}
