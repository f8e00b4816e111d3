// One hook gives a screen everything: records, profile, sync, words, dates.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldWork, Phrase } from '#shared/field-work.ts';
import { parentOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { RecordStore } from '../store/contract.ts';
import type { SyncControl, SyncStatus } from '../sync/contract.ts';
import { isoDay } from './format.ts';
import type { CaseApp } from './case-app.ts';
import { sayPhrase } from './say.ts';
import type { AppShell, DoorSearch, Phone, Session } from './services.ts';
import { useFormat } from './use-format.ts';

export interface Dehri {
  readonly session: Session;
  readonly store: RecordStore;
  readonly sync: SyncControl;
  readonly search: DoorSearch;
  readonly phone: Phone;
  readonly shell: AppShell;
  /** Of the screens around: the doorstep's, or that of the file that is open. */
  readonly programme: Programme;
  /** All that she works with. */
  readonly programmes: readonly Programme[];
  readonly cases?: CaseApp;
  readonly field: FieldWork;
  /** Locks and begins to enrol another person. */
  addPerson(): void;
  /** Opens a space for practice over this one. Rejects where it cannot be fetched. */
  practise(): Promise<void>;
}

const DehriContext = createContext<Dehri | undefined>(undefined);
export const DehriProvider = DehriContext.Provider;

/** The open space. Re-renders the caller whenever what is shown changes. */
export function useDehri(): Dehri {
  const dehri = useContext(DehriContext);
  if (dehri === undefined) throw new Error('this screen stands behind the lock');
  useSyncExternalStore(useCallback((on) => dehri.store.subscribe(on), [dehri]), () => dehri.store.version);
  return dehri;
}

/** A kind of record, of whichever programme. */
export function useRecordType(name: string | undefined): RecordType | undefined {
  return useDehri().programmes.flatMap((p) => p.recordTypes).find((type) => type.name === name);
}

export function useSyncStatus(): SyncStatus {
  const { sync } = useDehri();
  return useSyncExternalStore(useCallback((on) => sync.subscribe(on), [sync]), () => sync.status());
}

export type Say = (phrase: Phrase | string) => string;

/** Says a programme's phrase in the language of the app; see `sayPhrase`. */
export function useSay(): Say {
  const { programme } = useDehri();
  const { t } = useTranslation([programme.id]);
  const format = useFormat();
  return useCallback((phrase) => sayPhrase(t, format, programme.id, phrase), [programme, t, format]);
}

export interface PlaceNames {
  /** Name of the place itself. */
  readonly name: (code: PlaceCode) => string;
  /** "महादलित टोला, रामपुर" */
  readonly near: (code: PlaceCode) => string;
}

export function usePlaces(): PlaceNames {
  const { session } = useDehri();
  const profile = session.profile();
  const { i18n } = useTranslation();
  return useMemo(() => {
    const index = new Map(profile.places.map(([code, hi, en]) => [code, i18n.language === 'hi' ? hi : en] as const));
    const name = (code: PlaceCode): string => index.get(code) ?? index.get(parentOf(code) ?? '') ?? '';
    return {
      name,
      near: (code) => {
        const parent = parentOf(code);
        return [name(code), parent === undefined ? '' : (index.get(parent) ?? '')].filter((n, i, all) => n !== '' && all.indexOf(n) === i).join(', ');
      },
    };
  }, [profile, i18n.language]);
}

/** Milliseconds now, renewed every minute; `today` is the ISO day on this phone. */
export function useNow(everyMs = 60_000): { readonly now: number; readonly today: string } {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return { now, today: isoDay(now) };
}
