// The first and the last day of a grant. If someone else has moved them meanwhile, both are shown.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskGrant } from '#shared/desk/people.ts';
import { isDay } from '#shared/form/calendar.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction } from '../use-query.ts';
import { BothValues } from './both-values.tsx';

export interface GrantDaysProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly grant: DeskGrant;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function GrantDays({ person, grant, onClose, onChanged }: GrantDaysProps) {
  const { t } = useTranslation(['desk', 'app']);
  const { staff } = useDesk();
  const name = usePlaceName();
  const format = useFormat();
  const { now } = useNow();
  const action = useAction();
  const [from, setFrom] = useState(grant.from);
  const [to, setTo] = useState(grant.to ?? '');
  const [tried, setTried] = useState(false);
  const [newer, setNewer] = useState<DeskGrant>();
  const span = (first: string, last: string | null): string =>
    last === null || last === '' ? t('desk:people.since', { from: dayMonthYear(first) }) : t('desk:people.fromTo', { from: dayMonthYear(first), to: dayMonthYear(last) });
  const wrong = {
    from: isDay(from) ? undefined : t('desk:people.dayWrong'),
    to: to.replaceAll('-', '') === '' ? undefined : !isDay(to) ? t('desk:people.dayWrong') : isDay(from) && to < from ? t('desk:people.daysCrossed') : undefined,
  };

  async function save(version: number): Promise<void> {
    setTried(true);
    if (wrong.from !== undefined || wrong.to !== undefined) return;
    const answer = await staff.setDays(grant.id, { version, from, to: to.replaceAll('-', '') === '' ? null : to });
    if (!answer.ok && answer.error.code === 'conflict') {
      const found = await action.run(() => staff.person(person.id));
      setNewer(found?.person.grants.find((g) => g.id === grant.id));
      return;
    }
    if ((await action.run(() => Promise.resolve(answer))) !== undefined) onChanged();
  }

  return (
    <Dialog
      open
      title={t('desk:people.daysTitle', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          {newer === undefined ? <Button look="primary" busy={action.busy} onClick={() => void save(grant.version)}>{t('desk:people.daysYes')}</Button> : null}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p className="strong">{t(`app:setting.roles.${grant.role}`)}, {name(grant.place)}</p>
        {newer === undefined ? null : (
          <BothValues
            by={newer.changedBy === null || newer.changedAt === null ? undefined : t('desk:people.conflictBy', { who: newer.changedBy, when: format.when(newer.changedAt, now) })}
            now={span(newer.from, newer.to)} yours={span(from, to)} busy={action.busy}
            onMine={() => void save(newer.version)} onTheirs={onChanged}
          />
        )}
        <DayField label={t('desk:people.from')} value={from} onChange={setFrom} error={tried ? wrong.from : undefined} />
        <DayField label={t('desk:people.to')} value={to} onChange={setTo} error={tried ? wrong.to : undefined} />
        <p className="soft">{t('desk:people.toHint')}</p>
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
