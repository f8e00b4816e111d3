// Lakhisarai's One Stop Centre as the district's steering committee heard it in its review of 2025-26
// (dossier D1): 103 cases disposed by the centre in the year so far; on 181, 95 registered and 88 of
// them disposed. How many the centre registered was not read out: 118 is ours. A case counts once, on
// the line by which it came. Of Mission Shakti: 61 programmes of Beti Bachao Beti Padhao with 4,327 participants; 29 of
// the hub with 1,560 women and girls, 102 of them linked to schemes. Homes, the fund, batches and workplaces
// were spoken of without figures: those here are ours.
import { upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import type { Services } from '../services.ts';
import { exactCases } from './case-plan.ts';
import { demoPerson } from './people.ts';
import { seedCentre } from './seed-cases.ts';
import { seedMission } from './seed-mission.ts';

export const LAKHISARAI = { disposed: 103, registered181: 95, disposed181: 88, pending181: 7 } as const;
/** Counts of `mission-shakti`. */
export const LAKHISARAI_MISSION = { bbbpEvents: 61, bbbpParticipants: 4327, hubEvents: 29, hubParticipants: 1560, linked: 102 } as const;
export const LAKHISARAI_DISTRICT = '10.204';
/** The year so far: ISO days. */
export const LAKHISARAI_YEAR = { from: '2025-04-01', to: '2026-01-31', days: 306 } as const;

export const LAKHISARAI_HUB = `${LAKHISARAI_DISTRICT}.hub1`;

const REGISTERED = 118;
const SEED = 20_260_202;
const VILLAGES = ['सूर्यगढ़ा', 'बड़हिया', 'हलसी', 'रामगढ़ चौक', 'पिपरिया', 'चानन'] as const;

export async function loadLakhisarai(services: Services): Promise<void> {
  await upsertPlaces(services, placesOfState('10'));
  await demoPerson(services, 'demo-district-officer', 'अनिल प्रसाद', 'district-officer', LAKHISARAI_DISTRICT);
  const { from, days, to } = LAKHISARAI_YEAR;
  const centre = exactCases(SEED, from, days, 'centre', { registered: REGISTERED, disposed: LAKHISARAI.disposed });
  const helpline = exactCases(SEED + 1, from, days, 'helpline', { registered: LAKHISARAI.registered181, disposed: LAKHISARAI.disposed181 });
  const cases = [...centre, ...helpline].sort((a, b) => (a.registeredDay < b.registeredDay ? -1 : a.registeredDay > b.registeredDay ? 1 : 0));
  await seedCentre(services, {
    office: `${LAKHISARAI_DISTRICT}.osc1`, names: ['सखी वन स्टॉप सेंटर, लखीसराय', 'Sakhi One Stop Centre, Lakhisarai'], cases, people: 'demo', seed: SEED, until: to,
    villages: VILLAGES,
  });
  await seedMission(services, {
    hub: LAKHISARAI_HUB, names: ['महिला सशक्तिकरण केंद्र (हब), लखीसराय', 'Hub for Empowerment of Women, Lakhisarai'], coordinator: 'प्रीति कुमारी', people: 'demo', seed: SEED + 2, from, until: to, villages: VILLAGES,
    figures: {
      bbbp: { events: LAKHISARAI_MISSION.bbbpEvents, participants: LAKHISARAI_MISSION.bbbpParticipants },
      hub: { events: LAKHISARAI_MISSION.hubEvents, participants: LAKHISARAI_MISSION.hubParticipants, linked: LAKHISARAI_MISSION.linked },
      camps: 9, trainings: 6,
    },
  });
}
