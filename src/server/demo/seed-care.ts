// Sixty care leavers of the demo: most in the files of the child protection unit, some who came to the
// One Stop Centre by themselves; five mentors, one of whom was a care leaver herself.
import type { Grant } from '#shared/access/access.ts';
import { upsertPlaces } from '../people/people.ts';
import { dayOf, type Services } from '../services.ts';
import { leaverOf } from './care-story.ts';
import { after } from './case-story.ts';
import { DemoPhone, expectApplied, type World } from './demo-phone.ts';
import { couple, write } from './names.ts';
import { demoPerson } from './people.ts';
import { createRandom, mixSeed } from './random.ts';

export interface CarePlan {
  readonly unit: string;
  readonly names: readonly [hi: string, en: string];
  /** Who at the One Stop Centre writes down those who come there, and its place. */
  readonly centre: { readonly place: string; readonly phone: DemoPhone; readonly worker: string };
  readonly people: string;
  readonly seed: number;
}

export const CARE_LEAVERS = 60;
const AT_CENTRE = 6;
const MENTORS = 5;

export async function seedCare(services: Services, { unit, names, centre, people, seed }: CarePlan): Promise<Grant> {
  const today = dayOf(services, services.clock());
  await upsertPlaces(services, [{ code: unit, hi: names[0], en: names[1] }]);
  await demoPerson(services, `${people}-dcpu-administrator`, 'मनोज कुमार', 'centre-administrator', unit, 500);
  const worker = await demoPerson(services, `${people}-dcpu-worker`, 'विकास कुमार', 'case-worker', unit, 500);
  const world: World = new Map();
  const phone = new DemoPhone(services, world, worker);
  const now = services.clock() - 3_600_000;
  const year = `${Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0)}`;

  const mentors = Array.from({ length: MENTORS }, (_, i) => {
    const random = createRandom(mixSeed(seed, 1_000 + i));
    const pair = couple(random);
    const sex = i % 2 === 0 ? 'female' as const : 'male' as const;
    const mentor = { id: `${people}-mentor-${i + 1}`, name: write(sex === 'female' ? pair.woman : pair.man, 'hi'), sex };
    phone.edit({
      type: 'mentor', record: mentor.id, place: unit, at: now,
      edits: { number: `DCPU1/${year}/M-${i + 1}`, registeredDay: after(today, -200), takenBy: worker.person, worker: worker.person, kind: i === 0 ? 'care_leaver' : 'volunteer', name: mentor.name, sex, age: 24 + i * 3, ageDay: today, experience: 3 + i, domains: ['social', 'money', 'education'], safePhone: `600009900${i}`, willing: true, trainedDay: after(today, -150), checkedDay: after(today, -160), status: 'active', statusDay: after(today, -150) },
    });
    return mentor;
  });
  for (let i = 0; i < CARE_LEAVERS; i += 1) {
    const random = createRandom(mixSeed(seed, i));
    const atCentre = i % (CARE_LEAVERS / AT_CENTRE) === 5;
    const age = i % 4 === 0 ? random.int(15, 17) : random.weighted([[18, 30], [19, 25], [20, 20], [21, 15], [22, 8], [24, 4]]);
    const sex = random.chance(0.55) ? 'female' as const : 'male' as const;
    const mentor = !atCentre && age >= 18 && i % 5 === 2 ? mentors.find((m, n) => m.sex === sex && n >= (i % 2)) ?? mentors.find((m) => m.sex === sex) : undefined;
    const who = atCentre ? centre.worker : worker.person;
    const { edits } = leaverOf(random, {
      number: `${atCentre ? 'OSC1' : 'DCPU1'}/${year}/C-${String(i + 1).padStart(4, '0')}`, today, worker: who, age, sex, source: atCentre ? 'self' : random.pick(['home_file', 'home_file', 'peer', 'committee']),
      member: age >= 18 && random.chance(0.55) ? `BCLA-${String(i + 1).padStart(4, '0')}` : undefined, mentor,
    });
    (atCentre ? centre.phone : phone).edit({ type: 'careLeaver', record: `${people}-leaver-${i + 1}`, place: atCentre ? centre.place : unit, edits: atCentre ? { ...edits, wantsHandover: true } : edits, at: now });
  }
  expectApplied(await phone.send());
  expectApplied(await centre.phone.send());
  return worker;
}
