// Takes a colleague's rescue file and shows how far each has come. What is in them nobody here can see.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#client/app/context.tsx';
import type { Phone } from '#client/app/services.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useCarried } from '#client/app/use-sealed.ts';
import type { Carried, CarriedFile } from '#client/store/carried-files.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';

export type CarryFault = Extract<Carried, { ok: false }>['reason'];

export function Carry({ phone }: { readonly phone: Phone }) {
  const { t } = useTranslation(['rescue', 'sync']);
  const control = useCarried(phone);
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<CarryFault>();

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined || control === undefined) return;
    const added = await control.add(await file.text());
    setFault(added.ok ? undefined : added.reason);
    if (input.current !== null) input.current.value = '';
  }

  const files = control?.files() ?? [];
  const problem = control?.problem();
  const isWaiting = files.some((file) => stateOf(file) === 'waiting');
  return (
    <div className="stack">
      <input ref={input} hidden type="file" onChange={(event) => void take(event.target.files?.[0])} />
      <Button wide icon="file" onClick={() => input.current?.click()}>{t('rescue:choose')}</Button>
      {fault === undefined ? null : <Notice state="mend" announce title={t(`rescue:fault.${fault}`)} />}
      {files.length === 0 ? null : (
        <ul className="stack">
          {files.map((file) => <li key={file.id}><FileLine file={file} busy={control?.busy() === true} onSeen={() => void control?.drop(file.id)} /></li>)}
        </ul>
      )}
      {isWaiting && problem !== undefined && control?.busy() !== true ? (
        <Notice state="neutral" title={t(problem === 'no-network' ? 'rescue:waitsForNetwork' : `sync:problem.${problem}`)} action={<Button onClick={() => void control?.handIn()}>{t('rescue:tryNow')}</Button>} />
      ) : null}
    </div>
  );
}

function FileLine({ file, busy, onSeen }: { readonly file: CarriedFile; readonly busy: boolean; readonly onSeen: () => void }) {
  const { t } = useTranslation('rescue');
  const format = useFormat();
  const { now } = useNow();
  const state = stateOf(file);
  return (
    <div className="rescue__file">
      <div className="row row--between">
        <p><span className="strong">{t('rescue:carried', { count: file.changes })}</span> <span className="soft small">{format.when(file.at, now)}</span></p>
        {state === 'waiting' ? <StateChip state="pending" word={t(busy ? 'rescue:state.busy' : 'rescue:state.waiting')} />
        : state === 'done' ? <StateChip state="done" word={t('rescue:state.done')} />
        : <StateChip state="mend" word={t('rescue:state.refused')} />}
      </div>
      {state === 'waiting' ? <p className="soft">{t('rescue:arrived', { done: format.number(file.arrived), total: format.number(file.changes) })}</p> : null}
      {file.refused > 0 ? <p>{t('rescue:refused', { count: file.refused })}</p> : null}
      {file.damaged > 0 ? <p>{t('rescue:damaged')}</p> : null}
      {state === 'waiting' ? null : <Button onClick={onSeen}>{t('rescue:seen')}</Button>}
    </div>
  );
}

export function stateOf({ changes, arrived, refused }: CarriedFile): 'waiting' | 'done' | 'refused' {
  return arrived + refused < changes ? 'waiting' : refused > 0 ? 'refused' : 'done';
}
