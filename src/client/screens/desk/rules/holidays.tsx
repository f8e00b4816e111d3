// Public holidays: the three national ones stand every year; all others are added here, for the place or by
// the state above it, and taken away again.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#shared/form/calendar.ts';
import { wholeText } from '#shared/form/answer.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { isNationalHoliday } from '#shared/task/rulebook-from.ts';
import { useNow, usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useSaveRule } from './use-save-rule.ts';

export interface HolidaysProps {
  readonly place: PlaceCode;
  readonly said: readonly DehriRecord[];
}

interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly setAt: PlaceCode;
}

export function Holidays({ place, said }: HolidaysProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { today } = useNow();
  const places = usePlaces();
  const format = useFormat();
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const [judge, setJudge] = useState(false);
  const [again, setAgain] = useState(0);
  const { busy, failed, save } = useSaveRule(place, () => {
    setDay('');
    setName('');
    setJudge(false);
    setAgain((n) => n + 1);
  });
  const holidays = useMemo(() => said.flatMap((record): Holiday[] => {
    const setAt = bucketPlace(record.bucket);
    return !isWithin(place, setAt) ? [] : rowIds(record.values, 'holidays').map((one) => ({ day: one, name: String(record.values[`holidays.${one}.name`] ?? ''), setAt }));
  }).sort((a, b) => (a.day < b.day ? -1 : 1)), [said, place]);
  // Past years stay in the record, for clocks that ran then; they need not be looked at here.
  const shown = holidays.filter((one) => one.day >= `${today.slice(0, 4)}-01-01`);
  const wrong = !isDay(day) ? t('desk:rules.dayMissing') : holidays.some((one) => one.day === day) || isNationalHoliday(day) ? t('desk:rules.dayTwice') : undefined;

  async function add(): Promise<void> {
    if (wrong !== undefined || wholeText(name) === '') return setJudge(true);
    await save({ [`holidays.${day}.name`]: wholeText(name), [`holidays.${day}._gone`]: false });
  }

  return (
    <Card title={t('desk:rules.holidays')}>
      <div className="stack">
        <p className="soft">{t('desk:rules.holidaysHelp')}</p>
        <ul>
          {shown.map((one) => (
            <li key={`${one.setAt} ${one.day}`} className="line">
              <span><span className="strong">{dayMonthYear(one.day)}</span> {format.dayShort(one.day).split(' ')[0]} · {one.name}</span>
              {one.setAt === place
                ? <Button look="plain" icon="trash" busy={busy} onClick={() => void save({ [`holidays.${one.day}._gone`]: true })}><span className="visually-hidden">{one.name}: </span>{t('desk:rules.remove')}</Button>
                : <span className="soft">{t('desk:rules.fromAbove', { place: places.name(one.setAt) })}</span>}
            </li>
          ))}
        </ul>
        {shown.length === 0 ? <Notice state="pending" title={t('desk:rules.holidaysNone')}>{t('desk:rules.holidaysNoneHelp')}</Notice> : null}
        <form className="stack" onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}>
          <DayField key={again} label={t('desk:rules.day')} value={day} onChange={setDay} error={judge ? wrong : undefined} />
          <TextField label={t('desk:rules.dayName')} maxLength={80} autoComplete="off" value={name} onChange={setName} error={judge && wholeText(name) === '' ? t('desk:rules.dayNameMissing') : undefined} />
          {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
          <div><Button type="submit" icon="plus" busy={busy}>{t('desk:rules.dayAdd')}</Button></div>
        </form>
      </div>
    </Card>
  );
}
