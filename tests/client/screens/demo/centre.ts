// A made-up One Stop Centre for looking at the screens and for their tests: files in every state, of hers,
// of a colleague's, of a girl; a call, beds and stock. Names are common ones, put together at random.
import type { Role } from '#shared/access/table.ts';
import { caseNumber } from '#shared/case-number.ts';
import { dayFromNumber, dayNumber } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';

export const CENTRE = '10.208.osc1';
export const ME = 'rekha';
export const COLLEAGUE = 'nisha';

export function centreProfile(role: Role = 'case-worker'): Profile {
  return {
    digest: 'demo', epoch: 'demo', device: 'demo-phone', series: 'A7',
    person: { id: ME, name: 'रेखा कुमारी' },
    grants: [{ id: 'g1', person: ME, role, place: CENTRE, from: '2026-01-01', to: null }],
    places: [['10', 'बिहार', 'Bihar'], ['10.208', 'लखीसराय', 'Lakhisarai'], [CENTRE, 'सखी वन स्टॉप सेंटर, लखीसराय', 'Sakhi One Stop Centre, Lakhisarai']],
    colleagues: { [COLLEAGUE]: 'निशा सिन्हा', asha: 'आशा वर्मा', kavita: 'कविता रानी' },
    leaseDays: 7, idleMinutes: 30,
  };
}

const WOMEN = ['सुनीता देवी', 'मीना कुमारी', 'गीता देवी', 'रुखसाना खातून', 'पूनम देवी', 'शबनम परवीन', 'बबीता कुमारी', 'ललिता देवी', 'चिंता देवी', 'नूरजहाँ खातून', 'अनीता कुमारी', 'संगीता देवी', 'प्रियंका कुमारी'];
const KINDS = ['domestic', 'dowry', 'mental', 'physical', 'domestic', 'property', 'cyber'];

export function daysBefore(today: string, days: number): string {
  return dayFromNumber((dayNumber(today) ?? 0) - days) ?? today;
}

/** @param open,closed how many files. The first few are told below. */
export function centreRecords(today: string, open = 12, closed = 20): DehriRecord[] {
  const records: DehriRecord[] = [];
  for (let i = 0; i < open + closed; i += 1) {
    const isOpen = i < open;
    const day = daysBefore(today, isOpen ? (i * 7) % 120 : 30 + ((i * 3) % 400));
    const kind = KINDS[i % KINDS.length] ?? 'domestic';
    records.push(file(`c${i}`, i + 1, day, {
      name: WOMEN[(i * 5) % WOMEN.length] ?? '', nameTold: true, age: 22 + (i % 23), ageDay: day, guardianName: 'रमेश पासवान', guardianRelation: 'husband',
      violence: [kind], primaryViolence: kind, worker: i % 4 === 3 ? COLLEAGUE : ME, address: 'वार्ड 7, सूर्यगढ़ा', maritalStatus: 'married',
      consentRegister: true, consentContact: true, consentDay: day, safePhone: `94310${String(10_000 + i)}`, safeTime: i % 3 === 0 ? 'morning' : 'any', mayMessage: i % 2 === 0,
      incidentStory: 'पति शराब पीकर मारपीट करते हैं, खर्च नहीं देते।', incidentPlace: 'ससुराल',
      ...(isOpen ? { status: 'open', statusDay: day } : { status: 'closed', statusDay: daysBefore(today, i % 28), outcome: 'settled' }),
      ...(isOpen && i % 5 === 0 ? { risks: ['danger', 'children'], riskDay: day } : {}),
      ...(isOpen && i % 3 === 1 ? {
        'services.s1.kind': 'counselling', 'services.s1.day': day, 'services.s1.by': ME, 'services.s1.outcome': 'given', 'services.s1._gone': false,
        'referrals.r1.agency': 'women_police_station', 'referrals.r1.office': 'महिला थाना, लखीसराय', 'referrals.r1.sentDay': day, 'referrals.r1.purpose': 'प्राथमिकी', 'referrals.r1._gone': false,
        'followUps.f1.dueDay': daysBefore(today, 2 - (i % 6)), 'followUps.f1.way': 'phone', 'followUps.f1._gone': false,
      } : {}),
    }));
  }
  records.push(file('girl', 901, daysBefore(today, 1), { name: 'खुशबू कुमारी', nameTold: true, age: 15, ageDay: daysBefore(today, 1), minorThen: true, violence: ['child_marriage'], primaryViolence: 'child_marriage', worker: ME, status: 'open', statusDay: daysBefore(today, 1), consentRegister: true, risks: ['none'] }));
  for (let i = 1; i <= 5; i += 1) records.push(plain(`bed${i}`, 'bed', 'shelter', { name: `बेड ${i}`, room: i < 4 ? 'कमरा 1' : 'कमरा 2', ...(i === 2 ? { 'stays.y1.case': 'c0', 'stays.y1.number': 'A7-0001', 'stays.y1.from': daysBefore(today, 4), 'stays.y1._gone': false } : {}) }));
  const stayed = records.find(({ id }) => id === 'c0');
  if (stayed !== undefined) records[0] = { ...stayed, values: { ...stayed.values, ...STAY(today), ...REPORT(today) } };
  records.push(plain('meeting1', 'meeting', 'office', {
    day: daysBefore(today, 12), subject: 'टास्क फोर्स की बैठक', chair: 'जिला पदाधिकारी', minutes: 'केंद्र के भवन और भंडार की समीक्षा हुई।',
    'directions.d1.text': 'द्वार पर रैंप बनवाएँ', 'directions.d1.owner': 'सिविल सर्जन', 'directions.d1.dueDay': daysBefore(today, 2), 'directions.d1._gone': false,
  }));
  records.push(plain('stock1', 'stockItem', 'office', { name: 'कंबल', unit: 'नग', needed: 10, 'moves.m1.day': daysBefore(today, 20), 'moves.m1.kind': 'received', 'moves.m1.amount': 4, 'moves.m1._gone': false }));
  return records;
}

/** In bed 2 for three nights, with a girl of hers. */
const STAY = (today: string): Values => ({
  'stays.y1.bed': 'bed2', 'stays.y1.inDay': daysBefore(today, 4), 'stays.y1.inTime': '21:15', 'stays.y1.girls': 1, 'stays.y1.boys': 0, 'stays.y1._gone': false,
});
const REPORT = (today: string): Values => ({
  dirDay: daysBefore(today, 2), dirSharedHousehold: 'वार्ड 3, पिपरिया', dirShowContact: false, dirDowry: true, dirDowryNote: 'मोटरसाइकिल और एक लाख रुपये', dirDowryList: false, dirPapers: ['mlc'], dirOrders: ['s18', 's19'], dirHelp: ['legal_aid'],
  'dirIncidents.i1.day': daysBefore(today, 5), 'dirIncidents.i1.time': '20:30', 'dirIncidents.i1.place': 'ससुराल', 'dirIncidents.i1.by': 'रमेश पासवान', 'dirIncidents.i1.physical': 'डंडे से पीटा, बाएँ हाथ में चोट।',
  'dirIncidents.i1.verbal': ['no_dowry', 'name_calling'], 'dirIncidents.i1.economic': ['no_food'], 'dirIncidents.i1._gone': false, dirReadOver: true, dirCopyGiven: false,
  'accused.a1.name': 'रमेश पासवान', 'accused.a1.relation': 'पति', 'accused.a1._gone': false, 'children.k1.name': 'पिंकी', 'children.k1.age': 6, 'children.k1.sex': 'female', 'children.k1.with': 'माँ के साथ', 'children.k1._gone': false,
});

function file(id: string, count: number, day: string, values: Values): DehriRecord {
  const number = caseNumber({ prefix: 'OSC', office: CENTRE, day, series: 'A7', count, record: id });
  return plain(id, 'case', 'cases', { number, registeredDay: day, registeredTime: '11:20', mode: 'self', takenBy: ME, ...values });
}

let seq = 0;
function plain(id: string, type: string, shelf: string, values: Values): DehriRecord {
  seq += 1;
  return { id, type, bucket: `${CENTRE}/${shelf}`, seq, schema: 1, values, base: `demo.${seq}`, heads: {}, rivals: {} };
}
