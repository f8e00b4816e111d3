// How she may be reached. What must not be done stands first and large; the number itself only with her name.
import { useTranslation } from 'react-i18next';
import type { CaseWork } from '#shared/case-work.ts';
import type { Say } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';

export interface ContactCardProps {
  readonly contact: NonNullable<ReturnType<CaseWork['contact']>>;
  readonly say: Say;
  readonly named: boolean;
  readonly onShow: () => void;
}

export function ContactCard({ contact, say, named, onShow }: ContactCardProps) {
  const { t } = useTranslation('cases');
  return (
    <Card title={t('cases:contact.title')}>
      {contact.noMessage ? (
        <p className="no-message">
          <Icon name="refuse" size="big" />
          <span>{t('cases:contact.noMessage')}</span>
        </p>
      ) : null}
      <p className="contact__when"><Icon name="clock" /><span>{t('cases:contact.when', { when: say(contact.when) })}</span></p>
      {named
        ? <a className="button button--second button--big button--wide" href={`tel:${contact.phone}`}><Icon name="call" /><span>{t('cases:contact.call', { phone: contact.phone.length === 10 ? `${contact.phone.slice(0, 5)} ${contact.phone.slice(5)}` : contact.phone })}</span></a>
        : <Button icon="eye" big wide onClick={onShow}>{t('cases:contact.show')}</Button>}
    </Card>
  );
}
