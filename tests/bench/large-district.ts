// A district after five years: its families, and beside them three One Stop Centres with tens of thousands of cases
// and calls, and the events of its hub; each a real record with its history.
import { caseNumber } from '#shared/case-number.ts';
import { addDays } from '#shared/report/period.ts';
import { HELPLINE, otherCalls, yearOfCases } from '#server/demo/case-plan.ts';
import { after, storyOf } from '#server/demo/case-story.ts';
import { createRandom, mixSeed } from '#server/demo/random.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { today, type Services } from '#server/services.ts';
import { writeLives, type Life, type Written } from './bulk-records.ts';

export interface LargeSize {
  readonly cases: number;
  readonly events: number;
  /** Calls that became no case. */
  readonly calls: number;
}

export const FIVE_YEARS: LargeSize = { cases: 40_000, events: 3_000, calls: 40_000 };
export const LARGE_DISTRICT = 192;

const DISTRICT = `10.${LARGE_DISTRICT}`;
const CENTRES = [1, 2, 3].map((n) => `${DISTRICT}.osc${n}`);
const HUB = `${DISTRICT}.hub1`;
const DAYS = 5 * 365;
const SEED = 7_192;
const VILLAGES = ['ममलखा', 'लैलख', 'शंकरपुर', 'रजंदीपुर', 'बरारी'];

/** The offices of the district in an otherwise empty or merely listed one. Throws where there are such records already. */
export async function loadOffices(services: Services, size: LargeSize): Promise<Written> {
  await upsertPlaces(services, [
    ...CENTRES.map((code, i) => ({ code, hi: `सखी वन स्टॉप सेंटर ${i + 1}`, en: `Sakhi One Stop Centre ${i + 1}` })), { code: HUB, hi: 'महिला सशक्तिकरण हब', en: 'Hub for Empowerment of Women' },
  ]);
  return writeLives(services, LARGE_DISTRICT, livesOf(today(services), size));
}

function* livesOf(day: string, size: LargeSize): Generator<Life> {
  yield* casesOf(day, size.cases);
  yield* callsOf(day, size.calls);
  yield* eventsOf(day, size.events);
}

const at = (day: string, hour = 12): number => Date.parse(`${day}T00:00:00Z`) + (hour - 5) * 3_600_000;

/** Centre and helpline alike: as many a year as there are in five, with the plan's share of what stays open. */
function* casesOf(day: string, cases: number): Generator<Life> {
  const perYear = Math.ceil(cases / 5);
  for (let year = 0; year < 5; year += 1) {
    const until = addDays(day, -365 * (4 - year));
    const plans = yearOfCases(SEED + year, until, Math.min(perYear, cases - year * perYear));
    for (const [i, planned] of plans.entries()) {
      const n = year * perYear + i;
      const office = CENTRES[n % CENTRES.length] ?? HUB;
      const worker = `${office}-worker-${n % 12}`;
      const id = `case-${n}`;
      const call = planned.mode === HELPLINE ? `case-call-${n}` : undefined;
      const number = caseNumber({ prefix: 'OSC', office, day: planned.registeredDay, series: 'B0', count: n + 1, record: id });
      const closed = planned.closedDay ?? (year < 4 && n % 25 !== 0 ? after(planned.registeredDay, 120) : undefined);
      const steps = storyOf(createRandom(mixSeed(SEED, n)), {
        number, registeredDay: planned.registeredDay, today: day, mode: planned.mode, worker, counsellor: `${office}-counsellor`, villages: VILLAGES, ...(closed !== undefined && { closedDay: closed }),
      });
      yield { type: 'case', id, place: office, steps: steps.map((step, s) => ({ by: step.by === 'worker' ? worker : `${office}-counsellor`, at: at(step.day), edits: s === 0 && call !== undefined ? { ...step.edits, call } : step.edits })) };
      if (call !== undefined) yield { type: 'call', id: call, place: office, steps: [{ by: worker, at: at(planned.registeredDay, 11), edits: { day: planned.registeredDay, time: '11:10', disposition: 'registrable', by: worker, case: id } }] };
    }
  }
}

function* callsOf(day: string, calls: number): Generator<Life> {
  const random = createRandom(SEED + 1);
  const heard = otherCalls(random, Math.ceil(calls / 31)).slice(0, calls);
  for (const [i, disposition] of heard.entries()) {
    const office = CENTRES[i % CENTRES.length] ?? HUB;
    const [by, on] = [`${office}-worker-${i % 12}`, addDays(day, -Math.floor((DAYS * (heard.length - 1 - i)) / heard.length))];
    yield { type: 'call', id: `call-${i}`, place: office, steps: [{ by, at: at(on), edits: { day: on, time: `${random.int(10, 19)}:15`, disposition, by } }] };
  }
}

function* eventsOf(day: string, events: number): Generator<Life> {
  const random = createRandom(SEED + 2);
  for (let i = 0; i < events; i += 1) {
    const on = addDays(day, -Math.floor((DAYS * (events - 1 - i)) / events));
    const kind = random.weighted([['bbbp', 60], ['hub', 30], ['camp', 6], ['training', 4]]);
    yield {
      type: 'event', id: `event-${i}`, place: HUB,
      steps: [{ by: `${HUB}-coordinator`, at: at(on), edits: { day: on, kind, form: random.pick(['rally', 'oath', 'school', 'meeting']), name: 'कार्यक्रम', women: random.int(10, 80), girls: random.int(0, 60), boys: random.int(0, 10), men: random.int(0, 20), officials: random.int(1, 6) } }],
    };
  }
}
