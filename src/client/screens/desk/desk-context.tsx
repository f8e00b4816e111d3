// What every page of the desk has at hand: the API, what the person may do and where, and the place
// she was last at.
import { createContext, useContext, useMemo } from 'react';
import type { PlaceCode } from '#shared/place/place.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import type { Session } from '#client/app/services.ts';
import { createAuditApi, type AuditApi } from '#client/desk-api/audit-api.ts';
import { createDeskApi, type DeskApi } from '#client/desk-api/desk-api.ts';
import type { DeskHttpDeps } from '#client/desk-api/http.ts';
import { createFilesApi, type FilesApi } from '#client/desk-api/files-api.ts';
import { createOfficesApi, type OfficesApi } from '#client/desk-api/offices-api.ts';
import { createPeopleApi, type PeopleApi } from '#client/desk-api/people-api.ts';
import { deskOf, type DeskRights } from './desk-rights.ts';

export interface Answers {
  /** Questions that failed for want of a line; called when one succeeds again. */
  readonly waiting: Set<() => void>;
  readonly known: Map<string, { readonly value: unknown; readonly at: number }>;
}

/** Lives as long as the space is open: pages come and go, answers and the place stay. */
interface Kept extends Answers {
  readonly api: DeskApi;
  readonly files: FilesApi;
  readonly staff: PeopleApi;
  readonly log: AuditApi;
  readonly offices: OfficesApi;
  place: PlaceCode | undefined;
}

export interface Desk extends Readonly<Kept>, DeskRights {
  /** The place she is at, to open other pages there. */
  readonly stay: (place: PlaceCode) => void;
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
    return {
      ...deskOf(profile.grants, today),
      api: own.api,
      files: own.files,
      staff: own.staff,
      log: own.log,
      offices: own.offices,
      known: own.known,
      waiting: own.waiting,
      get place() {
        return own.place;
      },
      stay: (place: PlaceCode) => {
        own.place = place;
      },
    };
  }, [session, profile, today]);
}

function keptOf(session: Session): Kept {
  const known = kept.get(session);
  if (known !== undefined) return known;
  const deps: DeskHttpDeps = {
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    device: () => session.profile().device,
    // Sync holds the device's key: a run renews the session first.
    renew: () => session.sync.syncNow(),
    patienceMs: PATIENCE_MS,
  };
  const made: Kept = { api: createDeskApi(deps), files: createFilesApi(deps), staff: createPeopleApi(deps), log: createAuditApi(deps), offices: createOfficesApi(deps), known: new Map(), waiting: new Set(), place: undefined };
  kept.set(session, made);
  return made;
}
