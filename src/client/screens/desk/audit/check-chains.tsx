// Whole chains checked, from their first row to their last, piece by piece; it can be stopped. A broken one is said with
// the number of its row.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useQuery } from '../use-query.ts';

export interface CheckChainsProps {
  readonly place: PlaceCode;
  readonly onClose: () => void;
}

interface Chain {
  readonly district: number;
  readonly hi: string;
  readonly en: string;
  readonly rows: number;
}

interface Progress {
  readonly checked: number;
  readonly rows: number;
  readonly done: boolean;
  readonly broken: number | null;
}

export function CheckChains({ place, onClose }: CheckChainsProps) {
  const { t } = useTranslation('desk');
  const { log } = useDesk();
  const query = useQuery(`chains:${place}`, (signal) => log.chains(place, signal));
  const format = useFormat();
  const name = usePlaceName();
  const [progress, setProgress] = useState<ReadonlyMap<number, Progress>>(new Map());
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<DeskError>();
  const left = useRef(false);
  useEffect(() => () => {
    left.current = true;
  }, []);

  async function check(chains: readonly Chain[]): Promise<void> {
    setRunning(true);
    setError(undefined);
    setProgress(new Map());
    for (const { district } of chains) {
      for (let after = 0; !left.current;) {
        const answer = await log.check(place, district, after);
        if (!answer.ok) {
          setError(answer.error);
          setRunning(false);
          return;
        }
        const piece = answer.value;
        setProgress((now) => new Map(now).set(district, piece));
        after = piece.checked;
        if (piece.done) break;
      }
    }
    setRunning(false);
  }

  return (
    <Dialog open title={t('desk:audit.check.title')} onClose={onClose} actions={<Button onClick={onClose}>{t('desk:audit.check.close')}</Button>}>
      <QueryView query={query}>
        {({ chains }) => {
          const states = chains.flatMap((c) => progress.get(c.district) ?? []);
          const broken = chains.filter((c) => (progress.get(c.district)?.broken ?? null) !== null);
          const all = states.length === chains.length && states.every((s) => s.done);
          return (
            <div className="stack">
              <p>{t('desk:audit.check.help')}</p>
              {broken.map((c) => (
                <Notice key={c.district} state="mend" announce icon="alert" title={t('desk:audit.check.broken', { name: name(c), number: format.number(progress.get(c.district)?.broken ?? 0) })}>{t('desk:audit.brokenHelp')}</Notice>
              ))}
              {all && broken.length === 0 && !running ? <Notice state="done" announce icon="shield" title={t('desk:audit.check.whole', { number: format.number(states.reduce((sum, s) => sum + s.rows, 0)) })} /> : null}
              {error === undefined ? null : <ErrorNotice error={error} />}
              {running || states.length > 0 ? null : <div><Button look="primary" icon="shield" onClick={() => void check(chains)}>{t('desk:audit.check.all')}</Button></div>}
              <ul>
                {chains.map((chain) => {
                  const now = progress.get(chain.district);
                  return (
                    <li key={chain.district} className="line">
                      <div className="grow">
                        <p className="strong">{name(chain)}</p>
                        {now === undefined || now.done ? <p className="soft">{t('desk:audit.check.rows', { number: format.number(now?.rows ?? chain.rows) })}</p>
                        : <ProgressBar label={t('desk:audit.check.going', { done: format.number(now.checked), total: format.number(now.rows) })} value={now.checked} max={now.rows} />}
                      </div>
                      {now?.done === true ? <StateChip state={now.broken === null ? 'done' : 'mend'} word={now.broken === null ? t('desk:audit.check.fits') : t('desk:audit.check.row', { number: format.number(now.broken) })} />
                      : running ? null : <Button onClick={() => void check([chain])}>{t('desk:audit.check.one')}</Button>}
                    </li>
                  );
                })}
              </ul>
            </div>
          );
        }}
      </QueryView>
    </Dialog>
  );
}
