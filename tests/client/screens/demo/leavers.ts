// A made-up child protection unit for looking at the screens: a young woman half-way through her papers,
// one who is not yet eighteen, one without a place to stay, and three mentors.
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { centreProfile, daysBefore, ME } from './centre.ts';

export const UNIT = '10.208.dcpu1';

export function unitProfile(): Profile {
  const profile = centreProfile('case-worker');
  return {
    ...profile,
    grants: profile.grants.map((grant) => ({ ...grant, place: UNIT })),
    places: [...profile.places.slice(0, 2), [UNIT, 'जिला बाल संरक्षण इकाई, लखीसराय', 'District Child Protection Unit, Lakhisarai']],
  };
}

export function unitRecords(today: string): DehriRecord[] {
  const ago = (days: number): string => daysBefore(today, days);
  const born = (years: number, days: number): string => `${Number(today.slice(0, 4)) - years}${daysBefore(today, days).slice(4)}`;
  const leaver = (id: string, count: number, values: Values): DehriRecord => plain(id, 'careLeaver', {
    number: `CL/2026-27/A7-${String(count).padStart(4, '0')}`, registeredDay: ago(120), seenDay: ago(1), worker: ME, takenBy: ME, status: 'open', consentRegister: true, source: 'home_file',
    homeKind: 'children', homeName: 'बालिका गृह, लखीसराय', parents: 'unknown', bank: 'joint', schooling: 'matric', phoneMayCall: true, safePhone: '9431012345', safeTime: 'evening', ...values,
  });
  return [
    leaver('puja', 1, {
      name: 'पूजा कुमारी', sex: 'female', birthDate: born(19, 40), age: 19, ageDay: ago(1), ageProof: 'school', socialCategory: 'ebc', leftDay: ago(200), leftWhy: 'eighteen', stay: 'group_home', mood: 'low', hasSomeone: true,
      wishes: ['papers', 'study', 'mentor'], aftercare: 'approved', aftercareDay: ago(150), stipendFrom: ago(100), allianceMember: true, allianceNumber: 'LKS-014', allianceDay: ago(90),
      ...paper('marksheet', { state: 'issued', nameOn: 'PUJA KUMARI', birthOn: born(19, 40) }), ...paper('aadhaar', { state: 'issued', nameOn: 'Pinki Kumari', birthOn: born(19, 40), last4: '4821' }),
      ...paper('residence', { state: 'submitted', appliedDay: ago(25), ackDay: ago(25), ackNumber: 'BRCCO/2026/114', complete: true }),
      ...paper('caste', { state: 'submitted', appliedDay: ago(4), ackDay: ago(4), ackNumber: 'BCCCO/2026/87', complete: false, missing: 'खतियान की प्रति' }), ...paper('pan', { state: 'lost', lostDay: ago(30) }),
      ...row('plan', 'a', { domain: 'education', goal: '12वीं पूरी हो', step: 'नामांकन कराना', owner: 'self', dueDay: ago(-20), score: 3 }), ...row('plan', 'b', { domain: 'housing', goal: 'अपना कमरा', step: 'किराया पूछना', owner: 'worker', dueDay: ago(3), score: 2 }),
      ...row('followUps', 'm1', { doneDay: ago(168), way: 'visit', state: 'going_on', mood: 'low' }), ...row('followUps', 'm3', { doneDay: ago(108), way: 'phone', state: 'settled', mood: 'well' }),
      ...row('linkages', 'a', { kind: 'skill', name: 'कुशल युवा कार्यक्रम', office: 'जिला कौशल केंद्र', startDay: ago(60), outcome: 'going_on' }),
      ...row('stipend', ago(70).slice(0, 7), { amount: 4000, receivedDay: ago(40) }),
    }),
    leaver('riya', 2, { name: 'रिया', sex: 'female', birthDate: born(17, -60), age: 17, ageDay: ago(1), ageProof: 'order', stay: 'institution', admittedDay: ago(2000), leavesDay: ago(-60) }),
    leaver('amit', 3, { name: 'अमित', sex: 'male', birthDate: born(20, 300), age: 20, ageDay: ago(1), ageProof: 'none', leftDay: ago(700), leftWhy: 'eighteen', stay: 'none', mood: 'distress', hasSomeone: false, bank: 'none', schooling: 'middle' }),
    ...[['rekha', { name: 'रेखा देवी', domains: ['education'], kind: 'care_leaver', experience: 4 }], ['anju', { name: 'अंजू सिंह', kind: 'volunteer', trainedDay: null }], ['sunil', { name: 'सुनील', sex: 'male', kind: 'professional' }]].map(([id, values], i) => plain(`m-${String(id)}`, 'mentor', {
      number: `MEN/2026-27/A7-000${i + 1}`, registeredDay: ago(80), worker: ME, sex: 'female', age: 29 + i, ageDay: ago(80), willing: true, trainedDay: ago(70), status: 'active', ...(typeof values === 'object' ? values : {}),
    })),
  ];
}

function row(repeat: string, id: string, values: Values): Values {
  return { ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`${repeat}.${id}.${field}`, value])), [`${repeat}.${id}._gone`]: false };
}

function paper(kind: string, values: Values): Values {
  return row('papers', kind, values);
}

function plain(id: string, type: string, values: Values): DehriRecord {
  return { id, type, bucket: `${UNIT}/care`, seq: 1, schema: 1, values, base: 'demo.1', heads: {}, rivals: {} };
}
