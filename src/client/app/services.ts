// What the screens need from the rest of the app, said once. `main.tsx` fills it from the vault, the
// store, sync, search and the service worker; screens see only this.
import type { ErrorCode } from '#shared/error-codes.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { CaseApp } from './case-app.ts';
import type { RecordStore } from '../store/contract.ts';
import type { CarriedControl, RescueFile, SealedControl, SyncControl } from '../sync/contract.ts';

/** One person's locked space on this phone. Her picture stands in for her name while it is locked. */
export interface Space {
  readonly id: string;
  readonly picture: string;
  /** She said that she has forgotten its PIN; a right PIN still opens it. */
  readonly forgotten?: boolean;
  /** The phone's own sensor opens it too. */
  readonly passkey?: boolean;
}

/** Enrolled with the server, but without a space on the phone yet. */
export interface Enrolment {
  readonly profile: Profile;
}

export type EnrolResult =
  | { readonly ok: true; readonly enrolment: Enrolment }
  | { readonly ok: false; readonly code: ErrorCode | 'no-network' | 'captive-portal'; readonly retryAfter?: number };

export type UnlockResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: 'wrong-pin' | 'wait' | 'elsewhere' | 'contact-needed' | 'revoked' | 'broken'; readonly waitSeconds: number };

export type ChangePinResult = { readonly ok: true } | { readonly ok: false; readonly waitSeconds: number };

export interface PasskeyControl {
  /** `absent`: this phone or browser has none. */
  state(): Promise<'on' | 'off' | 'absent'>;
  /**
   * Asks the sensor. `no-secret`: she turned away, or the sensor cannot be used for it.
   * @param label under which the phone lists it
   */
  add(pin: string, label: string): Promise<ChangePinResult | { readonly ok: false; readonly reason: 'no-secret' }>;
  remove(): Promise<void>;
}

/** An open space. */
export interface Session {
  /** Made-up records in memory and no server behind them; locking it ends it. */
  readonly practice?: true;
  readonly space: Space;
  /** The newest one: a sync may bring other places or rights. */
  profile(): Profile;
  readonly store: RecordStore;
  readonly sync: SyncControl;
  readonly search: DoorSearch;
  /** The app for files of persons; its records are known to the store once it is here. Rejects where it cannot be fetched. */
  cases(): Promise<CaseApp>;
  /** The server has forgotten this phone: a new code of the same person makes it known again, with all its work. */
  enrolAgain(code: string): Promise<EnrolResult>;
  changePin(current: string, next: string): Promise<ChangePinResult>;
  /** The phone's own sensor beside the PIN; see `vault/passkey.ts`. */
  readonly passkey: PasskeyControl;
  /** She touched the phone: the idle lock begins anew. */
  touch(): void;
  /** Puts keys and records out of memory. */
  lock(): void;
  /** Called once, however it came to be locked. `elsewhere`: another window has taken the work over. */
  onLock(listener: (why: 'locked' | 'elsewhere') => void): void;
}

export interface DoorSearch {
  /** Best match first: names in either script and any spelling, or last digits of a card or phone. */
  find(query: string): readonly RecordId[];
}

export interface Phone {
  spaces(): Promise<readonly Space[]>;
  /** She has forgotten her PIN: nothing is deleted, and the right PIN still opens it. */
  markForgotten(space: string): Promise<void>;
  enrol(code: string): Promise<EnrolResult>;
  /** Name of the department's own sign-in; undefined where there is none, or no network. */
  otherSignIn(): Promise<string | undefined>;
  /** A space for practice, for her kind of work. Rejects where its part of the app cannot be fetched. */
  practise(profile?: Profile): Promise<Session>;
  createSpace(enrolment: Enrolment, picture: string, pin: string): Promise<Session>;
  /** @param takeOver the work is open in another window: end it there and go on here. */
  unlock(space: string, pin: string, takeOver?: boolean): Promise<UnlockResult>;
  /** As `unlock`, by the phone's own sensor; undefined when it said no. */
  unlockWithPasskey(space: string, takeOver?: boolean): Promise<UnlockResult | undefined>;
  /** Seconds until the PIN may be tried again. */
  waitSeconds(space: string): Promise<number>;
  /** What of a space can be handed in without its PIN; numbers only. */
  sealed(space: string): Promise<SealedControl>;
  /** What waits in a space, as a file that any hand can carry; undefined when nothing sealed waits. */
  rescueFile(space: string): Promise<RescueFile | undefined>;
  /** Rescue files of colleagues that this phone carries. */
  carried(): Promise<CarriedControl>;
  /** Everything the origin holds here and may hold, in bytes, and whether the browser promised to keep it. */
  storage(): Promise<{ readonly used: number; readonly quota: number; readonly kept: boolean }>;
}

/** The installed app: its updates and its place on the home screen. */
export interface AppShell {
  /** `update`: a newer version waits for a tap. `install`: the browser offers to install. */
  state(): { readonly update: boolean; readonly install: boolean };
  subscribe(listener: () => void): () => void;
  /** Refused, with nothing changed, while a form is open in any tab. */
  applyUpdate(): Promise<void>;
  install(): Promise<void>;
  /** A form is open until what it returns is called. */
  holdUpdates(): () => void;
  /** A first success: the install hint may be shown from now on. */
  succeeded(): void;
}
