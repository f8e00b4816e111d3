// The State Resource Centre of another state (Uttarakhand, LGD 5): its places, departments and people. Its lists and
// files are seeded beside it.
import type { Place } from '#shared/place/place.ts';
import type { Grant } from '#shared/access/access.ts';
import { upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import type { Services } from '../services.ts';
import { demoPerson } from './people.ts';
import { TEXTS_OF_UTTARAKHAND } from './uttarakhand-data.ts';

export const UTTARAKHAND = '5';

export interface UttarakhandPeople {
  readonly operator: Grant;
  readonly officers: readonly [Grant, Grant];
  /** By place of the department. */
  readonly nodals: Readonly<Record<string, Grant>>;
  /** Head and worker of the child protection unit, by its place. */
  readonly units: Readonly<Record<string, { readonly head: Grant; readonly worker: Grant }>>;
}

export async function seedUttarakhand(services: Services): Promise<UttarakhandPeople> {
  const { departments, units, people } = TEXTS_OF_UTTARAKHAND;
  const offices: Place[] = [...departments, ...units].map(({ code, hi, en }) => ({ code, hi, en }));
  await upsertPlaces(services, [...placesOfState(UTTARAKHAND), ...offices]);
  const officer = await demoPerson(services, 'demo-resource-officer', people.officer, 'resource-officer', UTTARAKHAND);
  const second = await demoPerson(services, 'demo-resource-officer-2', people.second, 'resource-officer', UTTARAKHAND);
  const operator = await demoPerson(services, 'demo-resource-operator', people.operator, 'resource-operator', UTTARAKHAND);
  const nodals: Record<string, Grant> = {};
  for (const { code, nodal } of departments) {
    if (nodal !== undefined) nodals[code] = await demoPerson(services, `demo-department-${code.split('.dep')[1] ?? ''}`, nodal, 'department', code);
  }
  const staffed: Record<string, { head: Grant; worker: Grant }> = {};
  for (const [at, { code, head, worker }] of units.entries()) {
    staffed[code] = {
      head: await demoPerson(services, `demo-unit-head-${at + 1}`, head, 'centre-administrator', code),
      worker: await demoPerson(services, `demo-unit-worker-${at + 1}`, worker, 'case-worker', code),
    };
  }
  return { operator, officers: [officer, second], nodals, units: staffed };
}
