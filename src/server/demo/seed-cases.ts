// A One Stop Centre with its cases, calls and shelter, handed in by the phones of its workers through
// the same door as every phone.
import type { Grant } from '#shared/access/access.ts';
import { caseNumber } from '#shared/case-number.ts';
import { dayNumber } from '#shared/form/calendar.ts';
import { DEMO_SERIES } from '../auth/series.ts';
import { upsertPlaces } from '../people/people.ts';
import { dayOf, type Services } from '../services.ts';
import { HELPLINE, otherCalls, type PlannedCase } from './case-plan.ts';
import { after, storyOf } from './case-story.ts';
import { DemoPhone, expectApplied, type World } from './demo-phone.ts';
import { demoPerson } from './people.ts';
import { createRandom, mixSeed } from './random.ts';

export interface CentrePlan {
  /** Place code of the office, `10.192.osc1`, and its names. */
  readonly office: string;
  readonly names: readonly [hi: string, en: string];
  readonly cases: readonly PlannedCase[];
  /** Of its people's ids: `demo` where sign-in codes are wanted. */
  readonly people: string;
  readonly villages: readonly string[];
  readonly seed: number;
  /** Last ISO day of the story; default today. */
  readonly until?: string;
}

export interface Centre {
  readonly administrator: Grant;
  /** Her phone. */
  readonly head: DemoPhone;
  readonly workers: readonly [DemoPhone, DemoPhone];
  /** Ids of the two case workers. */
  readonly staff: readonly [string, string];
  readonly world: World;
}

const BEDS = ['पलंग 1', 'पलंग 2', 'पलंग 3', 'पलंग 4', 'पलंग 5'] as const;
/** Name, unit, needed, received, given out, purchase. */
const STOCK: readonly (readonly [string, string, number, number, number, string])[] = [
  ['कंबल', 'नग', 20, 12, 3, 'sanctioned'], ['स्वच्छता किट', 'नग', 60, 80, 34, 'none'], ['बच्चों के कपड़े', 'जोड़ी', 15, 6, 4, 'wanted'], ['प्राथमिक उपचार पेटी', 'नग', 2, 2, 0, 'none'],
  ['मच्छरदानी', 'नग', 10, 10, 5, 'none'], ['पंजी (रजिस्टर)', 'नग', 12, 12, 9, 'ordered'],
];
/** Points of the building's checklist and how far each is. */
const READINESS: readonly (readonly [string, 'ready' | 'partly' | 'missing'])[] = [
  ['hospital_near', 'ready'], ['area', 'ready'], ['beds', 'ready'], ['toilet', 'ready'], ['ramp', 'partly'], ['cctv', 'missing'], ['video_link', 'missing'], ['fire', 'partly'], ['complaint_box', 'ready'], ['signboard', 'ready'],
  ['water', 'ready'], ['kitchen', 'ready'], ['electricity', 'ready'], ['counselling_room', 'ready'], ['locked_cupboard', 'partly'], ['first_aid', 'ready'], ['phone_line', 'ready'], ['night_guard', 'ready'], ['vehicle', 'missing'],
];
/** Days of the past on which someone was taken in, and two who are in now, one of them on her fourth day. */
const STAYS: readonly { readonly before: number; readonly nights: number | undefined }[] = [
  { before: 531, nights: 4 }, { before: 497, nights: 2 }, { before: 452, nights: 3 }, { before: 71, nights: 3 }, { before: 58, nights: 5 }, { before: 40, nights: 2 }, { before: 26, nights: 4 }, { before: 12, nights: 1 }, { before: 3, nights: undefined }, { before: 1, nights: undefined },
];

export async function seedCentre(services: Services, plan: CentrePlan): Promise<Centre> {
  const { office, people, seed } = plan;
  const today = plan.until ?? dayOf(services, services.clock());
  await upsertPlaces(services, [{ code: office, hi: plan.names[0], en: plan.names[1] }]);
  const administrator = await demoPerson(services, `${people}-osc-administrator`, 'रीता सिंह', 'centre-administrator', office, 500);
  const first = await demoPerson(services, `${people}-osc-worker-1`, 'स्मिता कुमारी', 'case-worker', office, 500);
  const second = await demoPerson(services, `${people}-osc-worker-2`, 'नाजिया परवीन', 'case-worker', office, 500);
  const counsel = await demoPerson(services, `${people}-osc-counsellor`, 'अंजलि वर्मा', 'specialist', office, 500);
  const world: World = new Map();
  const workers = [new DemoPhone(services, world, first), new DemoPhone(services, world, second)] as const;
  const counsellor = new DemoPhone(services, world, counsel);
  const staff = [first.person, second.person] as const;
  const at = (day: string, hour = 12): number => Date.parse(`${day}T00:00:00Z`) - services.utcOffsetMinutes * 60_000 + hour * 3_600_000;

  const random = createRandom(seed);
  const phoneOf = (i: number): DemoPhone => workers[i % 2 === 0 ? 0 : 1];
  const later: (() => void)[] = [];
  const days = plan.cases.map(({ registeredDay }) => registeredDay);
  // Numbered as they came.
  const places = new Map(days.map((day, i) => ({ day, i })).sort((a, b) => compare(a.day, b.day) || a.i - b.i).map(({ i }, at) => [i, at + 1]));
  plan.cases.forEach((planned, i) => {
    const worker = staff[i % 2 === 0 ? 0 : 1];
    const record = `${people}-case-${i + 1}`;
    const call = planned.mode === HELPLINE ? `${people}-call-${i + 1}` : undefined;
    if (call !== undefined) phoneOf(i).edit({ type: 'call', record: call, place: office, edits: { day: planned.registeredDay, time: '11:10', disposition: 'registrable', by: worker, case: record }, at: at(planned.registeredDay) });
    const steps = storyOf(createRandom(mixSeed(seed, i)), {
      number: caseNumber({ prefix: 'OSC', office, day: planned.registeredDay, series: DEMO_SERIES, count: places.get(i) ?? i + 1, record }), registeredDay: planned.registeredDay, today, mode: planned.mode, worker, counsellor: counsel.person, villages: plan.villages,
      ...(planned.closedDay !== undefined && { closedDay: planned.closedDay }),
    });
    steps.forEach(({ day, by, edits }, n) => {
      const phone = by === 'counsellor' ? counsellor : phoneOf(i);
      const write = (): void => void phone.edit({ type: 'case', record, place: office, edits: n === 0 && call !== undefined ? { ...edits, call } : edits, at: at(day, 11 + Math.min(n, 9)) });
      // The counsellor's sittings come after what the workers have handed in.
      if (by === 'counsellor') later.push(write);
      else write();
    });
  });
  // What else 181 heard came as its cases came: more now than a year ago.
  const calledOn = plan.cases.filter((c) => c.mode === HELPLINE).map(({ registeredDay }) => registeredDay).sort(compare);
  otherCalls(random, calledOn.length).forEach((disposition, i, all) => {
    const at181 = (i * calledOn.length) / all.length;
    const from = calledOn[Math.floor(at181)] ?? today;
    const gap = (dayNumber(calledOn[Math.floor(at181) + 1] ?? today) ?? 0) - (dayNumber(from) ?? 0);
    const day = after(from, Math.floor(gap * (at181 % 1)));
    phoneOf(i).edit({ type: 'call', record: `${people}-other-call-${i + 1}`, place: office, edits: { day, time: `${random.int(8, 21)}:${random.pick(['02', '14', '27', '41', '56'])}`, disposition, by: staff[i % 2 === 0 ? 0 : 1] }, at: at(day) });
  });
  for (const phone of workers) expectApplied(await phone.send());
  for (const write of later) write();
  expectApplied(await counsellor.send());
  shelter(plan, world, workers[0], today, at);
  expectApplied(await workers[0].send());
  const head = new DemoPhone(services, world, administrator);
  taskForce(head, plan, today, at);
  expectApplied(await head.send());
  return { administrator, head, workers, staff, world };
}

/** Beds, and some nights in them; the woman's file and the bed say the same. */
function shelter({ office, people, cases, until }: CentrePlan, world: World, worker: DemoPhone, today: string, at: (day: string) => number): void {
  const beds = BEDS.map((name, i) => {
    const record = `${people}-bed-${i + 1}`;
    worker.edit({ type: 'bed', record, place: office, edits: { name, room: 'आश्रय कक्ष' }, at: at(cases.reduce((first, { registeredDay }) => (registeredDay < first ? registeredDay : first), today)) });
    return record;
  });
  // Her own worker takes her in; a child is produced before the committee instead.
  const taken = new Set<string>();
  STAYS.forEach(({ before, nights }, i) => {
    const from = after(until ?? today, -before);
    const to = nights === undefined ? undefined : after(from, nights);
    const index = cases.findIndex((c, n) => n % 2 === 0 && !taken.has(`${people}-case-${n + 1}`) && c.registeredDay <= from && after(c.registeredDay, 30) >= from && (c.closedDay === undefined || (to !== undefined && c.closedDay >= to)) && Number(world.get(`${people}-case-${n + 1}`)?.values['age']) >= 18);
    const bed = beds[i % beds.length];
    const record = `${people}-case-${index + 1}`;
    const file = world.get(record);
    if (bed === undefined || index < 0 || file === undefined) return;
    taken.add(record);
    const row = `n${i + 1}`;
    worker.edit({
      type: 'case', record, at: at(from),
      edits: { [`stays.${row}.bed`]: bed, [`stays.${row}.inDay`]: from, [`stays.${row}.inTime`]: '17:30', [`stays.${row}.girls`]: i % 3 === 0 ? 1 : 0, [`stays.${row}.boys`]: 0, ...(to !== undefined && { [`stays.${row}.outDay`]: to, [`stays.${row}.outTime`]: '11:00', [`stays.${row}.outTo`]: i % 2 === 0 ? 'relative' : 'home' }) },
    });
    worker.edit({
      type: 'bed', record: bed, at: at(from),
      edits: { [`stays.${row}.case`]: record, [`stays.${row}.number`]: file.values['number'] ?? null, [`stays.${row}.from`]: from, ...(to !== undefined && { [`stays.${row}.to`]: to }) },
    });
  });
}

/** What the task force of a district keeps of its centre: stock, the building, its meetings (dossier A2). */
function taskForce(head: DemoPhone, { office, people }: CentrePlan, today: string, at: (day: string) => number): void {
  STOCK.forEach(([name, unit, needed, received, given, purchase], i) => {
    const day = after(today, -120 + i);
    head.edit({
      type: 'stockItem', record: `${people}-stock-${i + 1}`, place: office, at: at(day),
      edits: {
        name, unit, needed, 'moves.m1.day': day, 'moves.m1.kind': 'received', 'moves.m1.amount': received,
        ...(given > 0 && { 'moves.m2.day': day, 'moves.m2.kind': 'given_out', 'moves.m2.amount': given }),
        ...(purchase !== 'none' && { purchase, purchaseDay: day, rupees: 400 * needed }),
      },
    });
  });
  READINESS.forEach(([key, state], i) => {
    const day = after(today, -50);
    head.edit({
      type: 'readiness', record: `${people}-readiness-${i + 1}`, place: office, at: at(day),
      edits: { key, state, stateDay: day, ...(state !== 'ready' && { owner: 'भवन प्रमंडल', dueDay: after(today, i % 2 === 0 ? 12 : -6) }) },
    });
  });
  const held = after(today, -24);
  head.edit({
    type: 'meeting', record: `${people}-meeting-1`, place: office, at: at(held),
    edits: {
      day: held, subject: 'वन स्टॉप सेंटर टास्क फोर्स की बैठक', chair: 'जिला पदाधिकारी', present: 'सिविल सर्जन, पुलिस उपाधीक्षक (मुख्यालय), जिला कार्यक्रम पदाधिकारी आईसीडीएस, केंद्र प्रशासक',
      minutes: 'लंबित मामलों, आश्रय कक्ष और भवन की तैयारी की समीक्षा की गई।',
      'directions.g1.text': 'सदर अस्पताल से रात की चिकित्सा सुविधा तय करें', 'directions.g1.owner': 'सिविल सर्जन', 'directions.g1.dueDay': after(held, 10), 'directions.g1.doneDay': after(held, 8), 'directions.g1.reply': 'रात की ड्यूटी सूची केंद्र को दी गई',
      'directions.g2.text': 'सीसीटीवी और बाहर की रोशनी लगवाएँ', 'directions.g2.owner': 'भवन प्रमंडल', 'directions.g2.dueDay': after(held, 15),
      'directions.g3.text': 'वीडियो बयान के लिए इंटरनेट लाइन', 'directions.g3.owner': 'जिला सूचना विज्ञान पदाधिकारी', 'directions.g3.dueDay': after(held, 40),
    },
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
