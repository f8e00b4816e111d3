// What a coordinator needs on the telephone when something is stuck: counts, cursors, storage. Never a
// name, a number or an answer.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri, useSyncStatus } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { APP_VERSION } from '#client/app/version.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import '../families/families.css';

export function Debug() {
  const { t } = useTranslation('debug');
  const { store, session, phone, programmes } = useDehri();
  const status = useSyncStatus();
  const format = useFormat();
  const back = useBack('/settings');
  const [storage, setStorage] = useState('…');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    void phone.storage().then((s) => setStorage(`${format.bytes(s.used)} / ${format.bytes(s.quota)} ${s.kept ? '✓' : '✗'}`));
  }, [phone, format]);

  const profile = session.profile();
  const unsent = store.unsent();
  const { epoch, cursors } = store.cursors();
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [t('debug:version'), [APP_VERSION]],
    [t('debug:device'), [profile.device]],
    [t('debug:grants'), profile.grants.map((g) => `${g.role} ${g.place} ${dayMonthYear(g.from)}–${g.to === null ? '' : dayMonthYear(g.to)}`)],
    [t('debug:outbox'), [`${unsent.changes} (${unsent.records})`, format.bytes(unsent.bytes)]],
    [t('debug:held'), [String(store.held().length), ...store.held().map((h) => `${h.change.id} ${h.code} ${h.paths.join(' ')}`)]],
    [t('debug:contested'), [String(store.contested().length)]],
    [t('debug:drafts'), store.drafts().map((d) => d.form)],
    [t('debug:incidents'), store.incidents().map((i) => `${i.kind} ${i.changes} ${dayMonthYear(i.at)}`)],
    [t('debug:records'), programmes.flatMap((p) => p.recordTypes).map((type) => `${type.name} ${store.ofType(type.name).length}`)],
    [t('debug:sync'), [[status.phase, status.problem?.code, status.lastComplete === undefined ? undefined : new Date(status.lastComplete).toISOString()].filter((part) => part !== undefined).join(' ')]],
    [t('debug:epoch'), [epoch === '' ? '—' : epoch]],
    [t('debug:buckets'), Object.entries(cursors).map(([bucket, [generation, seq]]) => `${bucket} ${generation}/${seq} Σ${store.checksum(bucket)}`)],
    [t('debug:storage'), [storage]],
  ];
  const text = rows.map(([label, lines]) => `${label}: ${lines.join('; ')}`).join('\n');

  return (
    <Screen
      top={<TopBar title={t('debug:title')} onBack={back} />}
      bottom={<ActionBar><Button big wide icon="file" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>{copied ? t('debug:copied') : t('debug:copy')}</Button></ActionBar>}
    >
      <p>{t('debug:help')}</p>
      <Card>
        <dl className="family__facts">
          {rows.map(([label, lines]) => (
            <div key={label}>
              <dt>{label}</dt>
              {lines.length === 0 ? <dd>0</dd> : lines.map((line, i) => <dd key={`${i}${line}`}>{line}</dd>)}
            </div>
          ))}
        </dl>
      </Card>
    </Screen>
  );
}
