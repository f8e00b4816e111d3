// Who works at the desk: a role with a desk verb beyond the sheet. Those whose role sees no families
// at all begin there.
import { ACCESS_TABLE } from '#shared/access/access.ts';
import type { Profile } from '#shared/sync/profile.ts';

export function mayUseDesk(profile: Profile): boolean {
  return profile.grants.some((g) => ACCESS_TABLE[g.role].desk.some((verb) => verb !== 'sheet') || ACCESS_TABLE[g.role].records['family'] === undefined);
}

export function deskFirst(profile: Profile): boolean {
  return mayUseDesk(profile) && matchMedia('(min-width: 1024px)').matches;
}
