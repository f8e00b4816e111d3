// Families that may have been written twice: both side by side with what speaks for it, joined into one or
// told apart by a person. Records, so it works without a network; what is joined can be taken apart again.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JOININGS } from '#programmes/joinings.ts';
import type { DoorJoining, PlannedWrite } from '#shared/field-work.ts';
import { DUPLICATE_LIKELY } from '#shared/people/duplicates.ts';
import { findPairs, type Pair } from '#shared/people/pairs.ts';
import { findRings } from '#shared/people/rings.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow, useSay } from '#client/app/context.tsx';
import { toSaveRequest } from '#client/app/planned.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_ICON, TONE_STATE } from '../../shell/tone.ts';
import { useNear } from '../use-place.ts';
import './duplicates.css';

/** Pairs drawn at once; the next come as these are settled. */
const SHOWN = 20;

export function Duplicates() {
  const { t } = useTranslation('desk');
  const { store, field } = useDehri();
  const { recordType } = field.doors;
  const joining = JOININGS[recordType];
  if (joining === undefined) return null;
  return (
    <>
      <div className="page-head"><div className="grow"><ScreenHeading>{t('desk:section.duplicates')}</ScreenHeading><p className="soft">{t('desk:duplicates.help')}</p></div></div>
      <Rings joining={joining} doors={store.ofType(recordType)} />
      <Pairs joining={joining} doors={store.ofType(recordType)} />
      <Joined joining={joining} doors={store.ofType(recordType)} />
    </>
  );
}

interface DoorsProps {
  readonly joining: DoorJoining;
  readonly doors: readonly DehriRecord[];
}

/** Joined into one another by two at the same time: until one is chosen, none of them is counted or visited. */
function Rings({ joining, doors }: DoorsProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { busy, failed, write } = useWrites();
  const rings = useMemo(() => findRings(doors, joining.joinedWith), [doors, joining]);
  if (rings.length === 0) return null;
  return (
    <Card title={t('desk:duplicates.ring', { count: rings.length })}>
      <p>{t('desk:duplicates.ringHelp')}</p>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {rings.map((ring) => {
        const best = ring.reduce(joining.goesOn);
        return (
          <div key={ring.map(({ id }) => id).join(' ')} className="duplicates__pair">
            {ring.map((door) => (
              <div key={door.id} className="duplicates__side duplicates__side--ring">
                <DoorFacts door={door} />
                <Button look={door === best ? 'primary' : 'second'} icon="check" busy={busy} onClick={() => void write(joining.takeApart(door))}>{t('desk:duplicates.ringKeep')}</Button>
              </div>
            ))}
          </div>
        );
      })}
    </Card>
  );
}

function Pairs({ joining, doors }: DoorsProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const { pairs, done, of } = usePairs(joining, doors);
  // What was settled since it was found is not asked again.
  const open = useMemo(() => {
    const now = new Map(doors.map((door) => [door.id, door]));
    return pairs.flatMap((pair): Pair[] => {
      const [a, b] = [now.get(pair.a.id), now.get(pair.b.id)];
      return a === undefined || b === undefined || joining.joinedWith(a) !== undefined || joining.joinedWith(b) !== undefined || joining.isTold(a, b) ? [] : [{ ...pair, a, b }];
    }).sort((x, y) => y.score - x.score);
  }, [pairs, doors, joining]);
  return (
    <>
      {done < of ? <ProgressBar label={t('desk:duplicates.looking', { done: format.number(done), of: format.number(of) })} value={done} max={of} /> : null}
      {done >= of && open.length === 0 ? <EmptyState icon="check" title={t('desk:duplicates.none')}>{t('desk:duplicates.noneHelp')}</EmptyState> : null}
      {open.length === 0 ? null : <p className="strong">{t('desk:duplicates.open', { count: open.length, number: format.number(open.length) })}</p>}
      {open.slice(0, SHOWN).map((pair) => <PairCard key={`${pair.a.id} ${pair.b.id}`} joining={joining} pair={pair} />)}
    </>
  );
}

function PairCard({ joining, pair }: { readonly joining: DoorJoining; readonly pair: Pair }) {
  const { t } = useTranslation(['desk', 'families', 'sync']);
  const { store, field } = useDehri();
  const { today } = useNow();
  const { busy, failed, write } = useWrites();
  const [kept, setKept] = useState(() => joining.goesOn(pair.a, pair.b).id);
  const [one, other] = kept === pair.a.id ? [pair.a, pair.b] : [pair.b, pair.a];
  const groups = field.groups === undefined ? [] : store.ofType(field.groups.recordType);
  return (
    <Card>
      <div className="stack">
        <p>{t('desk:duplicates.why')}: {pair.reasons.map((reason) => t(`families:reason.${reason}`)).join(', ')}</p>
        <div className="duplicates__pair">
          {[pair.a, pair.b].map((door) => (
            <label key={door.id} className={`duplicates__side${door.id === kept ? ' duplicates__side--kept' : ''}`}>
              <span className="row"><input type="radio" name={`kept ${pair.a.id} ${pair.b.id}`} checked={door.id === kept} onChange={() => setKept(door.id)} /><span className="strong">{door.id === kept ? t('desk:duplicates.goesOn') : t('desk:duplicates.joins')}</span></span>
              <DoorFacts door={door} />
            </label>
          ))}
        </div>
        {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
        <div className="row">
          <Button look="primary" icon="check" busy={busy} onClick={() => void write(joining.join(one, other, groups))}>{t('desk:duplicates.same')}</Button>
          <Button icon="no" busy={busy} onClick={() => void write(joining.keepApart(pair.a, pair.b, today))}>{t('desk:duplicates.different')}</Button>
        </div>
      </div>
    </Card>
  );
}

function DoorFacts({ door }: { readonly door: DehriRecord }) {
  const { field } = useDehri();
  const say = useSay();
  const near = useNear();
  const { doors: work } = field;
  const state = work.stateOf(door);
  return (
    <>
      <span className="duplicates__name">{work.card(door).title}</span>
      <span>{say(work.card(door).detail)}</span>
      <span className="soft">{near(work.placeOf(door))}</span>
      <StateChip state={TONE_STATE[state.tone]} icon={TONE_ICON[state.tone]} word={say(state.word)} />
      <dl className="pairs">
        {work.facts(door).map((fact) => [<dt key={`${fact.label.key}.label`}>{say(fact.label)}</dt>, <dd key={fact.label.key}>{say(fact.value)}</dd>])}
      </dl>
    </>
  );
}

/** Joined before: each can stand for itself again. */
function Joined({ joining, doors }: DoorsProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store, field } = useDehri();
  const near = useNear();
  const { busy, failed, write } = useWrites();
  const joined = useMemo(() => {
    const circling = new Set(findRings(doors, joining.joinedWith).flat());
    return doors.filter((door) => joining.joinedWith(door) !== undefined && !circling.has(door));
  }, [doors, joining]);
  if (joined.length === 0) return null;
  return (
    <Card title={t('desk:duplicates.joined', { count: joined.length })}>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      <ul>
        {joined.map((door) => {
          const on = store.get(joining.joinedWith(door) ?? '');
          return (
            <li key={door.id} className="line">
              <span><span className="strong">{field.doors.card(door).title}</span>, {near(field.doors.placeOf(door))} → {on === undefined ? t('desk:duplicates.elsewhere') : field.doors.card(on).title}</span>
              <Button icon="undo" busy={busy} onClick={() => void write(joining.takeApart(door))}>{t('desk:duplicates.apart')}</Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

interface Writes {
  readonly busy: boolean;
  /** Words `sync:saveFailed.<failed>`. */
  readonly failed: string | undefined;
  readonly write: (plans: readonly PlannedWrite[]) => Promise<void>;
}

/** What belongs together is written in one go: all of it or nothing. */
function useWrites(): Writes {
  const { store, programme, shell } = useDehri();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  return {
    busy, failed,
    async write(plans) {
      setBusy(true);
      const result = await store.saveAll(plans.map((plan) => toSaveRequest(programme, store, plan))).finally(() => setBusy(false));
      setFailed(result.ok ? undefined : result.reason);
      if (result.ok) shell.succeeded();
    },
  };
}

/** Looked for in small pieces between frames, once for what the phone holds when the page opens. */
function usePairs(joining: DoorJoining, doors: readonly DehriRecord[]): { readonly pairs: readonly Pair[]; readonly done: number; readonly of: number } {
  const [state, setState] = useState<{ readonly pairs: readonly Pair[]; readonly done: number; readonly of: number }>({ pairs: [], done: 0, of: 1 });
  const count = doors.length;
  useEffect(() => {
    const steps = findPairs(doors, joining, DUPLICATE_LIKELY);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pairs: readonly Pair[] = [];
    const step = (): void => {
      const { value, done } = steps.next();
      if (done === true || value === undefined) return;
      pairs = [...pairs, ...value.found];
      setState({ pairs, done: value.done, of: value.of });
      timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => clearTimeout(timer);
    // Settling one must not begin the search anew; a family more or less does.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [joining, count]);
  return state;
}
