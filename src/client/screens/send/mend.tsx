// A change the server returned: why, in words; the answers at fault to put right; and sent again.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { wholeText } from '#shared/form/answer.ts';
import { latinDigits } from '#shared/form/digits.ts';
import type { FieldPath, FieldValue } from '#shared/record/change.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces, useSay } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import type { HeldChange } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useRecordTitle } from '../shell/record-title.ts';

export function Mend({ change: id }: { readonly change: string }) {
  const { store, programme } = useDehri();
  const held = store.held().find((h) => h.change.id === id);
  const type = programme.recordTypes.find((r) => r.name === held?.change.type);
  if (held === undefined || type === undefined) return <NotFound />;
  return <MendHeld held={held} type={type} />;
}

function MendHeld({ held, type }: { readonly held: HeldChange; readonly type: RecordType }) {
  const { t } = useTranslation(['sync', 'app']);
  const { store, field } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const recordTitle = useRecordTitle();
  const back = useBack('/send');
  const [, navigate] = useLocation();
  const { change } = held;
  const [edits, setEdits] = useState<Record<FieldPath, FieldValue>>({});
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const paths = held.paths.filter((path) => fieldDef(type, path) !== undefined);

  async function send(): Promise<void> {
    setBusy(true);
    const values = Object.fromEntries(Object.entries(edits).map(([path, value]) => [path, typed(type, path, value)]));
    const result = await store
      .save({ type: change.type, record: change.record, bucket: change.bucket, edits: values, mends: change.id, ...(change.form === null ? {} : { form: change.form }) })
      .finally(() => setBusy(false));
    if (result.ok) navigate('/send', { replace: true });
    else setFailed(result.reason);
  }

  // Who on this phone has the number that may be only one family's.
  const twins = held.code !== 'duplicate' ? [] : store.ofType(change.type).filter((r) => r.id !== change.record && paths.some((path) => (type.unique ?? []).includes(path) && change.values[path] !== undefined && r.values[path] === change.values[path]));
  const touched = paths.length === 0 || paths.some((path) => edits[path] !== undefined);
  return (
    <Screen
      top={<TopBar title={t('sync:mendTitle')} onBack={back} />}
      bottom={<ActionBar><Button look="primary" big wide icon="send" busy={busy} disabled={!touched} onClick={() => void send()}>{touched ? t('sync:mendAgain') : t('sync:mendFirst')}</Button></ActionBar>}
    >
      <p className="strong">{recordTitle(store.get(change.record))}</p>
      <Notice state="mend" title={t(`sync:held.${held.code}`)}>{paths.length === 0 ? t('sync:mendNothing') : undefined}</Notice>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {paths.map((path) => <MendField key={path} type={type} path={path} value={edits[path] ?? change.values[path] ?? null} onChange={(value) => setEdits((all) => ({ ...all, [path]: value }))} />)}
      {twins.length === 0 ? null : (
        <Card title={t('sync:mendTwin')} flush>
          {twins.map((twin) => <ListRow key={twin.id} icon="house" title={recordTitle(twin)} {...(twin.type === field.doors.recordType ? { href: `/families/${twin.id}`, detail: `${say(field.doors.card(twin).detail)} · ${places.near(field.doors.placeOf(twin))}` } : {})} />)}
        </Card>
      )}
      {held.code === 'duplicate' ? <p className="soft">{t('sync:mendSure')}</p> : null}
    </Screen>
  );
}

interface MendFieldProps {
  readonly type: RecordType;
  readonly path: FieldPath;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
}

function MendField({ type, path, value, onChange }: MendFieldProps) {
  const { t } = useTranslation('sync');
  const words = useFieldWords();
  const id = useId();
  const label = words.label(type.name, path);
  const def = fieldDef(type, path);
  const choices = def?.kind === 'boolean' ? [{ value: 'true', label: t('sync:yes'), icon: 'yes' }, { value: 'false', label: t('sync:no'), icon: 'no' }] : words.choices(type.name, path);
  if (choices !== undefined && def?.kind !== 'text') {
    const many = def?.kind === 'choices';
    return (
      <FieldSet id={id} label={label} question>
        <ChoiceButtons
          options={choices}
          many={many}
          chosen={Array.isArray(value) ? value : value === null ? [] : [String(value)]}
          onChange={(chosen) => onChange(many ? [...chosen].sort() : def?.kind === 'boolean' ? chosen[0] === 'true' : chosen[0] ?? null)}
        />
      </FieldSet>
    );
  }
  const numeric = def !== undefined && ['digits', 'integer', 'decimal', 'phone'].includes(def.kind);
  return <TextField label={label} hint={t('sync:mendField')} inputMode={numeric ? 'numeric' : 'text'} value={value === null ? '' : String(value)} onChange={onChange} />;
}

/** What was typed, as the field keeps it. */
function typed(type: RecordType, path: FieldPath, value: FieldValue): FieldValue {
  const kind = fieldDef(type, path)?.kind;
  if (typeof value !== 'string') return value;
  const text = wholeText(value);
  if (text === '') return null;
  if (kind === 'digits' || kind === 'phone') return latinDigits(text).replaceAll(/\D/g, '');
  if (kind === 'integer' || kind === 'decimal') {
    const number = Number(latinDigits(text));
    return Number.isFinite(number) ? number : text;
  }
  return text;
}
