// What the log is searched by. Nothing is asked before the button or Enter is pressed.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTS, type AuditAct } from '#shared/desk/audit.ts';
import type { AuditFilter } from '#shared/desk/audit-search.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { Button } from '#client/ui/button.tsx';
import { Field, TextField } from '#client/ui/field.tsx';

export interface AuditSearchProps {
  readonly place: PlaceCode;
  readonly onSearch: (filter: AuditFilter) => void;
}

export function AuditSearch({ place, onSearch }: AuditSearchProps) {
  const { t } = useTranslation('desk');
  const id = useId();
  const [who, setWho] = useState('');
  const [what, setWhat] = useState('');
  const [act, setAct] = useState<AuditAct>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const acts = [...AUDIT_ACTS].map((a) => ({ act: a, word: t(`desk:audit.act.${a}`) })).sort((a, b) => a.word.localeCompare(b.word));

  function search(): void {
    onSearch({
      place,
      ...(who.trim() === '' ? {} : { who: who.trim() }), ...(what.trim() === '' ? {} : { what: what.trim() }), ...(act === undefined ? {} : { acts: [act] }),
      ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}),
    });
  }
  return (
    <form
      className="audit-search no-print"
      aria-label={t('desk:audit.search.title')}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <TextField label={t('desk:audit.search.who')} value={who} onChange={setWho} maxLength={100} autoComplete="off" />
      <TextField label={t('desk:audit.search.what')} value={what} onChange={setWhat} maxLength={100} autoComplete="off" />
      <Field id={`${id}-act`} label={t('desk:audit.search.act')}>
        <select id={`${id}-act`} className="input" value={act ?? ''} onChange={(event) => setAct(AUDIT_ACTS.find((a) => a === event.target.value))}>
          <option value="">{t('desk:audit.search.anyAct')}</option>
          {acts.map(({ act: value, word }) => <option key={value} value={value}>{word}</option>)}
        </select>
      </Field>
      <TextField label={t('desk:audit.search.from')} type="date" value={from} onChange={setFrom} />
      <TextField label={t('desk:audit.search.to')} type="date" value={to} onChange={setTo} />
      <div className="row audit-search__go">
        <Button look="primary" icon="search" type="submit">{t('desk:audit.search.go')}</Button>
        <Button onClick={() => { setWho(''); setWhat(''); setAct(undefined); setFrom(''); setTo(''); onSearch({ place }); }}>{t('desk:audit.search.clear')}</Button>
      </div>
    </form>
  );
}
