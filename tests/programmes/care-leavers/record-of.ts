// Files as they stand, the rules in force and who looks at them, for tests that look at values only.
import { careLeavers } from '#programmes/care-leavers/index.ts';
import type { CaseContext } from '#shared/case-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

export const TODAY = '2026-11-22';
export const OFFICE = '10.208.dcpu1';

export function leaverOf(values: Values, id = 'leaver-1'): DehriRecord {
  return { id, type: 'careLeaver', bucket: `${OFFICE}/care`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

export function mentorOf(values: Values, id = 'mentor-1', office = OFFICE): DehriRecord {
  return { id, type: 'mentor', bucket: `${office}/care`, seq: 1, schema: 1, values, base: 'c1', heads: {}, rivals: {} };
}

export function contextOn(today: string = TODAY): CaseContext {
  return { person: 'p1', place: OFFICE, today, now: Date.parse(`${today}T06:30:00Z`), rules: rulesAt(), nameOf: () => '' };
}

export function rulesAt(): ReturnType<typeof rulebookFrom> {
  if (careLeavers.rules === undefined) throw new Error('the programme brings rules');
  return rulebookFrom([careLeavers.rules], [], OFFICE);
}
