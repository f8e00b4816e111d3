// One child as the server tells her: without her name, and, for as long as somebody looks, with it. What was
// looked at is kept here alone, and is gone when the page is left or goes out of sight.
import { useCallback, useState } from 'react';
import type { LookReason } from '#shared/access/look.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectView } from '#shared/subjects/child.ts';
import type { DeskError } from '#client/desk-api/http.ts';
import { useHiddenWhenAway } from '../../../cases/safety/use-hidden-when-away.ts';
import { useQuery, type Query } from '../../use-query.ts';
import { useSubjects } from '../use-subjects.ts';

export type Looked = 'identity' | 'protected';

export interface ChildPage {
  readonly query: Query<SubjectView>;
  /** With whose she is; undefined: covered. */
  readonly shown: { readonly what: Looked; readonly view: SubjectView } | undefined;
  readonly busy: boolean;
  readonly error: DeskError | undefined;
  /** A second person has just been asked. */
  readonly asked: boolean;
  readonly look: (what: Looked, reason: LookReason, note: string) => Promise<boolean>;
  readonly cover: () => void;
}

interface State {
  readonly shown: ChildPage['shown'];
  readonly busy: boolean;
  readonly error: DeskError | undefined;
  readonly asked: boolean;
}

const COVERED: State = { shown: undefined, busy: false, error: undefined, asked: false };

export function useChild(place: PlaceCode, token: string): ChildPage {
  const subjects = useSubjects();
  const query = useQuery(`subject:${place}:${token}`, (signal) => subjects.view(token, place, signal));
  const { reload } = query;
  const [state, setState] = useState<State>(COVERED);
  const cover = useCallback(() => setState(COVERED), []);
  useHiddenWhenAway(cover);

  const look = useCallback(async (what: Looked, reason: LookReason, note: string): Promise<boolean> => {
    setState({ ...COVERED, busy: true });
    const answer = await subjects.look(token, { place, what, reason, ...(note === '' ? {} : { note }) });
    if (answer.ok) {
      // It went out of sight while it was asked for: nothing is shown that nobody sees.
      setState(document.visibilityState === 'hidden' ? COVERED : { ...COVERED, shown: { what, view: answer.value } });
      return true;
    }
    const asked = answer.error.code === 'opening-waits';
    setState({ ...COVERED, asked, error: asked ? undefined : answer.error });
    if (asked) reload();
    return asked;
  }, [subjects, place, token, reload]);
  return { query, ...state, look, cover };
}
