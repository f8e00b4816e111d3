// A district's hub with its registers of a year or more, handed in by the phone of its coordinator through the same
// door as every phone.
import type { Grant } from '#shared/access/access.ts';
import { parentOf } from '#shared/place/place.ts';
import { addGrant, upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import type { Services } from '../services.ts';
import { DemoPhone, expectApplied, type World } from './demo-phone.ts';
import { planMission, type MissionFigures } from './mission-plan.ts';
import { demoPerson } from './people.ts';

export interface MissionSeed {
  /** Place code of the office, `10.192.hub1`, and its names. */
  readonly hub: string;
  readonly names: readonly [hi: string, en: string];
  readonly coordinator: string;
  /** Of her id: `demo` where sign-in codes are wanted. */
  readonly people: string;
  readonly seed: number;
  /** ISO days of the story, both included. */
  readonly from: string;
  readonly until: string;
  /** Below 1 more came in the later months than in the earlier ones. */
  readonly growth?: number;
  readonly figures: MissionFigures;
  readonly villages: readonly string[];
}

export async function seedMission(services: Services, { hub, names, coordinator, people, seed, from, until, growth = 1, figures, villages }: MissionSeed): Promise<readonly [Grant, Grant]> {
  const district = parentOf(hub) ?? hub;
  const known = placesOfState(parentOf(district) ?? district);
  await upsertPlaces(services, [{ code: hub, hi: names[0], en: names[1] }]);
  const atHub = await demoPerson(services, `${people}-mission-coordinator`, coordinator, 'mission-coordinator', hub, 800);
  const atDistrict: Grant = { ...atHub, place: district, id: await addGrant(services, atHub.person, { role: 'mission-coordinator', place: district, from: atHub.from }, null) };
  const world: World = new Map();
  const phone = new DemoPhone(services, world, atHub, atDistrict);
  const records = planMission({
    seed, from, until, growth, figures, villages, district: known.find(({ code }) => code === district)?.hi ?? '',
    blocks: known.filter(({ code }) => parentOf(code) === district).map(({ code }) => code),
  });
  const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`) - services.utcOffsetMinutes * 60_000;
  const steps = records.flatMap(({ type, id, steps: some }) => some.map((step) => ({ ...step, type, id })));
  // As they happened: what names an event comes after it.
  steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  for (const { day, edits, type, id } of steps) {
    const named = Object.fromEntries(['event', 'home'].flatMap((path) => (typeof edits[path] === 'string' ? [[path, `${people}-${edits[path]}`]] : [])));
    phone.edit({ type, record: `${people}-${id}`, place: hub, edits: { ...edits, ...named }, at: noon(day) });
  }
  expectApplied(await phone.send());
  return [atHub, atDistrict];
}
