// What stands at the head of printed sheets, and who signs them: for the place itself and for offices and
// blocks below it that have a letterhead of their own.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wholeText } from '#shared/form/answer.ts';
import { isWithin, levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { LETTERHEAD_LINES, letterheadOf, letterheadRow } from '#shared/report/letterhead.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Field, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useSaveRule } from './use-save-rule.ts';

export interface LetterheadsProps {
  readonly place: PlaceCode;
  readonly said: readonly DehriRecord[];
}

export function Letterheads({ place, said }: LetterheadsProps) {
  const { t } = useTranslation('desk');
  const { session } = useDehri();
  const places = usePlaces();
  const [chosen, setChosen] = useState(place);
  const below = session.profile().places.map(([code]) => code).filter((code) => isWithin(code, place) && ['state', 'district', 'block', 'office'].includes(levelOf(code)));
  const choices = [...new Set([place, ...below])];
  return (
    <Card title={t('desk:letterhead.title')}>
      <div className="stack">
        <p className="soft">{t('desk:letterhead.help')}</p>
        {choices.length < 2 ? null : (
          <Field id="letterhead-place" label={t('desk:letterhead.for')}>
            <select id="letterhead-place" className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
              {choices.map((code) => <option key={code} value={code}>{t('desk:placeOfLevel', { name: places.name(code), level: t(`desk:level.${levelOf(code)}`) })}</option>)}
            </select>
          </Field>
        )}
        <Edit key={chosen} at={place} place={chosen} said={said} />
      </div>
    </Card>
  );
}

/** @param at place whose rulebook keeps it */
function Edit({ at, place, said }: LetterheadsProps & { readonly at: PlaceCode }) {
  const { t } = useTranslation(['desk', 'sync']);
  const places = usePlaces();
  const known = letterheadOf(said, place);
  const own = known?.place === place ? known : undefined;
  const [lines, setLines] = useState<readonly string[]>(LETTERHEAD_LINES.map((_, n) => own?.lines[n] ?? ''));
  const [signer, setSigner] = useState(own?.signer ?? '');
  const [told, setTold] = useState<'saved' | 'empty'>();
  const { busy, failed, save } = useSaveRule(at, () => setTold('saved'));
  const row = `letterheads.${letterheadRow(place)}`;

  async function keep(): Promise<void> {
    const texts = lines.map(wholeText);
    if (texts.every((text) => text === '')) return setTold('empty');
    const filled = texts.filter((text) => text !== '');
    await save({ [`${row}.place`]: place, ...Object.fromEntries(LETTERHEAD_LINES.map((line, n) => [`${row}.${line}`, filled[n] ?? null])), [`${row}.signer`]: wholeText(signer) === '' ? null : wholeText(signer), [`${row}._gone`]: false });
  }

  return (
    <form className="stack" onSubmit={(event) => {
      event.preventDefault();
      void keep();
    }}>
      {known === undefined ? <p className="soft">{t('desk:letterhead.none')}</p> : own === undefined ? <p className="soft">{t('desk:letterhead.from', { place: places.name(known.place) })}: {known.lines.join(' · ')}</p> : null}
      {LETTERHEAD_LINES.map((line, n) => (
        <TextField
          key={line} label={t(`desk:letterhead.${line}`)} maxLength={120} autoComplete="off" value={lines[n] ?? ''}
          error={n === 0 && told === 'empty' ? t('desk:letterhead.empty') : undefined}
          onChange={(text) => {
            setTold(undefined);
            setLines(lines.map((one, i) => (i === n ? text : one)));
          }}
        />
      ))}
      <TextField label={t('desk:letterhead.signer')} maxLength={80} autoComplete="off" value={signer} onChange={(text) => {
        setTold(undefined);
        setSigner(text);
      }} />
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {told === 'saved' ? <Notice state="done" announce title={t('desk:letterhead.saved')} /> : null}
      <div className="row">
        <Button type="submit" icon="check" busy={busy}>{t('desk:letterhead.save')}</Button>
        {own === undefined ? null : <Button look="plain" icon="trash" busy={busy} onClick={() => {
          setLines(LETTERHEAD_LINES.map(() => ''));
          setSigner('');
          void save({ [`${row}._gone`]: true });
        }}>{t('desk:letterhead.remove')}</Button>}
      </div>
    </form>
  );
}
