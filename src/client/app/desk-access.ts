// Who works at the desk: a role with a desk verb beyond the sheet. Those whose role sees no families
// at all begin there.
import { worksAtDesk } from '#shared/access/access.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { keepsRecords } from './case-app.ts';

export function mayUseDesk(profile: Profile): boolean {
  return profile.grants.some(({ role }) => worksAtDesk(role));
}

export function deskFirst(profile: Profile): boolean {
  return mayUseDesk(profile) && profile.grants.every((g) => !keepsRecords(g.role)) && matchMedia('(min-width: 1024px)').matches;
}
