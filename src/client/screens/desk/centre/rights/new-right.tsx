// Writes down what was asked for, an order to keep, or asks another officer to erase: each about one child by her number.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ERASE_REASONS, isTypedRight, TYPED_LENGTH, type EraseReason } from '#shared/desk/erase.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { HOLD_AUTHORITIES, REQUEST_KINDS, REQUESTERS } from '#shared/subjects/rights.ts';
import { readToken } from '#shared/subjects/token.ts';
import { useNow } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';
import { useSubjects } from '../use-subjects.ts';

export type RightKind = 'request' | 'hold' | 'erasure';

const MOST_NOTE = 500;

export interface NewRightProps {
  /** Undefined: closed. */
  readonly kind: RightKind | undefined;
  readonly place: PlaceCode;
  readonly onClose: () => void;
  readonly onMade: (kind: RightKind) => void;
}

export function NewRight({ kind, place, onClose, onMade }: NewRightProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const { today } = useNow();
  const subjects = useSubjects();
  const action = useAction();
  const [typed, setTyped] = useState('');
  const [what, setWhat] = useState<(typeof REQUEST_KINDS)[number]>();
  const [from, setFrom] = useState<(typeof REQUESTERS)[number]>();
  const [day, setDay] = useState(today);
  const [note, setNote] = useState('');
  const [authority, setAuthority] = useState<(typeof HOLD_AUTHORITIES)[number]>();
  const [reason, setReason] = useState<EraseReason>();
  const [again, setAgain] = useState('');
  const token = readToken(typed);

  const call = (): (() => ReturnType<typeof subjects.makeHold>) | undefined => {
    if (token === undefined) return undefined;
    switch (kind) {
      case 'request': return what === undefined || from === undefined || day > today || day === '' ? undefined : () => subjects.makeRequest({ place, token, kind: what, from, day, ...(note.trim() === '' ? {} : { note: note.trim() }) });
      case 'hold': return authority === undefined ? undefined : () => subjects.makeHold({ place, token, authority });
      case 'erasure': return reason === undefined || !isTypedRight(token, again) ? undefined : () => subjects.askErasure({ place, token, reason, typed: again });
      case undefined: return undefined;
    }
  };
  const ready = call();

  async function go(): Promise<void> {
    if (kind === undefined || ready === undefined) return;
    if (await action.run(ready) === undefined) return;
    // What was chosen for one child is not meant for the next.
    setTyped('');
    setWhat(undefined);
    setFrom(undefined);
    setDay(today);
    setNote('');
    setAuthority(undefined);
    setReason(undefined);
    setAgain('');
    onMade(kind);
  }

  /** What was typed stays; what the server said of it does not. */
  function close(): void {
    action.forget();
    onClose();
  }

  return (
    <Dialog
      open={kind !== undefined}
      title={t(`subjects:rights.new.${kind ?? 'request'}`)}
      onClose={close}
      actions={(
        <>
          <Button look="primary" icon={kind === 'erasure' ? 'trash' : 'check'} busy={action.busy} disabled={ready === undefined} onClick={() => void go()}>{t(`subjects:rights.make.${kind ?? 'request'}`)}</Button>
          <Button onClick={close}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack new-right">
        <p>{t(`subjects:rights.means.${kind ?? 'request'}`)}</p>
        <TextField label={t('subjects:rights.token')} hint={t('subjects:rights.tokenHint')} value={typed} onChange={setTyped} autoComplete="off" required {...(typed.trim().length >= 7 && token === undefined && { error: t('subjects:rights.tokenWrong') })} />
        {kind !== 'request' ? null : (
          <>
            <Choice label={t('subjects:rights.what')} options={REQUEST_KINDS} word={(one) => t(`subjects:rights.kind.${one}`)} chosen={what} onChoose={setWhat} />
            <Choice label={t('subjects:rights.who')} options={REQUESTERS} word={(one) => t(`subjects:rights.from.${one}`)} chosen={from} onChoose={setFrom} />
            <TextField type="date" label={t('subjects:rights.day')} value={day} max={today} onChange={setDay} required />
            <TextField label={t('subjects:rights.note')} hint={t('subjects:rights.noteHint')} value={note} onChange={setNote} maxLength={MOST_NOTE} autoComplete="off" />
          </>
        )}
        {kind !== 'hold' ? null : <Choice label={t('subjects:rights.authorityLabel')} options={HOLD_AUTHORITIES} word={(one) => t(`subjects:rights.authority.${one}`)} chosen={authority} onChoose={setAuthority} />}
        {kind !== 'erasure' ? null : (
          <>
            <Choice label={t('subjects:rights.why')} options={ERASE_REASONS} word={(one) => t(`desk:erase.reason.${one}`)} chosen={reason} onChoose={setReason} />
            <TextField label={t('subjects:rights.typed', { count: TYPED_LENGTH })} value={again} onChange={setAgain} autoComplete="off" required />
          </>
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly word: (one: T) => string;
  readonly chosen: T | undefined;
  readonly onChoose: (one: T) => void;
}

function Choice<T extends string>({ label, options, word, chosen, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <FieldSet id={id} label={label} required>
      <ChoiceButtons
        options={options.map((value) => ({ value, label: word(value) }))}
        chosen={chosen === undefined ? [] : [chosen]}
        onChange={([value]) => {
          const found = options.find((one) => one === value);
          if (found !== undefined) onChoose(found);
        }}
      />
    </FieldSet>
  );
}
