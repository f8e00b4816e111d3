// One made-up young person who leaves, or has left, a child care institution: who she is, how far her
// papers are, what was agreed. Shares follow the evidence of need in dossier B1 where it gives any (48 %
// not on their own feet, 40 % without finished school, 61 % in distress again and again).
import type { FieldValue, Values } from '#shared/record/change.ts';
import { after } from './case-story.ts';
import { couple, write } from './names.ts';
import type { Random } from './random.ts';

export interface LeaverSpec {
  readonly number: string;
  readonly today: string;
  readonly worker: string;
  /** Completed years today. */
  readonly age: number;
  readonly sex: 'female' | 'male';
  readonly source: 'home_file' | 'self' | 'peer' | 'committee';
  readonly member: string | undefined;
  readonly mentor: { readonly id: string; readonly name: string } | undefined;
}

/** Papers in the order in which they are usually had, with the share of those who have them. */
const PAPERS: readonly (readonly [kind: string, has: number, days: number])[] = [
  ['birth', 0.55, 0], ['school_tc', 0.6, 0], ['marksheet', 0.5, 0], ['aadhaar', 0.72, 0], ['residence', 0.34, 10], ['caste', 0.28, 10], ['income', 0.22, 10], ['bank', 0.5, 0],
  ['voter', 0.2, 0], ['ration', 0.1, 30], ['ayushman', 0.16, 0], ['pan', 0.15, 0], ['eshram', 0.12, 0],
];
const HOMES = [['बालिका गृह, भागलपुर', 'children'], ['बाल गृह, भागलपुर', 'children'], ['खुला आश्रय गृह, भागलपुर', 'open_shelter']] as const;
const COURSES = ['कुशल युवा कार्यक्रम', 'सिलाई-कढ़ाई', 'कंप्यूटर (बेसिक)', 'मोबाइल मरम्मत', 'ब्यूटीशियन'] as const;

export function leaverOf(random: Random, spec: LeaverSpec): { readonly day: string; readonly edits: Values } {
  const { today, age, sex } = spec;
  const people = couple(random);
  const name = write(sex === 'female' ? people.woman : people.man, 'hi');
  const birthDate = after(today, -Math.floor(age * 365.25) - random.int(20, 340));
  const registeredDay = after(today, spec.source === 'self' ? -random.int(1, 12) : -random.int(20, 360));
  const [homeName, homeKind] = random.pick(HOMES);
  const left = age >= 18 ? after(birthDate, Math.round(18 * 365.25) + random.int(0, 40)) : undefined;
  const leftDay = left !== undefined && left <= today ? left : undefined;
  const edits: Record<string, FieldValue> = {
    number: spec.number, registeredDay, source: spec.source, takenBy: spec.worker, worker: spec.worker, status: 'open', name, sex, birthDate, age, ageDay: today, ageProof: random.pick(['birth', 'school', 'order']),
    homeName, homeKind, admissionNumber: `${random.int(11, 240)}/${random.int(2013, 2021)}`, admittedDay: after(birthDate, Math.round(random.int(6, 14) * 365.25)), parents: random.weighted([['none', 40], ['mother', 25], ['father', 10], ['unknown', 20], ['both', 5]]),
    schooling: random.weighted([['middle', 40], ['matric', 35], ['inter', 25]]), studying: random.chance(0.5), work: random.weighted([['none', 48], ['training', 20], ['casual', 20], ['regular', 12]]),
    bank: random.weighted([['own', 40], ['joint', 30], ['none', 30]]), health: random.weighted([['well', 85], ['treatment', 10], ['ill', 5]]), mood: random.weighted([['well', 39], ['low', 49], ['distress', 12]]), hasSomeone: random.chance(0.6),
    stay: leftDay === undefined ? 'institution' : random.weighted([['rent', 30], ['relative', 22], ['group_home', 18], ['hostel', 14], ['employer', 8], ['friend', 5], ['none', 3]]),
    wishes: ['papers', random.pick(['skill', 'work', 'study']), ...(random.chance(0.4) ? ['mentor'] : [])], phoneMayCall: true, safeTime: 'any', safePhone: `60000${String(random.int(0, 99_999)).padStart(5, '0')}`,
    consentRegister: true, consentDay: registeredDay,
  };
  if (leftDay !== undefined) Object.assign(edits, { leftDay, leftWhy: 'eighteen' });
  else edits['leavesDay'] = after(birthDate, Math.round(18 * 365.25));
  if (age >= 18) Object.assign(edits, { aftercare: random.weighted([['asked', 35], ['recommended', 20], ['approved', 35], ['refused', 10]]), aftercareDay: registeredDay });
  if (spec.member !== undefined) Object.assign(edits, { allianceMember: true, allianceNumber: spec.member, allianceDay: registeredDay });
  papers(random, edits, { name, birthDate, registeredDay, today });
  if (leftDay !== undefined) followUps(random, edits, leftDay, registeredDay, today);
  for (const [row, domain, goal] of [['d1', 'identity', 'सभी कागज़ बनें'], ['d2', 'money', 'अपनी कमाई से किराया दे सकें'], ['d3', 'education', 'पढ़ाई पूरी हो']] as const) {
    Object.assign(edits, { [`plan.${row}.domain`]: domain, [`plan.${row}.goal`]: goal, [`plan.${row}.owner`]: random.pick(['self', 'worker']), [`plan.${row}.dueDay`]: after(today, random.int(-20, 120)), [`plan.${row}.score`]: random.int(1, 4) });
  }
  if (random.chance(0.45)) {
    const started = after(registeredDay, random.int(5, 20));
    if (started <= today) Object.assign(edits, { 'linkages.l1.kind': 'skill', 'linkages.l1.name': random.pick(COURSES), 'linkages.l1.startDay': started, 'linkages.l1.outcome': random.pick(['going_on', 'finished', 'left']) });
  }
  if (edits['aftercare'] === 'approved') {
    edits['stipendFrom'] = registeredDay;
    for (const back of [3, 2, 1]) {
      const month = monthBefore(today, back);
      if (month >= registeredDay.slice(0, 7) && random.chance(0.8)) Object.assign(edits, { [`stipend.${month}.amount`]: 4000, [`stipend.${month}.receivedDay`]: `${month}-20` });
    }
  }
  if (spec.mentor !== undefined) {
    const from = after(registeredDay, 10) > today ? today : after(registeredDay, 10);
    Object.assign(edits, { 'mentorships.p1.mentor': spec.mentor.id, 'mentorships.p1.mentorName': spec.mentor.name, 'mentorships.p1.from': from });
    const met = after(from, 12);
    if (met <= today) Object.assign(edits, { 'meetings.g1.day': met, 'meetings.g1.way': 'visit' });
  }
  return { day: today, edits };
}

function papers(random: Random, edits: Record<string, FieldValue>, { name, birthDate, registeredDay, today }: { readonly name: string; readonly birthDate: string; readonly registeredDay: string; readonly today: string }): void {
  for (const [kind, has, days] of PAPERS) {
    const at = `papers.${kind}`;
    if (random.chance(has)) {
      Object.assign(edits, { [`${at}.state`]: 'issued', [`${at}.issuedDay`]: after(registeredDay, -random.int(10, 900)) });
      if (['birth', 'aadhaar', 'marksheet'].includes(kind)) {
        // One in nine is written otherwise than she is called: that is what corrections are for.
        Object.assign(edits, { [`${at}.nameOn`]: random.chance(0.11) ? name.replace(/ .*/u, ' कुमारी') : name, [`${at}.birthOn`]: random.chance(0.08) ? after(birthDate, 365) : birthDate });
      }
    } else if (days > 0 && random.chance(0.35)) {
      const appliedDay = after(today, -random.int(1, 28));
      const complete = random.chance(0.8);
      Object.assign(edits, { [`${at}.state`]: 'submitted', [`${at}.appliedDay`]: appliedDay, [`${at}.ackDay`]: appliedDay, [`${at}.ackNumber`]: `BRCCO/2026/${random.int(100_000, 999_999)}`, [`${at}.complete`]: complete });
      if (!complete) edits[`${at}.missing`] = 'मोबाइल नंबर और फोटो';
    } else if (random.chance(0.2)) edits[`${at}.state`] = 'collecting';
  }
}

function followUps(random: Random, edits: Record<string, FieldValue>, leftDay: string, registeredDay: string, today: string): void {
  for (const [row, days] of [['m1', 30], ['m3', 91], ['m6', 182]] as const) {
    const due = after(leftDay, days);
    // Those before she was known to the office were nobody's to do.
    if (due < registeredDay) continue;
    edits[`followUps.${row}.dueDay`] = due;
    const done = after(due, random.int(0, 6));
    if (done <= today && random.chance(0.75)) Object.assign(edits, { [`followUps.${row}.doneDay`]: done, [`followUps.${row}.way`]: random.pick(['visit', 'phone']), [`followUps.${row}.state`]: random.pick(['settled', 'going_on', 'needs_help']) });
  }
}

function monthBefore(day: string, months: number): string {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}
