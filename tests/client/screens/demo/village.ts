// A small made-up village for looking at the screens: three tolas, families in every state, a camp, a
// group, one contested answer. Names are common ones, put together at random.
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';

export const VILLAGE = '10.193.1710.p01.v1';
const TOLAS = [
  ['t1', 'महादलित टोला', 'Mahadalit Tola'],
  ['t2', 'पूरब टोला', 'Purab Tola'],
  ['t3', 'मस्जिद टोला', 'Masjid Tola'],
] as const;

export const demoProfile: Profile = {
  digest: 'demo', epoch: 'demo', device: 'demo-phone',
  person: { id: 'sita', name: 'सीता कुमारी' },
  grants: [{ id: 'g1', person: 'sita', role: 'mitra', place: VILLAGE, from: '2026-01-01', to: null }],
  places: [
    ['10', 'बिहार', 'Bihar'], ['10.193', 'भागलपुर', 'Bhagalpur'], ['10.193.1710', 'सबौर', 'Sabour'],
    ['10.193.1710.p01', 'रामपुर पंचायत', 'Rampur Panchayat'], [VILLAGE, 'रामपुर', 'Rampur'],
    ...TOLAS.map(([code, hi, en]): [string, string, string] => [`${VILLAGE}.${code}`, hi, en]),
  ],
  colleagues: { manju: 'मंजू देवी' },
  leaseDays: 7, idleMinutes: 30,
};

const WOMEN = ['सुनीता देवी', 'मीना देवी', 'गीता कुमारी', 'रुखसाना खातून', 'पूनम देवी', 'रेखा देवी', 'शबनम परवीन', 'बबीता कुमारी', 'ललिता देवी', 'कौशल्या देवी', 'चिंता देवी', 'फूलमती देवी', 'नूरजहाँ खातून', 'अनीता कुमारी', 'संगीता देवी'];
const MEN = ['रमेश पासवान', 'मो. इरफान', 'सुरेश मंडल', 'दिनेश ऋषिदेव', 'अरुण साह', 'बिनोद यादव', 'राजेश दास', 'उमेश माँझी'];
const OUTCOMES: readonly Values[] = [
  {}, {}, {}, {},
  { outcome: 'linked_already', outcomeDay: '2026-11-20', groupName: 'उजाला जीविका समूह' },
  { outcome: 'new_group', outcomeDay: '2026-11-21', womanAge: 32 },
  { outcome: 'new_group', outcomeDay: '2026-11-19', womanAge: 27 },
  { outcome: 'new_group', outcomeDay: '2026-11-18', womanAge: 45 },
  { outcome: 'locked', outcomeDay: '2026-11-19', tries: 1 },
  { outcome: 'refused', refusalReason: 'no_time', outcomeDay: '2026-11-18' },
];

/** @param now milliseconds since 1970; made-up days are as fixed as the village. */
export function demoRecords(count: number): DehriRecord[] {
  const records: DehriRecord[] = [];
  for (let i = 0; i < count; i++) {
    const tola = TOLAS[i % 7 < 4 ? 0 : i % 7 < 6 ? 1 : 2] ?? TOLAS[0];
    const woman = WOMEN[(i * 7) % WOMEN.length] ?? '';
    const outcome = OUTCOMES[(i * 3 + Math.floor(i / 10)) % OUTCOMES.length] ?? {};
    records.push(record(`h${i}`, 'household', `${VILLAGE}/doorstep`, i + 1, {
      headName: woman, headSex: 'female', guardianName: MEN[(i * 5) % MEN.length] ?? '', guardianRelation: 'husband',
      cardNumber: `1030${String(100_000_000 + i * 7919)}`, cardType: i % 9 === 0 ? 'aay' : 'phh', listed: true, memberCount: 3 + (i % 5),
      place: `${VILLAGE}.${tola[0]}`, tolaName: tola[1],
      ...(Object.keys(outcome).length === 0 ? {} : { womanName: woman, consent: true, ...outcome }),
      ...(i % 6 === 1 ? { safePhone: '9431000000', phoneMayCall: true, safeTime: 'morning', ayushmanFamily: 'some', houseKind: 'kutcha', [`members.m${i}.name`]: 'रीना कुमारी', [`members.m${i}.age`]: 14, [`members.m${i}.ayushman`]: 'wanted', [`members.m${i}._gone`]: false } : {}),
    }));
  }
  const contested = records[4];
  if (contested !== undefined) {
    records[4] = {
      ...contested,
      rivals: { headName: [
        { change: 'a.1', values: { headName: 'पूनम देवी' }, by: 'sita', at: Date.parse('2026-11-20T10:40:00Z') },
        { change: 'b.1', values: { headName: 'पूनम कुमारी' }, by: 'manju', at: Date.parse('2026-11-21T03:10:00Z') },
      ] },
    };
  }
  records.push(record('camp1', 'camp', '10.193.1710/notice', 1, {
    kind: 'ayushman', title: 'आयुष्मान शिविर', place: VILLAGE, venue: 'पंचायत भवन', firstDay: '2026-11-22', lastDay: '2026-11-25', opens: '10:00', status: 'planned', bring: ['aadhaar', 'ration_card'],
  }));
  records.push(record('group1', 'shg', `${VILLAGE}/groups`, 1, {
    name: 'उजाला जीविका समूह', origin: 'new', status: 'submitted', statusDay: '2026-11-18', meetingDay: 'tuesday', saving: 10, place: `${VILLAGE}.t1`, tolaName: 'महादलित टोला',
    ...Object.fromEntries(Array.from({ length: 11 }, (_, i) => [[`members.x${i}.household`, `x${i}`], [`members.x${i}.name`, WOMEN[i] ?? ''], [`members.x${i}.guardian`, MEN[i % MEN.length] ?? ''], [`members.x${i}.age`, 22 + i * 2], [`members.x${i}._gone`, false]]).flat()),
    president: 'x1', secretary: 'x2', treasurer: 'x3',
  }));
  return records;
}

function record(id: string, type: string, bucket: string, seq: number, values: Values): DehriRecord {
  return { id, type, bucket, seq, schema: 1, values, base: `import/${id}`, heads: {}, rivals: {} };
}
