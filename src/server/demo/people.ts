// People of the demo. Ids begin with `demo-`, so that their one-time codes are printed at the start.
import type { Grant } from '#shared/access/access.ts';
import type { Role } from '#shared/access/table.ts';
import { dayOf, type Services } from '../services.ts';
import { createPerson } from '../people/people.ts';

const DAY = 86_400_000;

/** A person whose grant began `days` ago. */
export async function demoPerson(services: Services, id: string, name: string, role: Role, place: string, days = 60): Promise<Grant> {
  const from = dayOf(services, services.clock() - days * DAY);
  const { person, grant } = await createPerson(services, name, { role, place, from }, null, id);
  return { id: grant, person, role, place, from, to: null };
}
