// The district's review of last month with directions in every state, one of a block, and the review that
// comes, which opens with what is still open. Given, answered and closed by those who do so, each on her own
// phone, through the same door as every phone.
import { PROGRAMMES } from '#programmes/index.ts';
import type { Grant } from '#shared/access/access.ts';
import type { PlannedWrite } from '#shared/field-work.ts';
import type { DirectionSight, MeetingSight, MeetingWork } from '#shared/meeting-work.ts';
import { districtOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDays, monthPeriod } from '#shared/report/period.ts';
import { dayOf, type Services } from '../services.ts';
import { DemoPhone, expectApplied, type World } from './demo-phone.ts';

export interface DirectionsPlan {
  readonly district: Place;
  readonly block: Place;
  /** Its place, the phone of its head, and what that phone knows. */
  readonly centre: { readonly place: Place; readonly head: DemoPhone; readonly world: World };
  readonly officer: Grant;
  readonly blockManager: Grant;
  /** Ids begin with it. */
  readonly seed: string;
}

/** Days ago of the district's last review. */
const LAST = 32;

/** What was directed, to whom, due after so many days, and what came of it. */
interface Told {
  readonly to: Place;
  readonly post: string;
  readonly text: string;
  readonly days: number;
  readonly after?: (phones: Phones, read: () => DirectionSight) => void;
}

interface Phones {
  readonly officer: Writer;
  readonly block: Writer;
  readonly centre: Writer;
}

type Writer = (write: PlannedWrite, day: string) => DehriRecord;

export async function seedDirections(services: Services, plan: DirectionsPlan): Promise<void> {
  const programme = PROGRAMMES.find(({ meetings }) => meetings !== undefined);
  const work = programme?.meetings;
  if (programme === undefined || work === undefined) throw new Error('the demo shows meetings');
  const { district, block, seed } = plan;
  const { place: centre, head, world } = plan.centre;
  const hub = await hubOf(services, district.code);
  const today = dayOf(services, services.clock());
  const ago = (days: number): string => addDays(today, -days);
  const officer = new DemoPhone(services, world, plan.officer);
  const manager = new DemoPhone(services, world, plan.blockManager);
  const writer = (phone: DemoPhone): Writer => ({ type, record, place, edits }, day) => {
    const at = Math.min(services.clock() - 60_000, Date.parse(`${day}T07:00:00Z`));
    const now = phone.edit({ type, edits, at, ...(record === undefined ? {} : { record }), ...(place === undefined ? {} : { place }) });
    if (now === undefined) throw new Error('everything written in the demo changes something');
    return now;
  };
  const phones: Phones = { officer: writer(officer), block: writer(manager), centre: writer(head) };

  const hold = (by: Writer, id: string, place: Place, day: string, more: PlannedWrite['edits']): MeetingSight =>
    work.readMeeting(by({ type: work.meeting, record: `${seed}-${id}`, place: place.code, edits: { place: place.code, day, ...more } }, day < today ? day : today), today);
  const tell = (by: Writer, meeting: MeetingSight, list: readonly Told[]): void => list.forEach((told, i) => {
    const given = [...world.values()].filter(({ type }) => type === work.direction).map((record) => work.readDirection(record, today));
    const write = work.give(meeting, { place: told.to.code, owner: told.to.hi, post: told.post, text: told.text, dueDay: addDays(meeting.day, told.days) }, given);
    const { id } = by({ ...write, record: `${meeting.record.id}-${i + 1}` }, meeting.day);
    told.after?.(phones, () => readAgain(work, world, id, today));
  });

  const month = monthPeriod(ago(LAST + 20).slice(0, 7));
  const review = hold(phones.officer, 'review-1', district, ago(LAST), {
    ...SAID.district, ...month, status: 'held', minutes: SAID.minutes, nextDay: addDays(today, 5),
  });
  phones.officer(work.seat(review, SAID.seats.map(([row, post, name, present, instead]) => ({ row, post, name, present, instead }))), ago(LAST));
  tell(phones.officer, review, [
    {
      to: centre, post: POSTS.centre, days: 15, text: 'लंबित 181 मामलों की सूची बनाकर निष्पादन करें और संख्या बताएँ।',
      after: ({ centre: reply, officer: judge }, read) => {
        reply(answer(work, read(), 'r1', '7 लंबित मामलों में से 6 निष्पादित, 1 न्यायालय में।', ago(LAST - 12)), ago(LAST - 12));
        judge(work.judge(read(), 'closed', 'अनुपालन संतोषजनक।', ago(LAST - 13)), ago(LAST - 13));
      },
    },
    {
      to: centre, post: POSTS.centre, days: 30, text: 'केंद्र में रैंप और अग्निशामक यंत्र की व्यवस्था पूरी करें।',
      after: ({ centre: reply, officer: judge }, read) => {
        reply(answer(work, read(), 'r1', 'अग्निशामक यंत्र लग गया है।', ago(8)), ago(8));
        judge(work.judge(read(), 'returned', 'रैंप का काम भी पूरा कर फ़ोटो भेजें।', ago(6)), ago(6));
        judge(work.extend(read(), 'e1', addDays(today, 9), 'रैंप का काम चल रहा है।', ago(6)), ago(6));
      },
    },
    { to: centre, post: POSTS.centre, days: 25, text: 'आश्रय में रुकने वाली महिलाओं के लिए कंबल और स्वच्छता किट की ख़रीद पूरी करें।' },
    {
      to: centre, post: POSTS.centre, days: 28, text: 'पुलिस, अस्पताल और विधिक सेवा के नोडल पदाधिकारियों की सूची दीवार पर लगाएँ।',
      after: ({ centre: reply }, read) => void reply(answer(work, read(), 'r1', 'सूची लगा दी गई है।', ago(2)), ago(2)),
    },
    { to: centre, post: POSTS.centre, days: LAST + 2, text: 'बेटी बचाओ बेटी पढ़ाओ के कार्यक्रमों में केंद्र और 181 की जानकारी दें।' },
    {
      to: block, post: POSTS.block, days: 20, text: 'पात्र परिवारों की महिलाओं को स्वयं सहायता समूह से जोड़ने का काम पूरा कराएँ।',
      after: ({ officer: judge }, read) => void judge(work.extend(read(), 'e1', addDays(today, 12), 'सर्वेक्षण की अवधि बढ़ी।', ago(LAST - 18)), ago(LAST - 18)),
    },
    {
      to: block, post: POSTS.block, days: 14, text: 'आयुष्मान कार्ड के छूटे सदस्यों के लिए पंचायतवार शिविर लगाएँ।',
      after: ({ block: reply }, read) => void reply(answer(work, read(), 'r1', 'दो पंचायतों में शिविर लगे, 1 में बाकी है। 10 दिन और चाहिए।', ago(16), addDays(today, 8)), ago(16)),
    },
    { to: district, post: POSTS.district, days: 30, text: 'सभी प्रखंडों में कार्यस्थलों की आंतरिक समितियों की सूची अद्यतन करें।' },
    ...(hub === undefined ? [] : [{ to: hub, post: POSTS.hub, days: 40, text: 'पालनाघर के लिए स्थल का प्रस्ताव दें।' }]),
  ]);

  const below = hold(phones.block, 'review-2', block, ago(12), { ...SAID.block, status: 'held', minutes: SAID.blockMinutes });
  tell(phones.block, below, [{ to: block, post: 'प्रखंड परियोजना प्रबंधक, जीविका', days: 7, text: 'हर टोले में शेष परिवारों की सूची समन्वयक को दें।' }]);

  hold(phones.officer, 'review-3', district, addDays(today, 5), { ...SAID.district, ...monthPeriod(ago(20).slice(0, 7)), status: 'planned', agenda: SAID.agenda });
  // What was given goes before what answers it.
  for (const phone of [officer, manager, head]) expectApplied(await phone.send());
}

function readAgain(work: MeetingWork, world: World, id: string, today: string): DirectionSight {
  const record = world.get(id);
  if (record === undefined) throw new Error('what was directed stays');
  return work.readDirection(record, today);
}

/** The owner's reply, as her form writes it. */
function answer(work: MeetingWork, { record }: DirectionSight, row: string, text: string, day: string, until?: string): PlannedWrite {
  return { type: work.direction, record: record.id, edits: { [`replies.${row}.text`]: text, [`replies.${row}.day`]: day, [`replies.${row}.until`]: until ?? null } };
}

const POSTS = {
  centre: 'केंद्र प्रशासक', block: 'प्रखंड विकास पदाधिकारी', district: 'जिला प्रोग्राम पदाधिकारी, आईसीडीएस', hub: 'जिला मिशन समन्वयक',
};

const SAID = {
  district: { subject: 'मिशन शक्ति और महिला सुरक्षा की मासिक समीक्षा', chair: 'जिला पदाधिकारी', time: '11:30', venue: 'समाहरणालय सभाकक्ष', programmes: ['one_stop_centre', 'helpline_181', 'mission_shakti', 'jeevika'] },
  block: { subject: 'जीविका सर्वेक्षण की प्रखंड समीक्षा', chair: 'प्रखंड विकास पदाधिकारी', time: '15:00', venue: 'प्रखंड सभागार', programmes: ['jeevika'] },
  minutes: 'वन स्टॉप सेंटर, 181, मिशन शक्ति और जीविका सर्वेक्षण की प्रगति पढ़ी गई। लंबित मामलों, आश्रय की व्यवस्था और शिविरों पर चर्चा हुई। जहाँ प्रगति कम है, वहाँ तारीख के साथ निर्देश दिए गए।',
  blockMinutes: 'पंचायतवार सर्वेक्षण की प्रगति पढ़ी गई। शेष टोलों के लिए जिम्मेदारी तय हुई।',
  agenda: '1. पिछले निर्देशों का अनुपालन\n2. वन स्टॉप सेंटर और 181\n3. मिशन शक्ति के घटक\n4. जीविका सर्वेक्षण',
  seats: [
    ['dpo_icds', 'जिला प्रोग्राम पदाधिकारी, आईसीडीएस', 'श्रीमती किरण सिन्हा', true, ''], ['dpo_planning', 'जिला योजना पदाधिकारी', 'श्री अरविंद झा', true, ''], ['ldm', 'अग्रणी जिला प्रबंधक (एलडीएम)', '', false, 'शाखा प्रबंधक'],
    ['deo', 'जिला शिक्षा पदाधिकारी', '', false, ''], ['sdwo', 'अनुमंडल कल्याण पदाधिकारी', 'श्री मो. इरफान', true, ''], ['dpm', 'जिला परियोजना प्रबंधक, जीविका', 'श्री संजय पासवान', true, ''],
    ['osc_administrator', 'केंद्र प्रशासक, सखी वन स्टॉप सेंटर', 'रीता सिंह', true, ''],
  ],
} as const;

/** The hub of the district, where it has one. */
async function hubOf({ db }: Services, district: PlaceCode): Promise<Place | undefined> {
  const { rows } = await db.pool.query<Place>("SELECT code, hi, en FROM place WHERE district = $1 AND code > $2 || '.hub' AND code < $2 || '.hub:' ORDER BY code LIMIT 1", [districtOf(district), district]);
  return rows[0];
}
