// What every page of the desk has at hand: the API, what the person may do and where, and the place
// she was last at.
import { createContext, useContext, useMemo } from 'react';
import { decideDesk, isInForce, type DeskVerb, type Grant, ACCESS_TABLE } from '#shared/access/access.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import type { Session } from '#client/app/services.ts';
import { createDeskApi, type DeskApi } from '#client/desk-api/desk-api.ts';

export interface Answers {
  readonly known: Map<string, { readonly value: unknown; readonly at: number }>;
}

/** Lives as long as the space is open: pages come and go, answers and the place stay. */
interface Kept extends Answers {
  readonly api: DeskApi;
  place: PlaceCode | undefined;
}

export interface Desk extends Kept {
  /** The place she is at, to open other pages there. */
  readonly stay: (place: PlaceCode) => void;
  readonly grants: readonly Grant[];
  /** Places where her grants allow it, none within another. */
  readonly roots: (verb: DeskVerb) => readonly PlaceCode[];
  readonly may: (verb: DeskVerb, place: PlaceCode) => boolean;
  /** She works with records of that class somewhere. */
  readonly sees: (accessClass: string) => boolean;
}

const PATIENCE_MS = 45_000;
const kept = new WeakMap<Session, Kept>();
const DeskContext = createContext<Desk | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('this page stands at the desk');
  return desk;
}

export function useMakeDesk(): Desk {
  const { session } = useDehri();
  const { today } = useNow();
  const profile = session.profile();
  return useMemo(() => {
    const own = keptOf(session);
    const grants = profile.grants.filter((g) => isInForce(g, today));
    return Object.assign(own, {
      grants,
      stay: (place: PlaceCode) => {
        own.place = place;
      },
      roots: (verb: DeskVerb) => outermost(grants.filter((g) => ACCESS_TABLE[g.role].desk.includes(verb)).map((g) => g.place)),
      may: (verb: DeskVerb, place: PlaceCode) => decideDesk(grants, verb, place, today).ok,
      sees: (accessClass: string) => grants.some((g) => ACCESS_TABLE[g.role].records[accessClass] !== undefined),
    });
  }, [session, profile, today]);
}

function keptOf(session: Session): Kept {
  const known = kept.get(session);
  if (known !== undefined) return known;
  const api = createDeskApi({
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    // Sync holds the device's key: a run renews the session first.
    renew: () => session.sync.syncNow(),
    patienceMs: PATIENCE_MS,
  });
  const made: Kept = { api, known: new Map(), place: undefined };
  kept.set(session, made);
  return made;
}

function outermost(places: readonly PlaceCode[]): readonly PlaceCode[] {
  return [...new Set(places)].filter((p, _, all) => !all.some((other) => other !== p && isWithin(p, other))).sort();
}
