// Before a load: a district's list taken in, a mitra for every `changes` families of a tola, and her
// phone enrolled over HTTP with its first pull and its surveys filled.
import { formRef } from '#shared/form/definition.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { plainSetting } from '#server/demo/bhagalpur.ts';
import { planDistrict } from '#server/demo/district-plan.ts';
import { FIELD_HINDI_SHARE, familiesOf } from '#server/demo/families.ts';
import { importFamilies } from '#server/demo/import-list.ts';
import { demoPerson } from '#server/demo/people.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { dayOf, type Services } from '#server/services.ts';
import { LoadPhone, type Survey } from './phone.ts';

export interface Crew {
  readonly mitras: number;
  readonly changes: number;
  /** Every so many-th phone keeps what it fetches and is compared at the end. */
  readonly watchEvery: number;
  /** Share of the phones whose session has run out by the time they come. */
  readonly expiredShare: number;
}

const DISTRICT = 192;
const SEED = 20_260_501;
/** A tola whose families are not a whole number of mitras' work leaves some over. */
const SPARE = 1.75;
const AT_ONCE = 8;

export async function prepare(services: Services, port: number, { mitras, changes, watchEvery, expiredShare }: Crew, say: (line: string) => void): Promise<LoadPhone[]> {
  await upsertPlaces(services, placesOfState('10'));
  const admin = await demoPerson(services, 'load-admin', 'सुधीर कुमार', 'administrator', '10');
  const families = Math.max(200, Math.ceil(mitras * changes * SPARE));
  await importFamilies(services, familiesOf(planDistrict(SEED, families, plainSetting(families)), SEED, FIELD_HINDI_SHARE), { place: `10.${DISTRICT}`, author: admin.person, grant: admin.id });
  say(`list of ${families} families taken in`);

  const work = await shares(services, mitras, changes);
  const survey = surveyOf(services);
  const phones: LoadPhone[] = [];
  let next = 0;
  const enrolSome = async (): Promise<void> => {
    for (let n = next++; n < work.length; n = next++) {
      const share = work[n];
      if (share === undefined) return;
      const { person } = await demoPerson(services, `load-mitra-${n}`, 'सरिता देवी', 'mitra', share.place);
      const { code } = await issueCode(services, person, null);
      const phone = await LoadPhone.begin(port, code, SEED + n);
      phone.survey(survey, share.skip, changes, n % watchEvery === 0);
      phones.push(phone);
      if (phones.length % 250 === 0) say(`${phones.length} phones enrolled, their surveys filled`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enrolSome));
  const expired = phones.filter((_, n) => n % 100 < expiredShare * 100).map((p) => p.profile.device);
  await services.db.pool.query('UPDATE session SET expires_at = $2 WHERE device = ANY($1::text[])', [expired, services.clock() - 1]);
  return phones;
}

/** One tola after another; two mitras may share a large one. */
async function shares({ db }: Services, mitras: number, changes: number): Promise<{ readonly place: string; readonly skip: number }[]> {
  const { rows } = await db.pool.query<{ id: string; records: number }>('SELECT id, records FROM bucket WHERE district = $1 AND records >= $2 ORDER BY id', [DISTRICT, changes]);
  const work = rows.flatMap(({ id, records }) => Array.from({ length: Math.floor(records / changes) }, (_, k) => ({ place: bucketPlace(id), skip: k * changes })));
  if (work.length < mitras) throw new Error(`the list has work for ${work.length} mitras only`);
  // Spread over the district: phones that follow each other are seldom of one block.
  const stride = coprime(Math.floor(work.length * 0.618), work.length);
  return Array.from({ length: mitras }, (_, n) => work[(n * stride) % work.length]).filter((w) => w !== undefined);
}

function surveyOf(services: Services): Survey {
  const form = services.registry.form('jeevika.survey@1');
  const type = services.registry.type('household')?.type;
  if (form === undefined || type === undefined || formRef(form) !== 'jeevika.survey@1') throw new Error('the programme has a survey of households');
  const now = services.clock();
  return { form, type, now, today: dayOf(services, now) };
}

function coprime(from: number, to: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let n = Math.max(1, from);
  while (gcd(n, to) !== 1) n += 1;
  return n;
}
