// Someone leaves: what still lies on her phones is shown first, then all her grants end together.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grantTime } from '#shared/desk/people.ts';
import { isDay } from '#shared/form/calendar.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { mayGrant } from './grantable.ts';

export interface ReleasePersonProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function ReleasePerson({ person, onClose, onChanged }: ReleasePersonProps) {
  const { t } = useTranslation(['desk', 'app']);
  const desk = useDesk();
  const { today } = useNow();
  const format = useFormat();
  const name = usePlaceName();
  const action = useAction();
  const query = useQuery(`person:${person.id}`, (signal) => desk.staff.person(person.id, signal));
  const [to, setTo] = useState('');
  const [sure, setSure] = useState(false);
  const [tried, setTried] = useState(false);
  const found = query.value;
  const open = found?.person.grants.filter((g) => mayGrant(desk, g) && (grantTime(g, today) === 'current' || grantTime(g, today) === 'coming')) ?? [];
  const elsewhere = (found?.elsewhere ?? 0);
  const whole = to.replaceAll('-', '') === '' ? undefined : to;
  const wrong = whole !== undefined && !isDay(whole);

  async function release(): Promise<void> {
    setTried(true);
    if (wrong) return;
    const order = { seen: open.map(({ id, version }) => ({ id, version })), ...(whole === undefined ? {} : { to: whole }) };
    const done = await action.run(() => desk.staff.release(person.id, order));
    if (done !== undefined) onChanged();
    else query.reload();
  }

  return (
    <Dialog
      open
      title={t('desk:people.releaseTitle', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" busy={action.busy} disabled={!sure || open.length === 0} onClick={() => void release()}>{t('desk:people.releaseYes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <QueryView query={query}>
        {({ person: p }) => (
          <div className="stack">
            {p.unsent > 0 ? <Notice state="unsent" title={t('desk:people.releaseUnsent', { count: p.unsent, number: format.number(p.unsent) })}>{t('desk:people.releaseUnsentHelp')}</Notice>
            : <Notice state="done" title={t('desk:people.releaseUnsent', { count: 0 })} />}
            {p.held > 0 ? <Notice state="pending" title={t('desk:people.releaseHeld', { number: format.number(p.held) })} /> : null}
            {open.length === 0 ? <p>{t('desk:people.releaseNone')}</p> : (
              <>
                <p>{t('desk:people.releaseHelp')}</p>
                <ul>
                  {open.map((g) => (
                    <li key={g.id} className="line">
                      <span className="strong">{t(`app:setting.roles.${g.role}`)}, {name(g.place)}</span>
                      <span className="soft">{t('desk:people.since', { from: dayMonthYear(g.from) })}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {elsewhere === 0 ? null : <p className="soft">{t('desk:people.releaseElsewhere', { count: elsewhere, number: format.number(elsewhere) })}</p>}
            <DayField label={t('desk:people.releaseDay')} value={to} onChange={setTo} error={tried && wrong ? t('desk:people.dayWrong') : undefined} />
            <p className="soft">{t('desk:people.releaseDayHint')}</p>
            <label className="check-line">
              <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
              <span>{t('desk:people.releaseSure', { name: p.name })}</span>
            </label>
            {action.error === undefined ? null : <ErrorNotice error={action.error} />}
          </div>
        )}
      </QueryView>
    </Dialog>
  );
}
