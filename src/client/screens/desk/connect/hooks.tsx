// Webhooks: who is told of what, and what could not be brought.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hook } from '#shared/desk/connect.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useNear } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { Deliveries } from './deliveries.tsx';
import { HookForm } from './hook-form.tsx';
import { SecretOnce } from './secret-once.tsx';

export function Hooks({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`hooks:${place}`, (signal) => api.hooks(place, signal));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <Card title={t('desk:connect.hooks')} aside={adding ? undefined : <Button icon="plus" onClick={() => setAdding(true)}>{t('desk:connect.newHook')}</Button>}>
      <p className="soft">{t('desk:connect.hooksHelp')}</p>
      {adding ? <HookForm place={place} onClose={() => setAdding(false)} onMade={(made) => { setAdding(false); setSecret(made); query.reload(); }} /> : null}
      <QueryView query={query}>
        {({ hooks }) => (hooks.length === 0 ? <p>{t('desk:connect.noHooks')}</p> : <ul className="connect__list">{hooks.map((hook) => <HookRow key={hook.id} hook={hook} onChange={query.reload} />)}</ul>)}
      </QueryView>
      <SecretOnce title={t('desk:connect.hookMade')} secret={secret} onClose={() => setSecret(undefined)} />
    </Card>
  );
}

interface HookRowProps {
  readonly hook: Hook;
  readonly onChange: () => void;
}

function HookRow({ hook, onChange }: HookRowProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const format = useFormat();
  const near = useNear();
  const action = useAction();
  const [open, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  const { id, name, place, url, events, endedAt, waiting, dead } = hook;
  const works = endedAt === null;
  const state = !works ? 'neutral' : dead > 0 ? 'mend' : waiting > 0 ? 'pending' : 'done';
  const word = !works ? t('desk:connect.state.ended') : dead > 0 ? t('desk:connect.dead', { count: dead, number: format.number(dead) }) : waiting > 0 ? t('desk:connect.waiting', { count: waiting, number: format.number(waiting) }) : t('desk:connect.state.works');

  async function ping(): Promise<void> {
    if ((await action.run(() => api.pingHook(id))) === undefined) return;
    setOpen(true);
    setTurn((n) => n + 1);
    onChange();
  }
  async function end(): Promise<void> {
    if ((await action.run(() => api.endHook(id))) !== undefined) onChange();
  }

  return (
    <li className="connect__one">
      <div>
        <div className="connect__name"><span>{name}</span><StateChip state={state} word={word} /></div>
        <p className="soft">{url}</p>
        <p className="soft">{near(place)} · {events.map((event) => t(`desk:connect.event.${event}`)).join(', ')}</p>
      </div>
      <div className="connect__do">
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>{t('desk:connect.deliveries')}</Button>
        {works ? <><Button icon="send" busy={action.busy} onClick={() => void ping()}>{t('desk:connect.ping')}</Button><Button look="danger" busy={action.busy} onClick={() => void end()}>{t('desk:connect.revoke')}</Button></> : null}
      </div>
      {action.error === undefined ? null : <div className="connect__all"><ErrorNotice error={action.error} /></div>}
      {open ? <div className="connect__all"><Deliveries hook={id} turn={turn} works={works} onChange={onChange} /></div> : null}
    </li>
  );
}
