// One made-up case of a One Stop Centre, told as the edits that its workers made, day by day. Kinds of
// violence come in the proportion in which 181 counted them (dossier A4: 2,217 registrable calls, April
// 2022 to February 2023); everything else is invented.
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { child, couple, write } from './names.ts';
import type { Random } from './random.ts';

/** What is settled about a case beforehand; the story fills in the rest. ISO days. */
export interface CaseSpec {
  readonly number: string;
  readonly registeredDay: string;
  /** Absent: still open on `today`. */
  readonly closedDay?: string;
  readonly today: string;
  readonly mode: string;
  readonly worker: string;
  readonly counsellor: string;
  readonly villages: readonly string[];
}

export interface CaseStep {
  readonly day: string;
  readonly by: 'worker' | 'counsellor';
  readonly edits: Values;
}

/** Registrable calls by kind (dossier A4). */
const VIOLENCE_SHARES: readonly (readonly [string, number])[] = [
  ['domestic', 997], ['mental', 405], ['dowry', 339], ['physical', 184], ['other', 163], ['child_marriage', 64], ['sexual', 58], ['trafficking', 7],
];
/** A second kind that often goes with the first. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  domestic: ['physical', 'mental'], dowry: ['domestic', 'mental'], mental: ['domestic'], physical: ['domestic'], child_marriage: ['mental'], sexual: ['mental'],
};
const STORIES: Readonly<Record<string, readonly string[]>> = {
  domestic: ['पति शराब पीकर मारपीट करते हैं, खर्च नहीं देते।', 'सास और पति मिलकर मारते हैं, घर से निकाल दिया।', 'पति दूसरी जगह रहते हैं, लौटने पर मारते हैं।'],
  dowry: ['मोटरसाइकिल और रुपये की माँग पर मारपीट।', 'दहेज के लिए ताना और मायके भेज दिया।'],
  mental: ['रोज ताना, फोन पर बात करने नहीं देते।', 'पति ने बिना बताए घर छोड़ दिया, ससुराल वाले डराते हैं।'],
  physical: ['पड़ोसी से विवाद में मारपीट।', 'देवर ने मारा, हाथ में चोट।'],
  child_marriage: ['घर वाले शादी तय कर रहे हैं, लड़की पढ़ना चाहती है।'],
  sexual: ['परिचित ने गलत व्यवहार किया।'],
  trafficking: ['काम के बहाने बाहर ले जाया जा रहा था।'],
  other: ['संपत्ति में हिस्सा नहीं देते।', 'पति का पता नहीं चल रहा।'],
};

const DAYS_TO_FOLLOW_UP = [15, 45, 90] as const;

export function storyOf(random: Random, spec: CaseSpec): readonly CaseStep[] {
  const { registeredDay, closedDay, today } = spec;
  const steps: CaseStep[] = [];
  const until = closedDay ?? today;
  const step = (day: string, edits: Values, by: CaseStep['by'] = 'worker'): void => {
    if (day <= until) steps.push({ day, by, edits });
  };
  const violence = random.weighted(VIOLENCE_SHARES);
  const minor = violence === 'child_marriage' ? random.chance(0.85) : violence === 'sexual' ? random.chance(0.35) : false;
  const people = couple(random);
  const age = minor ? random.int(13, 17) : random.weighted([[random.int(18, 25), 35], [random.int(26, 35), 40], [random.int(36, 50), 20], [random.int(51, 68), 5]]);
  const nameTold = !random.chance(0.03);
  const safe = random.chance(0.82);
  const risks = [...(random.chance(0.16) ? ['danger'] : []), ...(random.chance(0.1) ? ['medical'] : []), ...(random.chance(0.03) ? ['suicide'] : []), ...(random.chance(0.14) ? ['children'] : [])];
  const story = random.pick(STORIES[violence] ?? STORIES['other'] ?? ['']);
  const intake: Record<string, FieldValue> = {
    number: spec.number, registeredDay, registeredTime: `${random.int(10, 17)}:${random.pick(['05', '20', '35', '50'])}`, mode: spec.mode, worker: spec.worker, takenBy: spec.worker, status: 'open',
    onBehalf: minor || spec.mode === 'relative', nameTold, age, ageDay: registeredDay, guardianRelation: minor ? 'father' : 'husband', maritalStatus: minor ? 'unmarried' : 'married',
    violence: [violence, ...(random.chance(0.5) ? BESIDE[violence]?.slice(0, 1) ?? [] : [])], primaryViolence: violence,
    incidentDay: before(registeredDay, random.int(0, 12)), incidentStory: story, address: `ग्राम ${random.pick(spec.villages)}`, minorThen: minor,
    risks: risks.length === 0 ? ['none'] : risks, riskDay: registeredDay, consentRegister: true, consentContact: safe, consentDay: registeredDay,
    safeTime: safe ? random.pick(['any', 'morning', 'noon', 'evening']) : 'never', mayMessage: safe && random.chance(0.4), 'team.t1.person': spec.counsellor, 'team.t1.task': 'counselling',
  };
  if (nameTold) intake['name'] = write(people.woman, 'hi');
  intake['guardianName'] = write(people.man, 'hi');
  if (safe) intake['safePhone'] = `60000${String(random.int(0, 99_999)).padStart(5, '0')}`;
  if (intake['onBehalf'] === true) Object.assign(intake, { informantName: write(couple(random).woman, 'hi'), informantRelation: minor ? 'माँ' : 'बहन' });
  if (!minor) {
    intake['accused.a1.name'] = write(people.man, 'hi');
    intake['accused.a1.relation'] = violence === 'physical' ? 'पड़ोसी' : 'पति';
    const kids = random.int(0, 3);
    for (let i = 1; i <= kids; i += 1) {
      const sex = random.pick(['female', 'male'] as const);
      Object.assign(intake, { [`children.c${i}.name`]: write(child(random, people, sex), 'hi'), [`children.c${i}.age`]: random.int(1, 14), [`children.c${i}.sex`]: sex });
    }
  }
  step(registeredDay, intake);
  // Whether the danger is over is asked within weeks; of a few that came lately nobody has asked yet.
  if (risks.length > 0) {
    const asked = after(registeredDay, random.int(3, 21));
    step(asked, { riskDay: asked, riskOver: true, riskNote: 'अब रिश्तेदार के घर सुरक्षित हैं' });
  }

  const service = (row: string, kind: string, day: string, provider: string, by: CaseStep['by'] = 'worker'): void =>
    step(day, { [`services.${row}.kind`]: kind, [`services.${row}.day`]: day, [`services.${row}.provider`]: provider, [`services.${row}.outcome`]: 'given' }, by);
  service('s1', 'counselling', registeredDay, 'केंद्र');
  if (risks.includes('medical')) service('s2', 'medical', registeredDay, 'सदर अस्पताल');
  if (random.chance(0.24)) service('s3', 'legal', after(registeredDay, random.int(1, 9)), 'पारा लीगल कर्मी');
  if (minor) {
    const sameDay = random.chance(0.8);
    if (violence === 'sexual') step(registeredDay, { pocsoReportDay: registeredDay, supportPerson: 'जिला बाल संरक्षण इकाई' });
    step(registeredDay, {
      foundDay: registeredDay, foundTime: '11:00', cwcDay: after(registeredDay, sameDay ? 0 : 1), cwcTime: sameDay ? '15:30' : '10:30', cwcOrder: 'परिवार को सौंपा गया, अनुवर्ती कार्रवाई केंद्र करे',
    });
  }

  const shared: string[] = [];
  const refer = (row: string, agency: string, office: string, sent: string, waits: number): void => {
    shared.push(agency);
    step(sent, { sharedWith: shared.toSorted(), consentDay: sent });
    step(sent, { [`referrals.${row}.agency`]: agency, [`referrals.${row}.office`]: office, [`referrals.${row}.sentDay`]: sent });
    const received = after(sent, 1);
    const answered = after(sent, waits);
    // Of a case that is closed nothing is left open.
    const last = closedDay !== undefined && answered > closedDay ? closedDay : answered;
    step(received > last ? last : received, { [`referrals.${row}.receivedDay`]: received > last ? last : received });
    step(last, { [`referrals.${row}.answeredDay`]: last, [`referrals.${row}.answer`]: random.chance(0.85) ? 'helped' : 'refused' });
  };
  if (risks.includes('danger') || random.chance(0.3)) refer('r1', random.pick(['women_police_station', 'police_station', 'women_help_desk']), 'महिला थाना', after(registeredDay, random.int(0, 2)), random.int(2, 18));
  if (random.chance(0.2)) refer('r2', 'dlsa', 'जिला विधिक सेवा प्राधिकार', after(registeredDay, random.int(2, 12)), random.int(4, 30));
  if (minor) refer('r3', 'cwc', 'बाल कल्याण समिति', registeredDay, random.int(1, 4));

  if (!minor) {
    const notice = after(registeredDay, random.int(3, 7));
    const sitting = after(notice, random.int(5, 9));
    step(notice, { 'counselling.k1.with': 'both', 'counselling.k1.noticeDay': notice, 'counselling.k1.nextDay': sitting }, 'counsellor');
    step(sitting, { 'counselling.k1.day': sitting, 'counselling.k1.came': random.chance(0.75), 'counselling.k1.result': random.pick(['next_sitting', 'settlement', 'no_settlement']), 'counselling.k1.noticeDay': notice, 'counselling.k1.nextDay': null }, 'counsellor');
  }
  if (violence === 'domestic' && random.chance(0.14)) {
    const day = after(registeredDay, random.int(2, 10));
    step(day, {
      dirDay: day, dirReadOver: true, dirCopyGiven: true, dirCopyDay: day, dirOrders: ['s18', 's20'], 'dirIncidents.d1.day': intake['incidentDay'] ?? null, 'dirIncidents.d1.by': 'पति',
      'dirIncidents.d1.physical': story,
    });
  }
  DAYS_TO_FOLLOW_UP.forEach((days, i) => {
    const due = after(registeredDay, days);
    if (closedDay !== undefined && due > closedDay) return;
    step(registeredDay, { [`followUps.f${i + 1}.dueDay`]: due });
    const done = after(due, random.int(0, 4));
    const last = closedDay !== undefined && done > closedDay ? closedDay : done;
    // Some of the last weeks are not done yet: that is what the list of today shows.
    if (closedDay !== undefined || due < before(today, 30) || random.chance(0.6)) step(last, { [`followUps.f${i + 1}.doneDay`]: last, [`followUps.f${i + 1}.way`]: 'phone', [`followUps.f${i + 1}.state`]: random.weighted([['safe', 80], ['needs_help', 15], ['violence_again', 5]]) });
  });
  if (closedDay === undefined) {
    if (random.chance(0.08)) step(after(registeredDay, 40), { status: 'court', statusDay: after(registeredDay, 40), courtNumber: `${random.int(10, 900)}/${registeredDay.slice(0, 4)}` });
  } else {
    step(closedDay, {
      ...(risks.length > 0 && { riskDay: closedDay, riskOver: true }),
      status: 'closed', statusDay: closedDay, outcome: random.weighted([['settled', 56], ['helped', 30], ['court', 4], ['withdrawn', 6], ['not_traceable', 4]]),
      feedback: random.weighted([['good', 72], ['middling', 24], ['bad', 4]]),
    });
  }
  return steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export function after(day: string, days: number): string {
  const number = dayNumber(day);
  return (number === undefined ? undefined : dayFromNumber(number + days)) ?? day;
}

export function before(day: string, days: number): string {
  return after(day, -days);
}
