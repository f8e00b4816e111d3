// A rescue file brought to the office: its sealed work goes to the server, and only numbers come back.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadRescueResponse } from '#shared/desk/rescue.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { readRescueFile, type ReadRescue } from '#shared/sync/rescue-file.ts';
import { sealedSets } from '#shared/sync/sealed.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

type Fault = Extract<ReadRescue, { ok: false }>['reason'] | 'empty';

interface Loaded extends LoadRescueResponse {
  /** Of so many changes in the file. */
  readonly all: number;
  /** Lines of the file that could not be read. */
  readonly damaged: number;
}

/** @param onLoaded held work may have come. */
export function LoadRescue({ place, onLoaded }: { readonly place: PlaceCode; readonly onLoaded: () => void }) {
  const { t } = useTranslation(['desk', 'rescue']);
  const { api } = useDesk();
  const format = useFormat();
  const action = useAction();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault>();
  const [loaded, setLoaded] = useState<Loaded>();

  async function load(file: File | undefined): Promise<void> {
    if (file === undefined || action.busy) return;
    action.forget();
    setLoaded(undefined);
    const said = readRescueFile(await file.text());
    if (input.current !== null) input.current.value = '';
    setFault(!said.ok ? said.reason : said.kept.length === 0 ? 'empty' : undefined);
    if (!said.ok || said.kept.length === 0) return;
    let sum: Loaded = { received: 0, held: 0, refused: 0, all: said.kept.length, damaged: said.damaged };
    for (const set of sealedSets(said.kept)) {
      setLoaded(sum);
      const answer = await action.run(() => api.loadRescue(place, set));
      // The rest can be loaded by the same file again: what is there already is not taken twice.
      if (answer === undefined) break;
      sum = { ...sum, received: sum.received + answer.received, held: sum.held + answer.held, refused: sum.refused + answer.refused };
    }
    setLoaded(sum);
    onLoaded();
  }

  const done = loaded === undefined ? 0 : loaded.received + loaded.refused;
  return (
    <Card title={t('desk:rescue.title')} aside={<Button icon="file-lock" busy={action.busy} onClick={() => input.current?.click()}>{t('desk:rescue.choose')}</Button>}>
      <div className="stack">
        <p className="soft">{t('desk:rescue.help')}</p>
        <input ref={input} hidden type="file" onChange={(event) => void load(event.target.files?.[0])} />
        {fault === undefined ? null : <Notice state="mend" announce title={t(`rescue:fault.${fault}`)} />}
        {loaded === undefined ? null : action.busy ? <ProgressBar label={t('desk:rescue.going', { done: format.number(done), total: format.number(loaded.all) })} value={done} max={loaded.all} /> : (
          <Notice state={done < loaded.all || loaded.refused > 0 || loaded.damaged > 0 ? 'mend' : 'done'} announce title={t('desk:rescue.received', { count: loaded.received, number: format.number(loaded.received) })}>
            <p>{t('desk:rescue.held', { count: loaded.held, number: format.number(loaded.held) })}</p>
            {loaded.refused > 0 ? <p>{t('desk:rescue.refused', { count: loaded.refused, number: format.number(loaded.refused) })}</p> : null}
            {loaded.damaged > 0 ? <p>{t('rescue:damaged')}</p> : null}
            {done < loaded.all ? <p>{t('desk:rescue.again')}</p> : null}
          </Notice>
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Card>
  );
}
