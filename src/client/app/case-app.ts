// What the app of those who keep files of persons, or the registers of an office, adds to the phone's own:
// fetched only for roles that keep such records, and kept from then on. Never on the phone of somebody who
// works at the doorstep.
import type { ComponentType, ReactNode } from 'react';
import { knowsClass, type Role } from '#shared/access/table.ts';
import type { Programme } from '#shared/programme.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';

export interface CaseApp {
  readonly programmes: readonly Programme[];
  readonly types: readonly RecordType[];
  /** Its routes; they go before the phone's own. */
  readonly routes: ReactNode;
  readonly Tabs: ComponentType<{ readonly current: string }>;
  /** Below the phone's own settings. */
  readonly Settings: ComponentType;
  /** Stands above every screen: the way out. */
  readonly Guard: ComponentType;
  /** A hook: what stands for a record in a list. Of a guarded one its number, never whose it is. */
  readonly useTitle: () => (record: DehriRecord) => string | undefined;
  /** Where its page is. */
  readonly hrefOf: (record: DehriRecord) => string | undefined;
}

/** Does the role keep files of persons or registers? One that only looks at registers works at the desk. */
export function keepsRecords(role: Role): boolean {
  return knowsClass(role, 'case') || knowsClass(role, 'mission', 'create');
}

export function usesCaseApp({ grants }: Pick<Profile, 'grants'>): boolean {
  return grants.some(({ role }) => keepsRecords(role));
}
