// One made-up child with whom the protection unit works: which lists know her, what was asked of whom, how far it has
// come. The kind of story follows from the number alone, so that a demo shows each of them.
import type { FieldValue, Values } from '#shared/record/change.ts';
import { after } from './case-story.ts';
import { couple, write } from './names.ts';
import type { Random } from './random.ts';

export interface ChildSpec {
  /** From 0. */
  readonly at: number;
  readonly token: string;
  readonly today: string;
  readonly worker: string;
}

/** A list, its department, and what its children are referred for. */
const LISTS: readonly (readonly [category: string, asks: readonly (readonly [service: string, department: string])[]])[] = [
  ['labour', [['wages', 'labour'], ['school', 'education'], ['rehabilitation_money', 'labour']]],
  ['malnutrition', [['nutrition', 'women_child'], ['nrc', 'health']]],
  ['marriage', [['counselling', 'women_child'], ['residential_school', 'education']]],
  ['anaemia', [['iron', 'health'], ['nutrition', 'women_child']]],
  ['disability', [['disability_card', 'health'], ['pension', 'social_welfare'], ['aid', 'social_welfare']]],
  ['addiction', [['de_addiction', 'health'], ['counselling', 'social_welfare']]],
  ['trafficking', [['counselling', 'women_child'], ['compensation', 'police'], ['school', 'education']]],
  ['pocso', [['support_person', 'women_child'], ['compensation', 'police'], ['counselling', 'health']]],
  ['hiv', [['art', 'health'], ['pension', 'social_welfare']]],
];
const ENDS = ['restored', 'rehabilitated', 'enrolled', 'restored', 'moved', 'lost', 'enrolled'] as const;
const VILLAGES = ['रायपुर', 'डोईवाला', 'सहसपुर', 'विकासनगर', 'कालसी'] as const;
const STEPS = [['education', 'फिर से पढ़ाई शुरू हो', 'विद्यालय में प्रधानाध्यापक से मिलना'], ['health', 'स्वास्थ्य ठीक हो', 'स्वास्थ्य केंद्र में जाँच कराना'], ['emotional', 'मन का डर कम हो', 'हर सप्ताह बात करना'], ['attachment', 'परिवार साथ दे', 'माता-पिता से बात करना']] as const;
const REFUSED = ['पात्रता की उम्र पूरी नहीं', 'इस साल का लक्ष्य पूरा हो गया', 'कागज़ अधूरे हैं'] as const;

export function childOf(random: Random, { at, token, today, worker }: ChildSpec): Values {
  const [category, asks] = LISTS[at % LISTS.length] ?? ['labour', []];
  const isProtected = ['trafficking', 'pocso', 'hiv'].includes(category);
  const people = couple(random);
  const own = couple(random);
  const sex = random.chance(0.55) ? 'female' : 'male';
  // The two oldest are nearly, and just, of age.
  const days = at === 18 ? 18 * 365.25 - 70 : at === 20 ? 18 * 365.25 + 12 : random.int(6, 16) * 365.25 + random.int(10, 350);
  const isNew = at % 13 === 12;
  const isClosed = at % 6 === 5;
  const registeredDay = after(today, isNew ? -random.int(0, 1) : -random.int(isClosed ? 120 : 20, 230));
  const edits: Record<string, FieldValue> = {
    number: token, token, registeredDay, source: random.pick(['centre', 'centre', 'committee', 'childline']), takenBy: worker, status: 'open', statusDay: registeredDay,
    categories: at % 7 === 3 && !isProtected ? [category, 'malnutrition'].filter((one, n, all) => all.indexOf(one) === n) : [category], needs: asks.map(([service]) => service),
    sex, birthDate: after(today, -Math.round(days)), carer: random.weighted([['parents', 50], ['mother', 20], ['relative', 14], ['institution', 10], ['none', 6]]),
    ground: isProtected ? 'law' : 'guardian', noticeDay: registeredDay, assent: !random.chance(0.06), village: random.pick(VILLAGES), district: '5.49',
    ...(at % 11 === 4 ? {} : { worker }),
    ...(category === 'pocso' || category === 'hiv' ? {} : { name: write(sex === 'female' ? own.woman : own.man, 'hi'), motherName: write(people.woman, 'hi'), fatherName: write(people.man, 'hi') }),
    ...(category === 'hiv' ? { consentShare: true, consentDay: registeredDay } : {}),
  };
  if (isNew) return edits;
  for (const [n, [area, goal, step]] of STEPS.slice(at % 2, 2 + (at % 3)).entries()) {
    const due = after(registeredDay, 20 + 25 * n);
    Object.assign(edits, rowOf('plan', `p${n + 1}`, { area, goal, step, owner: random.pick(['worker', 'family', 'department']), dueDay: due, ...(due < today && (due < after(today, -30) || random.chance(0.6)) ? { doneDay: due } : {}) }));
  }
  for (const [n, [service, department]] of asks.entries()) refer(random, edits, `r${n + 1}`, { service, department, registeredDay, today, mustEnd: isClosed, waits: n === 0 && at % 3 !== 1, isLate: at % 4 !== 0 });
  // One in five has not been seen when it was time.
  const lastSeen = random.chance(0.2) ? after(today, -50) : after(today, -3);
  for (let n = 1, day = after(registeredDay, 13); day < lastSeen; n += 1, day = after(day, n < 6 ? 14 : 28)) {
    const state = random.weighted([['well', 40], ['going_on', 40], ['needs_help', 12], ['not_met', 8]]);
    Object.assign(edits, rowOf('followUps', `f${n}`, { doneDay: day, way: random.pick(['visit', 'visit', 'phone', 'school']), state, ...(state === 'not_met' ? {} : { atSchool: random.chance(0.6) }), ...(state === 'needs_help' ? { note: 'किताबें नहीं मिलीं' } : {}) }));
  }
  if (at % 4 === 1) Object.assign(edits, rowOf('schemes', 's1', { name: 'स्पॉन्सरशिप', office: 'विकास भवन', appliedDay: after(registeredDay, 10), state: random.pick(['applied', 'approved', 'received']), stateDay: today }));
  if (!isClosed) return edits;
  const outcome = ENDS[Math.floor(at / 6) % ENDS.length] ?? 'restored';
  const statusDay = after(today, -random.int(3, 80));
  return { ...edits, status: 'closed', statusDay: statusDay < registeredDay ? today : statusDay, outcome, ...(outcome === 'moved' || outcome === 'lost' ? { closedNote: 'दो बार घर गए, पड़ोस में पूछा' } : {}) };
}

interface Asked {
  readonly service: string;
  readonly department: string;
  readonly registeredDay: string;
  readonly today: string;
  readonly mustEnd: boolean;
  /** No answer has come. */
  readonly waits: boolean;
  /** It was sent a while ago. */
  readonly isLate: boolean;
}

function refer(random: Random, edits: Record<string, FieldValue>, row: string, { service, department, registeredDay, today, mustEnd, waits, isLate }: Asked): void {
  // Some needs nobody has asked anybody for yet.
  if (!mustEnd && !waits && random.chance(0.12)) return;
  const sentDay = isLate || mustEnd ? earlier(after(registeredDay, random.int(1, mustEnd ? 15 : 60)), today) : after(today, -random.int(1, 4));
  const answeredDay = earlier(after(sentDay, random.int(2, 40)), today);
  const how = mustEnd ? random.weighted([['given', 85], ['refused', 15]]) : waits ? random.pick(['received', 'sent']) : random.weighted([['given', 34], ['refused', 9], ['received', 28], ['sent', 24], ['withdrawn', 5]]);
  Object.assign(edits, rowOf('referrals', row, {
    department, service, sentDay, ...(how === 'sent' ? {} : { receivedDay: earlier(after(sentDay, 2), today) }),
    ...(how === 'given' ? { answer: 'given', answeredDay } : {}), ...(how === 'refused' ? { answer: 'refused', answeredDay, answerNote: random.pick(REFUSED) } : {}),
    ...(how === 'withdrawn' ? { withdrawnDay: answeredDay, withdrawnWhy: 'परिवार ने खुद करा लिया' } : {}),
  }));
  if (how === 'received' && random.chance(0.2)) Object.assign(edits, rowOf('pauses', row, { service, from: earlier(after(sentDay, 3), today), reason: 'कार्यालय में आपदा राहत का काम' }));
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function rowOf(repeat: string, row: string, fields: Readonly<Record<string, FieldValue>>): Values {
  return { [`${repeat}.${row}._gone`]: false, ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${repeat}.${row}.${field}`, value])) };
}
