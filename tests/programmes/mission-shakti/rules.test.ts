import { describe, expect, test } from 'vitest';
import { eventForm } from '#programmes/mission-shakti/forms/event.ts';
import { fundDecision } from '#programmes/mission-shakti/forms/fund.ts';
import { homeCount } from '#programmes/mission-shakti/forms/home.ts';
import { linkageForm } from '#programmes/mission-shakti/forms/linkage.ts';
import { complaintClosed, complaintForm, workplaceForm } from '#programmes/mission-shakti/forms/workplace.ts';
import { homeMonths } from '#programmes/mission-shakti/home-months.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { planForm } from '#shared/form/plan.ts';
import { formProblems } from '#shared/form/validate.ts';
import type { Values } from '#shared/record/change.ts';
import { patternOf } from '#shared/record/record-type.ts';
import { broken, DAY, recordAt, typeOf } from './mission-of.ts';

const problems = (form: FormDefinition, values: Values) => formProblems(form, values, { today: DAY }).map(({ path, code }) => `${path} ${code}`);
const EVENT: Values = { day: '2026-11-01', kind: 'hub', name: 'संवाद', venue: 'बड़हिया', women: 40 };

describe('the participants of an event', () => {
  test('ten million are refused with the words of the form, and held by the server', () => {
    expect(problems(eventForm, { ...EVENT, women: 10_000_000 })).toEqual(['women constraint']);
    expect(broken('event', { ...EVENT, women: 10_000_000, countRight: true })).toEqual([['event-crowd', 'women']]);
  });

  test('more than five thousand are taken once somebody has looked again', () => {
    const many = { ...EVENT, women: 3000, girls: 2001 };
    expect(problems(eventForm, many)).toEqual(['countRight required']);
    expect(problems(eventForm, { ...many, countRight: false })).toEqual(['countRight constraint']);
    expect(problems(eventForm, { ...many, countRight: true })).toEqual([]);
    expect([broken('event', many), broken('event', { ...many, countRight: true }), broken('event', { ...many, girls: 2000 })]).toEqual([[['event-many', 'countRight']], [], []]);
  });

  test('come on a day that is not ahead', () => {
    expect(problems(eventForm, { ...EVENT, day: '2026-11-23' })).toEqual(['day constraint']);
    expect(broken('event', { ...EVENT, day: '2026-11-23' })).toEqual([['day-ahead', 'day']]);
  });
});

describe('a linkage', () => {
  const linked: Values = { name: 'सुनीता देवी', village: 'रामपुर', scheme: 'pension', day: '2026-10-01', through: 'hub_visit' };

  test('takes no Aadhaar number in any of its texts', () => {
    const typed = Object.entries(typeOf('linkage').fields).filter(([path, { kind }]) => kind === 'text' && planForm(linkageForm).nodes.some(({ name }) => name === path)).map(([path]) => path);
    expect(typed).toEqual(expect.arrayContaining(['name', 'guardian', 'village', 'note']));
    for (const path of typed) expect(problems(linkageForm, { ...linked, [path]: '2341 2341 2346' })).toEqual([`${path} aadhaar`]);
    expect(problems(linkageForm, linked)).toEqual([]);
  });

  test('that was refused says why and when, and not before it was made', () => {
    expect(broken('linkage', { ...linked, outcome: 'refused' })).toEqual([['outcome-without-day', 'outcomeDay'], ['refused-without-reason', 'outcomeReason']]);
    expect(broken('linkage', { ...linked, outcome: 'got', outcomeDay: '2026-09-30' })).toEqual([['outcome-before-linked', 'outcomeDay']]);
    expect(broken('linkage', { ...linked, outcome: 'got', outcomeDay: '2026-10-01' })).toEqual([]);
  });
});

describe('a home', () => {
  const month: Values = { home: 'home-1', month: '2026-11', kind: 'sakhi_niwas' };
  const on = (day: string, fields: Values): Values => Object.fromEntries(Object.entries(fields).map(([field, value]) => [`days.${day}.${field}`, value]));

  test('over its capacity is taken with a reason, not without', () => {
    const over = on('2026-11-20', { present: 29, admitted: 4, discharged: 1, capacity: 30 });
    expect(broken('homeMonth', { ...month, ...over })).toEqual([['home-over-without-reason', 'days.2026-11-20.overReason']]);
    expect(broken('homeMonth', { ...month, ...over, ...on('2026-11-20', { overReason: 'रात में तीन को पुलिस लाई' }) })).toEqual([]);
    expect(broken('homeMonth', { ...month, ...on('2026-11-20', { present: 29, admitted: 4, discharged: 3, capacity: 30 }) })).toEqual([]);
    expect(broken('homeMonth', { ...month, ...on('2026-11-20', { present: 90, admitted: 0, discharged: 0 }) })).toEqual([]);
  });

  test('measures a day by the places that were known when it was counted', () => {
    const home = (values: Values) => recordAt('home', { kind: 'sakhi_niwas', ...values }, 'home-1');
    const added = (of: Values, edits: Values): Values => homeMonths.adds(home(of), 'home-1-2026-11', edits);
    const counted = on('2026-11-20', { present: 28 });
    expect(added({ capacity: 30, capacityDay: '2026-04-01' }, counted)).toEqual({ ...month, 'days.2026-11-20.capacity': 30 });
    expect(added({ capacity: 20, capacityDay: '2026-11-20' }, counted)).toEqual({ ...month, 'days.2026-11-20.capacity': 20 });
    // The number of places before the present one is not known any more; what was written then stays.
    expect(added({ capacity: 20, capacityDay: '2026-11-21' }, counted)).toEqual(month);
    expect(added({ capacity: 20, capacityDay: '2026-04-01' }, on('2026-11-20', { present: 28, capacity: 30 }))).toEqual(month);
  });

  test('lets no more leave than were there and came, nor more be settled than left', () => {
    expect(problems(homeCount, { present: 3, admitted: 1, discharged: 5 })).toEqual(['discharged constraint']);
    expect(problems(homeCount, { present: 3, admitted: 1, discharged: 2, rehabilitated: 3 })).toEqual(['rehabilitated constraint']);
    expect(broken('homeMonth', { ...month, ...on('2026-11-20', { present: 3, admitted: 1, discharged: 5, rehabilitated: 6 }) })).toEqual([
      ['home-left-too-many', 'days.2026-11-20.discharged'], ['home-settled-too-many', 'days.2026-11-20.rehabilitated'],
    ]);
  });

  test('is counted on a day of the month, and on none that is still to come', () => {
    expect(broken('homeMonth', { ...month, 'days.k7.present': 3 })).toEqual([['home-day-odd', 'days.k7.present']]);
    expect(broken('homeMonth', { ...month, 'days.2026-10-20.present': 3 })).toEqual([['home-day-odd', 'days.2026-10-20.present']]);
    expect(broken('homeMonth', { ...month, 'days.2026-11-23.present': 3 })).toEqual([['home-day-ahead', 'days.2026-11-23.present']]);
  });

  test('has no field for the name of a resident', () => {
    expect(['home', 'homeMonth'].flatMap((name) => Object.keys(typeOf(name).fields)).filter((path) => /name|resident|woman/iu.test(path))).toEqual(['name']);
  });
});

describe('a case of the fund', () => {
  const applied: Values = { number: '7/2026-27', appliedDay: '2026-09-01', name: 'रेखा देवी', kind: 'domestic', source: 'osc' };
  const approved: Values = { ...applied, decision: 'approved', committeeDay: '2026-09-20', amount: 10_000 };

  test('is paid after the committee approved it, in that order of days', () => {
    expect(broken('fundCase', { ...approved, paidDay: '2026-09-25' })).toEqual([]);
    expect(broken('fundCase', { ...approved, paidDay: '2026-09-19' })).toEqual([['paid-before-decided', 'paidDay']]);
    expect(broken('fundCase', { ...applied, paidDay: '2026-09-25' })).toEqual([['paid-not-approved', 'paidDay']]);
    expect(broken('fundCase', { ...approved, committeeDay: '2026-08-31' })).toEqual([['decided-before-applied', 'committeeDay']]);
  });

  test('asks why where the amount is not between ten and fifteen thousand', () => {
    const asked = (amount: number) => problems(fundDecision, { decision: 'approved', committeeDay: DAY, amount });
    expect([asked(9_999), asked(10_000), asked(15_000), asked(15_001)]).toEqual([['amountWhy required'], [], [], ['amountWhy required']]);
    expect(broken('fundCase', { ...approved, amount: 25_000 })).toEqual([['amount-unusual', 'amountWhy']]);
  });
});

describe('a batch', () => {
  const batch: Values = { course: 'सिलाई', agency: 'केंद्र', from: '2026-06-01', to: '2026-08-31', enrolled: 30 };

  test('has no more who finished or found work than were enrolled, and none before its time', () => {
    expect(broken('batch', { ...batch, finished: 31 })).toEqual([['finished-too-many', 'finished']]);
    expect(broken('batch', { ...batch, finished: 28, 'placements.a.day': '2026-09-10', 'placements.a.women': 20, 'placements.b.day': '2026-05-10', 'placements.b.women': 11 })).toEqual([
      ['placed-too-many', 'placements.a.women', 'placements.b.women'], ['placed-before-begun', 'placements.b.day'],
    ]);
    expect(broken('batch', { ...batch, to: '2026-12-31', finished: 5 })).toEqual([['batch-not-over', 'finished']]);
    expect(broken('batch', { ...batch, to: '2026-05-31' })).toEqual([['batch-ends-before', 'to']]);
  });
});

describe('a workplace', () => {
  const place: Values = { name: 'नर्सिंग होम', sector: 'hospital', address: 'मुख्य सड़क', registeredDay: '2026-05-01', employees: 24, women: 9 };

  test('has no more women than employees, and a committee whose term ends after it was formed', () => {
    expect(problems(workplaceForm, { ...place, women: 25 })).toEqual(['women constraint']);
    expect(broken('workplace', { ...place, women: 25 })).toEqual([['women-too-many', 'women']]);
    expect(broken('workplace', { ...place, committeeDay: '2026-06-01', committeeEnd: '2026-05-31' })).toEqual([['term-before-formed', 'committeeEnd']]);
    expect(broken('workplace', { ...place, committeeDay: '2026-06-01' })).toEqual([['committee-without-end', 'committeeEnd']]);
  });

  test('keeps of a complaint days and choices: there is no text in which a name could stand', () => {
    const kinds = Object.entries(typeOf('workplace').fields).flatMap(([path, { kind, open }]) => (patternOf(path).startsWith('complaints.') ? [[kind, open]] : []));
    expect(kinds.length).toBe(4);
    expect(kinds.every(([kind, open]) => (kind === 'date' || kind === 'choice') && open === undefined)).toBe(true);
    for (const form of [complaintForm, complaintClosed]) {
      const asked = planForm(form).nodes.map(({ node }) => node.type);
      expect(asked).toContain('note');
      expect(asked.filter((type) => type === 'text' || type === 'image' || type === 'tel')).toEqual([]);
    }
  });

  test('closes a complaint with an outcome, not before it came', () => {
    expect(broken('workplace', { ...place, 'complaints.a.receivedDay': '2026-10-02', 'complaints.a.closedDay': '2026-10-01' })).toEqual([
      ['closed-before-received', 'complaints.a.closedDay'], ['closed-without-outcome', 'complaints.a.outcome'],
    ]);
  });
});
