// A register of the office for a period: on the screen as a table, on paper as it is kept, rows numbered.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Register } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { writeLooks } from '../names.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { useMay, usePractices, type Practice } from '../practice.ts';
import { Letterhead } from './letterhead.tsx';
import './paper.css';

export function RegisterPage({ programme: id, register: key }: { readonly programme: string; readonly register: string }) {
  const practices = usePractices();
  const at = practices.find(({ programme }) => programme.id === id);
  const register = at?.practice.registers.find((one) => one.key === key);
  return at === undefined || register === undefined ? <NotFound /> : <OpenRegister at={at} register={register} />;
}

function OpenRegister({ at, register }: { readonly at: Practice; readonly register: Register }) {
  const { t } = useTranslation('cases');
  const { store } = useDehri();
  const format = useFormat();
  const may = useMay();
  const back = useBack('/office');
  const { programme, context, say } = at;
  const [from, setFrom] = useState(`${context.today.slice(0, 8)}01`);
  const [to, setTo] = useState(context.today);
  const [named, setNamed] = useState(false);
  const [failed, setFailed] = useState(false);
  useHiddenWhenAway(() => setNamed(false));
  const { version } = store;
  const rows = useMemo(() => {
    const types = programme.recordTypes.filter(({ name }) => register.recordTypes.includes(name));
    return types.flatMap((type) => store.ofType(type.name).flatMap((record) => {
      const seen = may('read', type, record);
      if (!seen.ok) return [];
      // With names only what she may read without a reason.
      const open = type.guard === undefined || seen.leave === 'yes';
      return register.rows(record, context, named && open).map((row) => ({ ...row, record, guarded: type.guard !== undefined && open }));
    })).filter(({ day }) => day >= from && day <= to).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    // `version` stands for the records.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [programme, register, store, may, context, named, from, to, version]);
  const guarded = useMemo(() => [...new Map(rows.flatMap((row): [string, DehriRecord][] => (row.guarded ? [[row.record.id, row.record]] : []))).values()], [rows]);
  const title = say({ key: `register.${register.key}.title` });

  async function look(kind: 'named' | 'printed'): Promise<boolean> {
    const written = await writeLooks(store, guarded, kind, 'my_work');
    setFailed(!written);
    return written;
  }

  return (
    <CaseScreen
      title={title}
      onBack={back}
      wide
      action={<Button look="primary" big wide icon="printer" disabled={rows.length === 0} onClick={() => void (named ? look('printed') : Promise.resolve(true)).then((may) => (may ? window.print() : undefined))}>{t('cases:paper.print')}</Button>}
    >
      <div className="period no-print">
        <DayField label={t('cases:register.from')} value={from} onChange={(day) => setFrom(day ?? '')} />
        <DayField label={t('cases:register.to')} value={to} onChange={(day) => setTo(day ?? '')} />
        {guarded.length === 0 ? null : <Button icon="eye" aria-pressed={named} onClick={() => (named ? setNamed(false) : void look('named').then(setNamed))}>{named ? t('cases:names.cover') : t('cases:names.show')}</Button>}
      </div>
      {failed ? <Notice state="mend" announce title={t('cases:names.failed')} /> : null}
      {rows.length === 0 ? <EmptyState icon="book" title={t('cases:register.none')} /> : (
        <article className="paper paper--wide">
          <Letterhead place={context.place} title={title} sub={t('cases:register.period', { from: dayMonthYear(from), to: dayMonthYear(to), count: rows.length, number: format.number(rows.length) })} day={context.today} />
          <div className="paper__scroll">
            <table className="paper__table">
              <thead>
                <tr>
                  <th scope="col">{t('cases:register.number')}</th>
                  {register.columns.map((column) => <th key={column.name} scope="col">{say({ key: `register.${register.key}.column.${column.name}` })}</th>)}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, i) => (
                  <tr key={`${row.record.id} ${i}`}>
                    <td className="paper__number">{format.number(i + 1)}</td>
                    {row.cells.map((cell, c) => <td key={register.columns[c]?.name ?? c}>{say(cell)}</td>)}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="paper__signatures">
            <p>{t('cases:paper.sign.maker')}</p>
            <p>{t('cases:paper.sign.head')}</p>
          </div>
        </article>
      )}
    </CaseScreen>
  );
}
