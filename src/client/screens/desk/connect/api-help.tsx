// How a program reads with a token and how it knows that a message is ours. For whoever writes it.
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { Card } from '#client/ui/card.tsx';

export function ApiHelp({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const base = location.origin;
  const ask = (path: string, more = ''): string => `curl -H "Authorization: Bearer $TOKEN" ${more}"${base}${path}"`;
  const examples = [
    ['sums', ask(`/api/v1/sums?place=${place}`)], ['csv', ask(`/api/v1/sums?place=${place}`, '-H "Accept: text/csv" ')], ['review', ask(`/api/v1/review?place=${place}&from=2026-04-01&to=2026-04-30`)],
    // Records are asked for within a district.
    ...(place.includes('.') ? [['records', ask(`/api/v1/records/camp?place=${place}&limit=200`)] as const] : []), ['places', ask(`/api/v1/places?place=${place}`)], ['excel', `${base}/api/v1/odata`],
  ] as const;
  return (
    <Card title={t('desk:connect.help.title')}>
      <p>{t('desk:connect.help.intro')}</p>
      {examples.map(([key, text]) => (
        <div key={key}>
          <p>{t(`desk:connect.help.${key}`)}</p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
          <code className="connect__code" tabIndex={0}>{text}</code>
        </div>
      ))}
      <p>{t('desk:connect.help.pages')}</p>
      <p>{t('desk:connect.help.hidden')}</p>
      <p>{t('desk:connect.help.signed')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above */}
      <code className="connect__code" tabIndex={0}>{'Dehri-Signature: t=1771502400,v1=<hex>\nv1 = hex(HMAC-SHA256(secret, t + "." + body))'}</code>
      <p>{t('desk:connect.help.replay')}</p>
      <p><a href="/api/openapi.json" target="_blank" rel="noreferrer">{t('desk:connect.help.openapi')}</a></p>
    </Card>
  );
}
