// Pairs as they come from the server, a page at a time. They hold names, so they are kept nowhere but here: gone
// when the page is left, and when it goes out of sight; each page that is asked for is a look the server notes.
import { useCallback, useEffect, useState } from 'react';
import type { SubjectPair } from '#shared/subjects/pair.ts';
import type { PairsAsk } from '#client/desk-api/subjects-api.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { useHiddenWhenAway } from '../../../cases/safety/use-hidden-when-away.ts';
import { useSubjects } from '../use-subjects.ts';

export interface PairQueue {
  readonly pairs: readonly SubjectPair[];
  /** How many wait in all, as the server last said less what was settled since. */
  readonly open: number;
  readonly state: 'loading' | 'here' | 'away' | 'failed';
  readonly error: DeskError | undefined;
  /** There are more than are here. */
  readonly more: boolean;
  /** Asks anew from the beginning. */
  readonly begin: () => void;
  readonly fetchMore: () => void;
  /** It was settled: it goes from here. */
  readonly settle: (pair: SubjectPair) => void;
  /** It is asked again: it comes first. */
  readonly putBack: (pair: SubjectPair) => void;
}

interface Held {
  readonly pairs: readonly SubjectPair[];
  readonly open: number;
  readonly next: string | null;
  readonly state: PairQueue['state'];
  readonly error: DeskError | undefined;
}

const NOTHING: Held = { pairs: [], open: 0, next: null, state: 'loading', error: undefined };

export function usePairQueue(ask: Omit<PairsAsk, 'after'>): PairQueue {
  const subjects = useSubjects();
  const { place, standing, category, district } = ask;
  const [held, setHeld] = useState<Held>(NOTHING);
  /** What is asked for: where to go on, and a number that tells one asking from the next. */
  const [wanted, setWanted] = useState<{ readonly after: string | undefined; readonly turn: number }>({ after: undefined, turn: 0 });

  useEffect(() => {
    const leaving = new AbortController();
    void subjects.pairs({ place, standing, category, district, after: wanted.after }, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      setHeld((was) => (answer.ok
        ? { pairs: [...(wanted.after === undefined ? [] : was.pairs), ...answer.value.pairs.filter((one) => wanted.after === undefined || !was.pairs.some((other) => isSame(one, other)))], open: answer.value.open, next: answer.value.next, state: 'here', error: undefined }
        : { ...was, state: 'failed', error: answer.error }));
    });
    return () => leaving.abort();
  }, [subjects, place, standing, category, district, wanted]);

  useHiddenWhenAway(() => setHeld((was) => ({ ...NOTHING, open: was.open, state: 'away' })));

  const begin = useCallback(() => {
    setHeld((was) => ({ ...NOTHING, open: was.open }));
    setWanted(({ turn }) => ({ after: undefined, turn: turn + 1 }));
  }, []);
  const { next } = held;
  const fetchMore = useCallback(() => {
    if (next !== null) setWanted(({ turn }) => ({ after: next, turn: turn + 1 }));
  }, [next]);
  return {
    pairs: held.pairs, open: held.open, state: held.state, error: held.error, more: next !== null, begin, fetchMore,
    settle: (pair) => setHeld((was) => ({ ...was, pairs: was.pairs.filter((one) => !isSame(one, pair)), open: Math.max(0, was.open - 1) })),
    putBack: (pair) => setHeld((was) => ({ ...was, pairs: [pair, ...was.pairs.filter((one) => !isSame(one, pair))], open: was.open + 1 })),
  };
}

export function isSame(one: SubjectPair, other: SubjectPair): boolean {
  return one.a.entry === other.a.entry && one.b.entry === other.b.entry;
}
