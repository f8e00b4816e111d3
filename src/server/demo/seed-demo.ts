// Fills an empty server with the living block: about 600 families in five villages, a drive that is
// under way, groups in every state, a camp around today, one contested answer and one held change.
// All of it goes in through the real doors: the import of lists and the push of phones.
import { PROGRAMMES } from '#programmes/index.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { isWithin } from '#shared/place/place.ts';
import type { FieldWork, GroupDraft } from '#shared/field-work.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import type { Grant } from '#shared/access/access.ts';
import { consoleWords } from '../console-words.ts';
import { addGrant, upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import { dayOf, type Services } from '../services.ts';
import { BLOCK, DISTRICT, GROUP_TOLAS, livingBlock, PANCHAYATS, TEXTS } from './block-data.ts';
import { casesBeforeYear, DEMO_DAYS, yearOfCases } from './case-plan.ts';
import { DemoPhone, expectApplied, type World } from './demo-phone.ts';
import { familiesOf } from './families.ts';
import { importFamilies } from './import-list.ts';
import { couple, write } from './names.ts';
import { demoPerson } from './people.ts';
import { createRandom, mixSeed, type Random } from './random.ts';
import { recordsWithin } from './read-families.ts';
import { seedCare } from './seed-care.ts';
import { seedCentre } from './seed-cases.ts';
import { seedDirections } from './seed-directions.ts';
import { seedLibrary } from './seed-library.ts';
import { seedLists } from './seed-lists.ts';
import { seedMission } from './seed-mission.ts';
import { seedRehabilitation } from './seed-rehabilitation.ts';
import { seedUttarakhand } from './seed-uttarakhand.ts';
import { drawOutcome, fillSurvey } from './survey-answers.ts';

const SEED = 5;
/** Screens are Hindi first, so most names of the demo are too; the rest shows what real lists look like. */
const HINDI_SHARE = 0.85;
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days the drive has been going on. */
const DRIVE_DAYS = 9;

interface Scene {
  readonly services: Services;
  readonly random: Random;
  readonly world: World;
  readonly field: FieldWork;
  readonly now: number;
  readonly mitras: readonly { readonly phone: DemoPhone; readonly places: readonly string[]; readonly share: number }[];
  readonly coordinator: DemoPhone;
}

export async function seedDemo(services: Services, say: (line: string) => void): Promise<void> {
  const field = PROGRAMMES.find((p) => p.id === 'jeevika')?.field;
  if (field === undefined) throw new Error('the demo shows the work at the doorstep');
  const now = services.clock();
  const { places, tolas } = livingBlock();
  await upsertPlaces(services, [...placesOfState('10'), ...places]);

  const admin = await demoPerson(services, 'demo-administrator', 'सुधीर कुमार', 'administrator', '10');
  const officer = await demoPerson(services, 'demo-district-officer', 'अनिल प्रसाद', 'district-officer', '10.192');
  const blockManager = await demoPerson(services, 'demo-block-manager', 'राकेश कुमार', 'block-manager', BLOCK);
  const coordinator = await demoPerson(services, 'demo-coordinator', 'मंजू कुमारी', 'coordinator', BLOCK);
  const first = await demoPerson(services, 'demo-mitra-1', 'सरिता देवी', 'mitra', PANCHAYATS.east);
  const second = await demoPerson(services, 'demo-mitra-2', 'रूखसाना खातून', 'mitra', `${PANCHAYATS.west}.v1`);
  const alsoSecond: Grant = { ...second, place: `${PANCHAYATS.west}.v2`, id: await addGrant(services, second.person, { role: 'mitra', place: `${PANCHAYATS.west}.v2`, from: second.from }, null) };
  const third = await demoPerson(services, 'demo-mitra-3', 'पूनम देवी', 'mitra', `${PANCHAYATS.west}.v3`);

  await importFamilies(services, familiesOf(tolas, SEED, HINDI_SHARE), { place: BLOCK, author: admin.person, grant: admin.id });
  const world: World = new Map((await recordsWithin(services, DISTRICT, BLOCK)).map((r) => [r.id, r]));
  const scene: Scene = {
    services, world, field, now, random: createRandom(SEED),
    mitras: [
      { phone: new DemoPhone(services, world, first), places: [PANCHAYATS.east], share: 0.62 },
      { phone: new DemoPhone(services, world, second, alsoSecond), places: [second.place, alsoSecond.place], share: 0.45 },
      { phone: new DemoPhone(services, world, third), places: [third.place], share: 0.2 },
    ],
    coordinator: new DemoPhone(services, world, coordinator),
  };

  oldGroups(scene);
  visitDoors(scene);
  addFamilies(scene);
  await sendAll(scene);
  formGroups(scene);
  await sendAll(scene);
  await judgeGroups(scene);
  await holdCamp(scene);
  await disagree(scene);
  await handInTwice(scene);
  await seedOffices(services, now, officer, blockManager);
  const uttarakhand = await seedUttarakhand(services);
  await seedRehabilitation(services, uttarakhand);
  await seedLists(services, uttarakhand);
  for (const keeper of [admin, uttarakhand.operator]) await seedLibrary(services, keeper);
  const { rows: [all] } = await services.db.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM record');
  say(consoleWords('demoReady', { count: all?.count ?? 0 }));
}

/** The district's One Stop Centre and its hub with twenty months behind them, its child protection unit, and what was directed to them. */
async function seedOffices(services: Services, now: number, officer: Grant, blockManager: Grant): Promise<void> {
  const place = `10.${DISTRICT}.osc1`;
  const { workers, staff, head, world } = await seedCentre(services, {
    office: place, names: TEXTS.centre, cases: [...yearOfCases(SEED + 40, dayOf(services, now)), ...casesBeforeYear(SEED + 44, dayOf(services, now))], people: 'demo', villages: TEXTS.villages, seed: SEED + 41,
  });
  const today = dayOf(services, now);
  await seedMission(services, {
    hub: `10.${DISTRICT}.hub1`, names: TEXTS.hub, coordinator: 'प्रीति कुमारी', people: 'demo', villages: TEXTS.villages, seed: SEED + 43, from: dayOf(services, now - DEMO_DAYS * DAY), until: today, growth: 0.7,
    figures: { bbbp: { events: 62, participants: 4430 }, hub: { events: 34, participants: 1850, linked: 135 }, camps: 14, trainings: 10 },
  });
  await seedCare(services, { unit: `10.${DISTRICT}.dcpu1`, names: TEXTS.unit, centre: { place, phone: workers[0], worker: staff[0] }, people: 'demo', seed: SEED + 42 });
  const { district, block } = livingBlock().tolas[0] ?? {};
  if (district === undefined || block === undefined) throw new Error('the demo stands in a block of its district');
  const [hi, en] = TEXTS.centre;
  await seedDirections(services, { district, block, centre: { place: { code: place, hi, en }, head, world }, officer, blockManager, seed: 'demo' });
}

async function sendAll({ mitras, coordinator }: Scene): Promise<void> {
  for (const { phone } of mitras) expectApplied(await phone.send());
  expectApplied(await coordinator.send());
}

const families = ({ world }: Scene): DehriRecord[] => [...world.values()].filter((r) => r.type === 'household');

/** Groups that stood before the drive, as the list names them. */
function oldGroups(scene: Scene): void {
  const byCode = new Map<string, DehriRecord[]>();
  for (const family of families(scene)) {
    const code = family.values['listGroupCode'];
    if (typeof code === 'string') byCode.set(code, [...(byCode.get(code) ?? []), family]);
  }
  for (const [code, members] of byCode) {
    if (members.length < 10) continue;
    const [head] = members;
    if (head === undefined) continue;
    const random = createRandom(mixSeed(SEED, members.length + code.length));
    const edits: Record<string, string | number | boolean> = {
      name: String(head.values['listGroupName']), origin: 'old', code, villageOrganisation: TEXTS.villageOrganisation, formedDay: `20${random.int(14, 23)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
      meetingDay: random.pick(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']), saving: 10, status: 'approved', statusDay: dayOf(scene.services, scene.now - 60 * DAY), bankAccount: 'opened', place: bucketPlace(head.bucket),
    };
    members.forEach((member, i) => {
      edits[`members.${member.id}.household`] = member.id;
      edits[`members.${member.id}.name`] = String(member.values['headName']);
      edits[`members.${member.id}.guardian`] = String(member.values['guardianName']);
      const office = ['president', 'secretary', 'treasurer'][i];
      if (office !== undefined) edits[office] = member.id;
    });
    scene.coordinator.edit({ type: 'shg', place: bucketPlace(head.bucket), edits, at: scene.now - 30 * DAY });
  }
}

/** Each mitra has been to a part of her doors, one tola after another, up to today. */
function visitDoors(scene: Scene): void {
  const willingTolas: readonly string[] = Object.values(GROUP_TOLAS);
  const mahadalitTolas = new Set(livingBlock().places.filter((p) => p.hi === 'महादलित टोला').map((p) => p.code));
  for (const { phone, places, share } of scene.mitras) {
    const mine = families(scene).filter((f) => places.some((place) => isWithin(bucketPlace(f.bucket), place)));
    const rank = (f: DehriRecord): number => (willingTolas.includes(bucketPlace(f.bucket)) ? 0 : 1);
    const walk = mine.sort((a, b) => rank(a) - rank(b) || compare(a.bucket, b.bucket) || compare(String(a.values['cardNumber']), String(b.values['cardNumber'])));
    const visited = walk.slice(0, Math.round(walk.length * share));
    visited.forEach((door, i) => {
      const random = createRandom(mixSeed(SEED + 1, i * 31 + door.id.length + walk.length));
      const daysAgo = Math.floor(((visited.length - 1 - i) / visited.length) * DRIVE_DAYS);
      const at = scene.now - daysAgo * DAY - (visited.length - i) % 7 * 600_000 - 60_000;
      const tola = bucketPlace(door.bucket);
      const outcome = drawOutcome(random, door.values, willingTolas.includes(tola));
      phone.fill('jeevika.survey@1', { record: door.id }, at, (form) => fillSurvey(form, random, {
        outcome, mahadalit: mahadalitTolas.has(tola),
        ...(outcome === 'migrated' && random.chance(0.6) ? { returnsBy: dayOf(scene.services, at + random.int(4, 120) * DAY) } : {}),
        ...(random.chance(0.06) ? { note: random.pick(TEXTS.notes) } : {}),
      }));
    });
  }
}

/** Families that the list lacks: registered first, then surveyed. */
function addFamilies(scene: Scene): void {
  const { random } = scene;
  for (const { phone, places } of scene.mitras) {
    const tola = livingBlock().places.find((p) => p.code.split('.').length === 6 && isWithin(p.code, places[0] ?? ''));
    if (tola === undefined) continue;
    for (let i = 0; i < 2; i += 1) {
      const people = couple(random);
      const at = scene.now - (2 - i) * DAY - HOUR;
      const added = phone.fill('jeevika.add-family@1', { place: tola.code, begin: { listed: false, place: tola.code, tolaName: tola.hi } }, at, (form) => {
        form.set('headName', write(people.woman, 'hi'));
        form.set('guardianRelation', 'husband');
        form.set('guardianName', write(people.man, 'hi'));
        form.set('landmark', random.pick(TEXTS.landmarks));
        form.set('memberCount', random.int(2, 7));
      });
      if (added === undefined) continue;
      phone.fill('jeevika.survey@1', { record: added.id }, at + 300_000, (form) => fillSurvey(form, random, { outcome: 'new_group', mahadalit: false }));
    }
  }
}

/** One group per tola of `GROUP_TOLAS`, drafted by the same assistant as on the phone. */
function formGroups(scene: Scene): void {
  for (const [fate, place] of Object.entries(GROUP_TOLAS)) {
    const draft = draftIn(scene, place);
    const at = scene.now - (fate === 'approved' ? 5 : fate === 'returned' ? 3 : 1) * DAY;
    const today = dayOf(scene.services, at);
    const mitra = scene.mitras.find(({ places }) => places.some((p) => isWithin(place, p)));
    const [group, ...links] = scene.field.groups?.plan(draft, `group-${fate}`, today) ?? [];
    if (mitra === undefined || group === undefined) throw new Error('a mitra forms each group of the demo');
    const edits = { ...group.edits, villageOrganisation: TEXTS.villageOrganisation };
    if (fate === 'draft') {
      mitra.phone.edit({ type: 'shg', record: `group-${fate}`, place, edits: { ...edits, status: 'draft' }, at });
      continue;
    }
    mitra.phone.edit({ type: 'shg', record: `group-${fate}`, place, edits, at });
    for (const link of links) mitra.phone.edit({ type: link.type, edits: link.edits, at, ...(link.record === undefined ? {} : { record: link.record }) });
  }
}

function draftIn(scene: Scene, place: string): GroupDraft {
  const { field, world } = scene;
  const all = [...world.values()];
  const candidates = field.groups?.candidates(all.filter((r) => r.type === 'household'), all.filter((r) => r.type === 'shg'), place) ?? [];
  const proposal = field.groups?.proposeAll?.(candidates, place).drafts[0];
  const [president, secretary, treasurer] = proposal?.members ?? [];
  if (proposal === undefined || president === undefined || secretary === undefined || treasurer === undefined) throw new Error(`no group can be drafted in ${place}`);
  const draft = { ...proposal, meetingDay: 'friday', saving: 10, officers: { president: president.door, secretary: secretary.door, treasurer: treasurer.door } };
  const [problem] = field.groups?.check(draft) ?? [];
  if (problem !== undefined) throw new Error(`a group of the demo cannot be handed in: ${problem.key}`);
  return draft;
}

async function judgeGroups(scene: Scene): Promise<void> {
  const judge = (group: string, status: string, reason: string | null, daysAgo: number): void => {
    const at = scene.now - daysAgo * DAY - HOUR;
    scene.coordinator.edit({ type: 'shg', record: group, edits: { status, statusReason: reason, statusDay: dayOf(scene.services, at) }, at });
  };
  judge('group-approved', 'approved', null, 4);
  judge('group-returned', 'returned', TEXTS.returnReason, 1);
  expectApplied(await scene.coordinator.send());
}

/** Four days of Ayushman cards, begun yesterday; some persons are through. */
async function holdCamp(scene: Scene): Promise<void> {
  const { services, now, field, coordinator, world } = scene;
  const day = (offset: number): string => dayOf(services, now + offset * DAY);
  const camp = coordinator.fill('jeevika.camp@1', { place: PANCHAYATS.east, begin: { place: PANCHAYATS.east } }, now - 6 * DAY, (form) => {
    const answers = { kind: 'ayushman', venue: TEXTS.campVenue, firstDay: day(-1), lastDay: day(2), opens: '10:00', closes: '16:00', bring: ['aadhaar', 'ration_card', 'mobile'], operator: TEXTS.campOperator, status: 'planned' };
    for (const [path, value] of Object.entries(answers)) form.set(path, value);
    TEXTS.checklist.forEach((item, i) => {
      form.addRow('checklist', `c${i + 1}`);
      form.set(`checklist.c${i + 1}.item`, item);
      form.set(`checklist.c${i + 1}.done`, i < 3);
    });
  });
  if (camp === undefined) throw new Error('the demo has a camp');
  coordinator.edit({ type: 'camp', record: camp.id, edits: { [`days.${day(-1)}.served`]: 38 }, at: now - 12 * HOUR });
  expectApplied(await coordinator.send());

  const mitra = scene.mitras[0]?.phone;
  if (mitra === undefined) return;
  const guests = field.camps?.expected(camp, [...world.values()].filter((r) => r.type === 'household')) ?? [];
  guests.slice(0, 14).forEach((guest, i) => {
    const at = now - (i < 9 ? DAY : HOUR);
    const write = field.camps?.mark(camp, guest, true, dayOf(services, at));
    if (write?.record !== undefined) mitra.edit({ type: write.type, record: write.record, edits: write.edits, at });
  });
  expectApplied(await mitra.send());
}

/** The mitra and the coordinator answer the same question without sight of each other. */
async function disagree(scene: Scene): Promise<void> {
  const { services, now, world, coordinator } = scene;
  const mitra = scene.mitras[0]?.phone;
  const found = families(scene).flatMap((family) => rowIds(family.values, 'members').map((row) => ({ family, row })))
    .find(({ family, row }) => isWithin(bucketPlace(family.bucket), PANCHAYATS.east) && family.values[`members.${row}.ayushman`] === 'wanted');
  if (mitra === undefined || found === undefined) throw new Error('somebody in the demo still wants a card');
  const { family, row } = found;
  const path = `members.${row}.ayushman`;
  mitra.edit({ type: 'household', record: family.id, edits: { [path]: 'has', [`${path}Day`]: dayOf(services, now - 5 * HOUR) }, at: now - 5 * HOUR });
  coordinator.edit({ type: 'household', record: family.id, edits: { [path]: 'applied' }, at: now - 4 * HOUR }, family);
  expectApplied(await mitra.send());
  expectApplied(await coordinator.send());
  const [fresh] = (await recordsWithin(services, DISTRICT, bucketPlace(family.bucket))).filter((r) => r.id === family.id);
  if (fresh !== undefined) world.set(family.id, fresh);
}

/** A family added by hand whose card stands in the list already: kept, explained, waiting to be mended. */
async function handInTwice(scene: Scene): Promise<void> {
  const { now, world } = scene;
  const mitra = scene.mitras[1];
  const listed = families(scene).find((f) => mitra?.places.some((p) => isWithin(bucketPlace(f.bucket), p)) === true && f.values['listed'] === true && f.values['outcome'] === undefined);
  if (mitra === undefined || listed === undefined) throw new Error('a door of the demo is still to be visited');
  const place = bucketPlace(listed.bucket);
  const twin = mitra.phone.fill('jeevika.add-family@1', { place, begin: { listed: false, place } }, now - 2 * HOUR, (form) => {
    form.set('headName', String(listed.values['headName']));
    form.set('guardianRelation', 'husband');
    form.set('guardianName', String(listed.values['guardianName']));
    form.set('tolaName', String(listed.values['tolaName']));
    form.set('cardNumber', String(listed.values['cardNumber']));
  });
  const results = await mitra.phone.send();
  if (twin === undefined || !results.some((r) => r[0] === 'h' && r[1] === 'duplicate')) throw new Error('a card number stands in one family of a district');
  world.delete(twin.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
