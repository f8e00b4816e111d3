// What a district's hub of the demo has written into its registers of Mission Shakti, planned from a seed
// before anything is handed in. Where a review read out a figure, the plan comes to exactly that one.
// Names of women are made up as those of the lists; everything else is invented.
import { dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { after } from './case-story.ts';
import { couple, write } from './names.ts';
import { createRandom, mixSeed, type Random } from './random.ts';

export interface MissionFigures {
  readonly bbbp: { readonly events: number; readonly participants: number };
  /** `participants` of the hub are women and girls. */
  readonly hub: { readonly events: number; readonly participants: number; readonly linked: number };
  readonly camps: number;
  readonly trainings: number;
}

export interface MissionYear {
  readonly seed: number;
  /** ISO days, both included. */
  readonly from: string;
  readonly until: string;
  /** 1: as much in every month. Below it more came in the later ones. */
  readonly growth: number;
  readonly figures: MissionFigures;
  /** Codes of the district's blocks, and names of places in it. */
  readonly blocks: readonly string[];
  readonly villages: readonly string[];
  /** Of the district: `भागलपुर`. */
  readonly district: string;
}

/** One record with the edits made to it, each on its day. */
export interface PlannedRecord {
  readonly type: string;
  /** Stable within the plan: `event-3`. */
  readonly id: string;
  readonly steps: readonly { readonly day: string; readonly edits: Values }[];
}

export function planMission(year: MissionYear): readonly PlannedRecord[] {
  return [...events(year), ...linkages(year), ...homes(year), ...fund(year), ...batches(year), ...workplaces(year)];
}

/** Whole numbers that add up to the total, uneven as life is, none below `least`. Needs `total` ≥ `least` × `parts`. */
export function exactParts(random: Random, total: number, parts: number, least = 0): readonly number[] {
  if (parts === 0) return [];
  const weights = Array.from({ length: parts }, () => random.int(40, 160));
  const weight = weights.reduce((sum, n) => sum + n, 0);
  const spare = total - least * parts;
  const out = weights.map((n) => least + Math.floor((spare * n) / weight));
  let missing = total - out.reduce((sum, n) => sum + n, 0);
  for (let i = 0; missing > 0; i = (i + 1) % parts, missing -= 1) out[i] = (out[i] ?? 0) + 1;
  return out;
}

/** Days after which nothing is left undone. */
const LONG_AGO = 330;

function daysOf({ from, until }: MissionYear): number {
  return (dayNumber(until) ?? 0) - (dayNumber(from) ?? 0);
}

/** The i-th of n days spread over the story, its first and last included. */
function spread(year: MissionYear, i: number, n: number): string {
  return after(year.from, Math.floor(daysOf(year) * (i / Math.max(1, n - 1)) ** year.growth));
}

/** What a year has so many of, over the whole story. */
function overYears(year: MissionYear, inYear: number): number {
  return Math.round(inYear * Math.max(1, daysOf(year) / 364));
}

/** A day later, but none after the end of the story. */
function later({ until }: MissionYear, day: string, days: number): string | undefined {
  const then = after(day, days);
  return then > until ? undefined : then;
}

type EventKind = 'bbbp' | 'hub' | 'camp' | 'training';
const EVENTS: Readonly<Record<EventKind, readonly (readonly [form: string, name: string])[]>> = {
  bbbp: [
    ['rally', 'बेटी बचाओ जागरूकता रैली'], ['school', 'विद्यालय में बालिका शिक्षा संवाद'], ['girl_birth', 'बेटी जन्मोत्सव'], ['oath', 'बाल विवाह मुक्त भारत शपथ'], ['street_play', 'नुक्कड़ नाटक: बाल विवाह'], ['wall_writing', 'दीवार लेखन'], ['self_defence', 'बालिकाओं का आत्मरक्षा अभ्यास'], ['health', 'किशोरी स्वास्थ्य जाँच'],
  ],
  hub: [['scheme_help', 'योजना सहायता शिविर'], ['meeting', 'महिला संवाद'], ['legal', 'कानूनी जागरूकता'], ['digital', 'डिजिटल जागरूकता'], ['health', 'महिला स्वास्थ्य चर्चा']],
  camp: [['scheme_help', 'पेंशन और राशन कार्ड शिविर'], ['health', 'आयुष्मान कार्ड शिविर']],
  training: [['meeting', 'आंगनबाड़ी सेविकाओं का प्रशिक्षण'], ['legal', 'महिला पर्यवेक्षिकाओं का प्रशिक्षण'], ['digital', 'शी-बॉक्स पोर्टल प्रशिक्षण']],
};
const VENUES = ['पंचायत भवन', 'उच्च विद्यालय', 'आंगनबाड़ी केंद्र', 'प्रखंड सभागार', 'कन्या मध्य विद्यालय', 'जीविका संकुल भवन'] as const;
const PARTNERS = ['जीविका', 'शिक्षा विभाग', 'स्वास्थ्य विभाग', 'पुलिस', 'जिला विधिक सेवा प्राधिकार', 'आईसीडीएस'] as const;

function events(year: MissionYear): readonly PlannedRecord[] {
  const { figures: { bbbp, hub, camps, trainings } } = year;
  return [
    ...eventsOf(year, 'bbbp', bbbp.events, bbbp.participants), ...eventsOf(year, 'hub', hub.events, hub.participants), ...eventsOf(year, 'camp', camps, camps * 84), ...eventsOf(year, 'training', trainings, trainings * 36),
  ];
}

function eventsOf(year: MissionYear, kind: EventKind, count: number, participants: number): readonly PlannedRecord[] {
  const seed = mixSeed(year.seed, count * 10 + kind.length);
  const sizes = exactParts(createRandom(seed), participants, count, 12);
  return sizes.map((size, i) => {
    const random = createRandom(mixSeed(seed, i));
    const [form, name] = random.pick(EVENTS[kind]);
    const village = random.pick(year.villages);
    return {
      type: 'event', id: `event-${kind}-${i + 1}`,
      steps: [{
        day: spread(year, i, count),
        edits: {
          day: spread(year, i, count), kind, form, name: `${name}, ${village}`, venue: `${random.pick(VENUES)}, ${village}`, ...groupsOf(random, kind, size),
          // The district's own stand at its seat; the others in their blocks.
          ...(year.blocks.length > 0 && i % 5 !== 0 && { block: random.pick(year.blocks) }),
          ...(random.chance(0.7) && { partners: random.pick(PARTNERS) }),
          ...(kind === 'bbbp' && { scheme: 'bbbp' }),
        },
      }],
    };
  });
}

/** Participants of a BBBP event are all who came; of the hub women and girls alone, others beside them. */
function groupsOf(random: Random, kind: EventKind, size: number): Values {
  if (kind === 'hub') {
    const girls = Math.floor(size * (0.1 + random.next() * 0.25));
    return { women: size - girls, girls, men: random.int(0, 6), officials: random.int(1, 4) };
  }
  const girls = Math.floor(size * (kind === 'bbbp' ? 0.45 : 0.1));
  const boys = kind === 'bbbp' ? Math.floor(size * 0.18) : 0;
  const men = Math.floor(size * 0.1);
  const officials = Math.min(size - girls - boys - men, random.int(1, 5));
  return { girls, boys, men, officials, women: size - girls - boys - men - officials };
}

const SCHEMES: readonly (readonly [string, number])[] = [['rojgar', 28], ['pension', 22], ['pmmvy', 14], ['kanya_utthan', 12], ['ration', 9], ['ayushman', 8], ['sukanya', 4], ['housing', 3]];
const REASONS = ['काग़ज़ अधूरे', 'उम्र पात्रता से बाहर', 'पहले से लाभ मिल रहा है'] as const;

function linkages(year: MissionYear): readonly PlannedRecord[] {
  const count = year.figures.hub.linked;
  const hubEvents = year.figures.hub.events;
  return Array.from({ length: count }, (_, i): PlannedRecord => {
    const random = createRandom(mixSeed(year.seed + 1, i));
    const { woman, man } = couple(random);
    const day = spread(year, i, count);
    const atEvent = hubEvents > 0 && random.chance(0.55);
    // Most of what is older was answered; what is new still waits.
    const recent = later(year, day, 50) === undefined;
    // Nobody has waited for a year.
    const answered = random.chance(recent ? 0.5 : later(year, day, LONG_AGO) === undefined ? 0.96 : 1) ? later(year, day, random.int(9, 48)) : undefined;
    const outcome = random.weighted<string>(recent ? [['got', 70], ['refused', 10], ['applied', 20]] : [['got', 88], ['refused', 12]]);
    return {
      type: 'linkage', id: `linkage-${i + 1}`,
      steps: [
        {
          day,
          edits: {
            day, name: write(woman, 'hi'), guardian: write(man, 'hi'), age: random.int(19, 67), village: random.pick(year.villages), scheme: random.weighted(SCHEMES), through: atEvent ? 'event' : 'hub_visit',
            ...(atEvent && { event: `event-hub-${Math.floor((hubEvents * i) / count) + 1}` }),
            ...(year.blocks.length > 0 && { block: random.pick(year.blocks) }),
          },
        },
        ...(answered === undefined ? [] : [{ day: answered, edits: { outcome, outcomeDay: answered, ...(outcome === 'refused' && { outcomeReason: random.pick(REASONS) }) } }]),
      ],
    };
  });
}

interface HomePlan {
  readonly kind: string;
  readonly name: string;
  readonly agency: string;
  readonly capacity: number;
  /** Where the count begins, and on how many days in a hundred somebody comes, somebody leaves. */
  readonly start: number;
  readonly comes: number;
  readonly leaves: number;
  /** Days before the end on which it was counted last. */
  readonly silent: number;
  /** It was beyond its places so many days before the end. */
  readonly overBefore?: number;
}

const HOMES: readonly HomePlan[] = [
  { kind: 'sakhi_niwas', name: 'सखी निवास', agency: 'महिला एवं बाल विकास निगम', capacity: 50, start: 31, comes: 8, leaves: 7, silent: 0 },
  { kind: 'shakti_sadan', name: 'शक्ति सदन', agency: 'नारी उत्थान समिति', capacity: 30, start: 24, comes: 14, leaves: 14, silent: 1, overBefore: 40 },
  { kind: 'short_stay', name: 'अल्पावास गृह', agency: 'ग्रामीण सेवा संस्थान', capacity: 25, start: 16, comes: 16, leaves: 16, silent: 0 },
  { kind: 'palnaghar', name: 'पालनाघर, समाहरणालय', agency: 'आईसीडीएस', capacity: 25, start: 15, comes: 4, leaves: 4, silent: 0 },
  { kind: 'palnaghar', name: 'पालनाघर, पुलिस लाइन', agency: 'आईसीडीएस', capacity: 20, start: 11, comes: 4, leaves: 4, silent: 9 },
];
/** Every day of the last so many; before that only days on which something moved, and Mondays. */
const DAILY = 60;
const FINDINGS = ['रसोई में साफ़-सफ़ाई कम', 'आगंतुक पंजी अद्यतन नहीं', 'रात की रोशनी ठीक नहीं', 'प्राथमिक उपचार पेटी अधूरी'] as const;

function homes(year: MissionYear): readonly PlannedRecord[] {
  return HOMES.flatMap((plan, i): PlannedRecord[] => {
    const random = createRandom(mixSeed(year.seed + 2, i));
    const id = `home-${i + 1}`;
    // Counts are handed in a month at a time, each month with what the home says after it.
    const counts = countsOf(random, year, plan);
    const months = [...new Set(counts.map(({ day }) => day.slice(0, 7)))].map((month) => [month, counts.filter(({ day }) => day.startsWith(month))] as const);
    const together = (some: readonly { readonly edits: Values }[]): Values => Object.fromEntries(some.flatMap(({ edits }) => Object.entries(edits)));
    const handedIn = (some: readonly { readonly day: string }[]): string => some.at(-1)?.day ?? year.until;
    const home: PlannedRecord = {
      type: 'home', id,
      steps: [
        { day: year.from, edits: { kind: plan.kind, name: `${plan.name}, ${year.district}`, address: `${year.district}`, agency: plan.agency, capacity: plan.capacity, capacityDay: year.from, state: 'open' } },
        ...months.map(([, some]) => ({ day: handedIn(some), edits: { latestDay: handedIn(some), latestPresent: some.at(-1)?.evening ?? 0 } })),
        ...inspections(random, year, i),
      ],
    };
    return [home, ...months.map(([month, some]): PlannedRecord => ({
      // As the app names it, which begins it too.
      type: 'homeMonth', id: `${id}-${month}`, steps: [{ day: handedIn(some), edits: { home: id, month, kind: plan.kind, ...together(some) } }],
    }))];
  });
}

function countsOf(random: Random, year: MissionYear, plan: HomePlan): readonly { readonly day: string; readonly evening: number; readonly edits: Values }[] {
  const days = daysOf(year);
  let here = plan.start;
  return Array.from({ length: days + 1 - plan.silent }, (_, i) => {
    const day = after(year.from, i);
    const left = days - i;
    const crowd = plan.overBefore === left ? plan.capacity - here + 3 : 0;
    // What came at once goes within some days.
    const ebb = plan.overBefore !== undefined && left < plan.overBefore && here > plan.capacity ? Math.min(2, here - plan.capacity) : 0;
    const present = here;
    const admitted = crowd > 0 ? crowd : here < plan.capacity && random.chance(plan.comes / 100) ? random.int(1, Math.min(2, plan.capacity - here)) : 0;
    const discharged = ebb > 0 ? ebb : crowd === 0 && here > 2 && random.chance(plan.leaves / 100) ? random.int(1, 2) : 0;
    here = present + admitted - discharged;
    const over = Math.max(present, here) > plan.capacity;
    const told = left < DAILY || admitted + discharged > 0 || over || new Date(`${day}T00:00Z`).getUTCDay() === 1;
    const at = `days.${day}`;
    const rehabilitated = discharged > 0 && plan.kind !== 'palnaghar' ? random.int(Math.max(0, discharged - 1), discharged) : 0;
    const edits: Values = {
      [`${at}.present`]: present, [`${at}.admitted`]: admitted, [`${at}.discharged`]: discharged, [`${at}.capacity`]: plan.capacity,
      ...(rehabilitated > 0 && { [`${at}.rehabilitated`]: rehabilitated }),
      ...(over && { [`${at}.overReason`]: 'पुलिस की कार्रवाई में एक साथ कई महिलाएँ लाई गईं' }),
    };
    return { day, evening: here, edits, told };
  }).filter(({ told }) => told);
}

function inspections(random: Random, year: MissionYear, home: number): readonly { readonly day: string; readonly edits: Values }[] {
  // Three in the last year, and as many months apart before it.
  const earlier = Math.max(0, Math.floor((daysOf(year) - 290) / 130));
  return Array.from({ length: earlier + 3 }, (_, n) => {
    const day = after(year.until, -(290 - (n - earlier) * 130 - home * 3));
    const mendBy = after(day, 15);
    const finds = n !== earlier + 1;
    const mended = finds && !(n === earlier + 2 && home % 2 === 0) ? later(year, day, random.int(6, 14)) : undefined;
    return {
      day: mended ?? day,
      edits: {
        [`inspections.n${n + 1}.day`]: day, [`inspections.n${n + 1}.by`]: random.pick(['अनुमंडल पदाधिकारी', 'जिला कार्यक्रम पदाधिकारी', 'सिविल सर्जन']),
        ...(finds && { [`inspections.n${n + 1}.finding`]: random.pick(FINDINGS), [`inspections.n${n + 1}.mendBy`]: mendBy }),
        ...(mended !== undefined && { [`inspections.n${n + 1}.mendedDay`]: mended, [`inspections.n${n + 1}.mendedNote`]: 'सुधार कर प्रतिवेदन दिया गया' }),
      },
    };
  }).filter(({ day }) => day >= year.from);
}

const FUND_CASES = 16;

function fund(year: MissionYear): readonly PlannedRecord[] {
  const count = overYears(year, FUND_CASES);
  return Array.from({ length: count }, (_, i): PlannedRecord => {
    const random = createRandom(mixSeed(year.seed + 3, i));
    const { woman, man } = couple(random);
    const day = spread(year, i, count);
    const decided = later(year, day, random.int(14, 40));
    const approved = random.chance(0.85);
    const paid = decided !== undefined && approved && i !== count - 4 ? later(year, decided, random.int(4, 13)) : undefined;
    return {
      type: 'fundCase', id: `fund-${i + 1}`,
      steps: [
        {
          day,
          edits: {
            number: `${i + 1}/${day.slice(0, 4)}`, appliedDay: day, name: write(woman, 'hi'), guardian: write(man, 'hi'), age: random.int(19, 48), village: random.pick(year.villages),
            kind: random.chance(0.85) ? 'domestic' : 'trafficking', source: random.weighted([['osc', 60], ['fir', 18], ['women_cell', 12], ['dm_darbar', 8], ['cm_darbar', 2]] as const), amount: 10_000,
          },
        },
        ...(decided === undefined ? [] : [{ day: decided, edits: { decision: approved ? 'approved' : 'refused', committeeDay: decided, ...(approved ? { amount: random.chance(0.8) ? 10_000 : 15_000 } : { decisionNote: 'मामला कोष की शर्तों में नहीं आता' }) } }]),
        ...(paid === undefined ? [] : [{ day: paid, edits: { paidDay: paid, paidMode: random.pick(['rtgs', 'neft']), paidNumber: `SBIN${random.int(100_000, 999_999)}` } }]),
      ],
    };
  });
}

const COURSES = ['सिलाई-कढ़ाई', 'ब्यूटीशियन', 'कंप्यूटर (डीटीपी)', 'मशरूम उत्पादन', 'अगरबत्ती निर्माण', 'सामान्य सेवा सहायक'] as const;
const EMPLOYERS = ['स्वरोज़गार', 'रेडीमेड वस्त्र केंद्र', 'साइबर केंद्र', 'जीविका उत्पादक समूह', 'निजी अस्पताल'] as const;

function batches(year: MissionYear): readonly PlannedRecord[] {
  const count = overYears(year, COURSES.length);
  return Array.from({ length: count }, (_, i): PlannedRecord => {
    const course = COURSES[i % COURSES.length] ?? '';
    const random = createRandom(mixSeed(year.seed + 4, i));
    const from = spread(year, i, count + 1);
    const to = after(from, 60);
    const enrolled = random.int(22, 30);
    const finished = enrolled - random.int(1, 5);
    // One that is over waits for its result.
    const result = i === count - 2 ? undefined : later(year, to, 3);
    const placed = result === undefined ? undefined : later(year, to, random.int(15, 50));
    return {
      type: 'batch', id: `batch-${i + 1}`,
      steps: [
        { day: from, edits: { course, agency: 'महिला कौशल विकास केंद्र', venue: year.district, from, to, enrolled } },
        ...(result === undefined ? [] : [{ day: result, edits: { finished } }]),
        ...(placed === undefined ? [] : [{ day: placed, edits: { 'placements.p1.day': placed, 'placements.p1.employer': random.pick(EMPLOYERS), 'placements.p1.women': Math.floor(finished * 0.45), 'placements.p2.day': placed, 'placements.p2.employer': random.pick(EMPLOYERS), 'placements.p2.women': Math.floor(finished * 0.15) } }]),
      ],
    };
  });
}

const WORKPLACES: readonly (readonly [name: string, sector: string, employees: number])[] = [
  ['सदर नर्सिंग होम', 'hospital', 42], ['विकास पब्लिक स्कूल', 'school', 38], ['सिटी मार्ट', 'shop', 26], ['ग्रामीण बैंक, मुख्य शाखा', 'bank', 31], ['श्री सीमेंट डिपो', 'industry', 57], ['गंगा होटल', 'hotel', 18], ['ज्ञान कोचिंग', 'school', 14],
  ['नव ज्योति संस्था', 'ngo', 16], ['जीवन बीमा कार्यालय', 'bank', 24], ['राइस मिल, औद्योगिक क्षेत्र', 'industry', 64], ['मातृ सेवा क्लिनिक', 'hospital', 8], ['बुक सेंटर', 'shop', 4], ['कंप्यूटर केंद्र', 'school', 7], ['वस्त्रालय', 'shop', 12], ['यात्री बस सेवा', 'transport', 22],
  ['दवा दुकान संघ कार्यालय', 'shop', 9], ['डायग्नोस्टिक सेंटर', 'hospital', 15], ['डेयरी संग्रह केंद्र', 'industry', 33], ['निजी आईटीआई', 'school', 21], ['मिष्ठान भंडार', 'shop', 11],
];
const CHAIRS = ['डॉ० सुनीता सिन्हा', 'शबनम खातून', 'प्रो० कविता झा', 'अनीता कुमारी', 'मीरा प्रसाद'] as const;

function workplaces(year: MissionYear): readonly PlannedRecord[] {
  return WORKPLACES.map(([name, sector, employees], i): PlannedRecord => {
    const random = createRandom(mixSeed(year.seed + 5, i));
    const registeredDay = spread(year, i, WORKPLACES.length + 4);
    const formed = employees >= 10 && (i % 5 !== 1 || later(year, registeredDay, LONG_AGO) !== undefined) ? later(year, registeredDay, random.int(5, 28)) : undefined;
    // The oldest committee is near its end, for it was formed before it was registered here.
    const old = i === 0;
    const committeeDay = old ? after(year.until, -(3 * 365 - 40)) : formed;
    return {
      type: 'workplace', id: `workplace-${i + 1}`,
      steps: [
        { day: registeredDay, edits: { name: `${name}, ${year.district}`, sector, address: random.pick(year.villages), registeredDay, employees, women: Math.floor(employees * (0.2 + random.next() * 0.4)), nodal: 'प्रबंधक' } },
        ...(committeeDay === undefined ? [] : [{
          day: committeeDay < registeredDay ? registeredDay : committeeDay,
          edits: { committeeDay, committeeChair: random.pick(CHAIRS), committeeMembers: random.int(4, 6), committeeOutside: i % 7 !== 2, committeeEnd: after(committeeDay, 3 * 365) },
        }]),
        ...complaints(random, year, i, employees),
      ],
    };
  });
}

/** Days before the end on which each of the first workplaces had its complaint; the first is open beyond ninety days. */
const COMPLAINED_BEFORE: readonly number[] = [112, 150, 64, 40, 21, 12, 6];

function complaints(random: Random, year: MissionYear, i: number, employees: number): readonly { readonly day: string; readonly edits: Values }[] {
  const before = COMPLAINED_BEFORE[i];
  if (before === undefined) return [];
  const received = after(year.until, -before);
  const closed = i === 1 || i === 3 ? later(year, received, random.int(15, 35)) : undefined;
  return [
    { day: received, edits: { 'complaints.c1.receivedDay': received, 'complaints.c1.body': employees < 10 ? 'local' : 'internal' } },
    ...(closed === undefined ? [] : [{ day: closed, edits: { 'complaints.c1.closedDay': closed, 'complaints.c1.outcome': random.pick(['upheld', 'settled']) } }]),
  ].filter(({ day }) => day >= year.from);
}
