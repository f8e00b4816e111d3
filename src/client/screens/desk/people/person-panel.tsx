// One person: her name, her grants and their days, her phones, which can be shut out, a new sign-in code; and her leaving.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grantTime, type DeskDevice, type DeskGrant, type DeskPerson, type GrantTime } from '#shared/desk/people.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { PaneHead } from '../pane-head.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import type { Slip } from './code-slip.tsx';
import { GrantDays } from './grant-days.tsx';
import { GrantForm, type GrantAnswer } from './grant-form.tsx';
import { mayGrant, mayManage } from './grantable.ts';
import { ReleasePerson } from './release-person.tsx';
import { RenamePerson } from './rename-person.tsx';
import { SignInName } from './sign-in-name.tsx';
import { TransferPerson } from './transfer-person.tsx';

export interface PersonPanelProps {
  readonly place: PlaceCode;
  readonly person: DeskPerson;
  readonly onChanged: () => void;
  readonly onSlip: (slip: Slip) => void;
}

type Asking =
  | { readonly to: 'end'; readonly grant: DeskGrant }
  | { readonly to: 'revoke'; readonly device: DeskDevice }
  | { readonly to: 'code' }
  | { readonly to: 'add' }
  | { readonly to: 'revokeAll' };

/** Changes with a page of their own. */
type Changing = { readonly what: 'days'; readonly grant: DeskGrant } | { readonly what: 'name' } | { readonly what: 'release' } | { readonly what: 'transfer' };

const ORDER: readonly GrantTime[] = ['current', 'coming', 'past', 'cancelled'];
const OPEN: readonly GrantTime[] = ['current', 'coming'];

export function PersonPanel({ place, person, onChanged, onSlip }: PersonPanelProps) {
  const { t } = useTranslation(['desk', 'app']);
  const desk = useDesk();
  const name = usePlaceName();
  const action = useAction();
  const [asking, setAsking] = useState<Asking>();
  const [sure, setSure] = useState(false);
  const [answer, setAnswer] = useState<GrantAnswer>();
  const [changing, setChanging] = useState<Changing>();
  const { now, today } = useNow();
  const format = useFormat();
  const devices = useQuery(`devices:${person.id}`, (signal) => desk.api.devices(person.id, signal));

  function ask(next: Asking | undefined): void {
    action.forget();
    setSure(false);
    setAsking(next);
  }

  async function act(): Promise<void> {
    if (asking?.to === 'end' && (await action.run(() => desk.staff.endGrant(asking.grant.id, asking.grant.version))) === undefined) return;
    if (asking?.to === 'revoke' && (await action.run(() => desk.api.revokeDevice(asking.device.id))) === undefined) return;
    if (asking?.to === 'revokeAll' && (await action.run(() => desk.staff.revokeAll(person.id))) === undefined) return;
    if (asking?.to === 'add' && (answer === undefined || (await action.run(() => desk.api.addGrant(person.id, answer))) === undefined)) return;
    if (asking?.to === 'code') {
      const made = await action.run(() => desk.api.newCode(person.id));
      if (made === undefined) return;
      onSlip({ name: person.name, code: made.code, expiresAt: made.expiresAt });
    }
    ask(undefined);
    devices.reload();
    onChanged();
  }

  function changed(): void {
    setChanging(undefined);
    devices.reload();
    onChanged();
  }

  const mine = mayManage(desk, person);
  const open = person.grants.filter((g) => OPEN.includes(grantTime(g, today)));
  const phones = devices.value?.devices.filter((d) => d.revokedAt === null) ?? [];
  const shutting = asking?.to === 'revoke' || asking?.to === 'revokeAll';
  const unsent = asking?.to === 'revoke' ? asking.device.unsent : phones.reduce((sum, d) => sum + d.unsent, 0);
  if (changing?.what === 'transfer') {
    return (
      <>
        <PaneHead title={person.name} back={`/desk/people/${place}`} />
        <TransferPerson place={place} person={person} onClose={() => setChanging(undefined)} onChanged={changed} />
      </>
    );
  }
  return (
    <>
      <PaneHead title={person.name} back={`/desk/people/${place}`} />
      {!mine ? null : (
        <div className="row">
          <Button icon="edit" onClick={() => setChanging({ what: 'name' })}>{t('desk:people.rename')}</Button>
          {open.length === 0 ? null : <Button icon="send" onClick={() => setChanging({ what: 'transfer' })}>{t('desk:transfer.go')}</Button>}
          {open.length === 0 ? null : <Button icon="exit" onClick={() => setChanging({ what: 'release' })}>{t('desk:people.release')}</Button>}
        </div>
      )}
      <Card title={t('desk:people.grants')} aside={mine ? <Button icon="plus" onClick={() => ask({ to: 'add' })}>{t('desk:people.addGrant')}</Button> : undefined}>
        <ul>
          {[...person.grants].sort((a, b) => ORDER.indexOf(grantTime(a, today)) - ORDER.indexOf(grantTime(b, today)) || b.from.localeCompare(a.from)).map((g) => {
            const time = grantTime(g, today);
            return (
              <li key={g.id} className="line">
                <div>
                  <p className="strong">{t(`app:setting.roles.${g.role}`)}, {name(g.place)}</p>
                  <p className="soft">{g.to === null ? t('desk:people.since', { from: dayMonthYear(g.from) }) : t('desk:people.fromTo', { from: dayMonthYear(g.from), to: dayMonthYear(g.to) })}</p>
                  {g.changedAt === null || g.changedBy === null ? null : <p className="soft small">{t('desk:people.changedBy', { who: g.changedBy, when: format.when(g.changedAt, now) })}</p>}
                </div>
                <div className="row">
                  {time === 'current' ? null : <StateChip state={time === 'coming' ? 'pending' : 'neutral'} icon={time === 'coming' ? 'clock' : 'no'} word={t(`desk:people.time.${time}`)} />}
                  {!mayGrant(desk, g) ? null : (
                    <>
                      <Button icon="calendar" onClick={() => setChanging({ what: 'days', grant: g })}>{t('desk:people.days')}</Button>
                      {OPEN.includes(time) ? <Button onClick={() => ask({ to: 'end', grant: g })}>{t('desk:people.end')}</Button> : null}
                    </>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </Card>
      <Card title={t('desk:people.phones')} aside={mine ? <Button icon="key" onClick={() => ask({ to: 'code' })}>{t('desk:people.newCode')}</Button> : undefined}>
        {person.codeWaiting ? <Notice state="pending" title={t('desk:people.codeWaitingHelp')} /> : null}
        <QueryView query={devices}>
          {({ devices: all }) => all.length === 0 ? <p>{t('desk:people.noPhones')}</p> : (
            <>
              <ul>{all.map((d) => <DeviceLine key={d.id} device={d} onRevoke={mine && d.revokedAt === null ? () => ask({ to: 'revoke', device: d }) : undefined} />)}</ul>
              {mine && phones.length > 1 ? <Button icon="lock" onClick={() => ask({ to: 'revokeAll' })}>{t('desk:people.revokeAll')}</Button> : null}
            </>
          )}
        </QueryView>
      </Card>
      {mine ? <SignInName person={person.id} /> : null}
      <Dialog
        open={asking !== undefined}
        title={asking === undefined ? '' : t(`desk:people.ask.${asking.to}`, { name: person.name })}
        onClose={() => ask(undefined)}
        actions={
          <>
            <Button look={shutting ? 'danger' : 'primary'} busy={action.busy} disabled={(shutting && !sure) || (asking?.to === 'add' && answer === undefined)} onClick={() => void act()}>
              {asking === undefined ? '' : t(`desk:people.askYes.${asking.to}`)}
            </Button>
            <Button onClick={() => ask(undefined)}>{t('desk:cancel')}</Button>
          </>
        }
      >
        <div className="stack">
          {asking === undefined ? null : <p>{t(`desk:people.askHelp.${asking.to}`)}</p>}
          {asking?.to === 'end' ? <p className="strong">{t(`app:setting.roles.${asking.grant.role}`)}, {name(asking.grant.place)}</p> : null}
          {asking?.to === 'add' ? <GrantForm place={place} onAnswer={setAnswer} /> : null}
          {shutting ? (
            <>
              {unsent > 0 ? <Notice state="unsent" title={t('desk:people.revokeUnsent', { count: unsent })}>{t('desk:people.revokeUnsentHelp')}</Notice> : null}
              <label className="check-line">
                <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
                <span>{asking.to === 'revokeAll' ? t('desk:people.revokeAllSure', { name: person.name }) : t('desk:people.revokeSure', { name: person.name })}</span>
              </label>
            </>
          ) : null}
          {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        </div>
      </Dialog>
      {changing?.what === 'days' ? <GrantDays person={person} grant={changing.grant} onClose={() => setChanging(undefined)} onChanged={changed} /> : null}
      {changing?.what === 'name' ? <RenamePerson person={person} onClose={() => setChanging(undefined)} onChanged={changed} /> : null}
      {changing?.what === 'release' ? <ReleasePerson person={person} onClose={() => setChanging(undefined)} onChanged={changed} /> : null}
    </>
  );
}

interface DeviceLineProps {
  readonly device: DeskDevice;
  readonly onRevoke: (() => void) | undefined;
}

function DeviceLine({ device, onRevoke }: DeviceLineProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const { now } = useNow();
  return (
    <li className="line">
      <dl className="pairs grow">
        <dt>{t('desk:device.lastSeen')}</dt><dd>{device.lastSeen === null ? t('desk:people.never') : format.when(device.lastSeen, now)}</dd>
        <dt>{t('desk:device.enrolled')}</dt><dd>{format.day(device.enrolledAt)}</dd>
        <dt>{t('desk:people.unsent')}</dt><dd>{format.number(device.unsent)}</dd>
        <dt>{t('desk:people.held')}</dt><dd>{format.number(device.held)}</dd>
        <dt>{t('desk:device.app')}</dt><dd>{device.app}</dd>
        {device.missing.length === 0 ? null : <><dt>{t('desk:device.missing')}</dt><dd>{t('desk:device.missingCount', { count: device.missing.length, number: format.number(device.missing.length) })}</dd></>}
      </dl>
      {device.revokedAt !== null ? <StateChip state="neutral" icon="no" word={t('desk:device.revoked', { when: format.day(device.revokedAt) })} />
      : onRevoke === undefined ? null : <Button icon="lock" onClick={onRevoke}>{t('desk:device.revoke')}</Button>}
    </li>
  );
}
