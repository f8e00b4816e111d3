// A server of its own with lists in it: the real application on an embedded PostgreSQL that keeps its
// files in a scratch folder. Lists go in by the import, people by the services of the desk.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PROGRAMMES } from '#programmes/index.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded, type EmbeddedPostgres } from '#server/db/embedded.ts';
import { readMeta } from '#server/db/meta.ts';
import { migrate } from '#server/db/migrate.ts';
import { plainSetting } from '#server/demo/bhagalpur.ts';
import { planDistrict, type TolaPlan } from '#server/demo/district-plan.ts';
import { familiesOf, type Family } from '#server/demo/families.ts';
import { importFamilies } from '#server/demo/import-list.ts';
import { createRandom } from '#server/demo/random.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { createApp } from '#server/http/app.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { testKeys } from '#tests/support/keys.ts';

const SEED = 20_260_101;
const FAMILIES_OF_TOLA = 100;
const TOLAS_OF_VILLAGE = 8;
/** As a real official list has them (dossier H). */
const HINDI_SHARE = 0.17;
const LIMITS = { requestsPerMinute: 100_000, enrolPerMinute: 1_000, sessionPerMinute: 1_000 };

export interface World {
  readonly services: Services;
  /** The panchayat of each list, in the order asked for. */
  readonly places: readonly string[];
  /** Serves a built client and the API; returns the port. */
  serve(dist: string, extend?: (app: FastifyInstance) => void): Promise<number>;
  /** A new mitra of a place, and her one-time code. */
  mitra(place: string): Promise<string>;
  records(place: string): Promise<DehriRecord[]>;
  close(): Promise<void>;
}

/** @param lists how many families each list has; each is a panchayat of one mitra. */
export async function openWorld(...lists: readonly number[]): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'dehri-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbedded({ dir: join(folder, 'data'), durable: true });
  const end = async (): Promise<void> => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return await fill(postgres, end, lists);
  } catch (error) {
    await end();
    throw error;
  }
}

async function fill(postgres: EmbeddedPostgres, end: () => Promise<void>, lists: readonly number[]): Promise<World> {
  const db = openDatabase(postgres.connection, { connections: 6, keys: testKeys() });
  await migrate(db);
  const random = (bytes: number): Buffer => randomBytes(bytes);
  const services: Services = { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, random), clock: Date.now, random, utcOffsetMinutes: 330 };
  await upsertPlaces(services, placesOfState('10'));
  const admin = await createPerson(services, 'प्रशासक', { role: 'administrator', place: '10' }, null);
  const plans = lists.map((families, i) => panchayat(i, families, lists.slice(0, i).reduce((a, b) => a + b, 0)));
  const places: string[] = [];
  for (const plan of plans) {
    const [tola] = plan;
    if (tola === undefined) continue;
    await importFamilies(services, withOwnCards(familiesOf(plan, SEED, HINDI_SHARE), SEED + tola.first), { place: tola.block.code, author: admin.person, grant: admin.grant });
    const { rows } = await db.pool.query<{ code: string }>('SELECT code FROM place WHERE depth = 4 AND hi = $1', [tola.panchayat]);
    places.push(rows[0]?.code ?? '');
  }
  const closers: (() => Promise<unknown>)[] = [];

  return {
    services, places,
    async serve(dist, extend) {
      const app = await createApp({ services, dist, limits: LIMITS, ...(extend === undefined ? {} : { extend }) });
      closers.push(() => app.close());
      await app.listen({ port: 0, host: '127.0.0.1' });
      const address = app.server.address();
      if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
      return address.port;
    },
    async mitra(place) {
      const { person } = await createPerson(services, 'सरिता देवी', { role: 'mitra', place, from: '2026-01-01' }, null);
      return (await issueCode(services, person, null)).code;
    },
    records: (place) => recordsWithin(services, Number(place.split('.')[1]), place),
    async close() {
      for (const close of closers) await close();
      await db.close();
      await end();
    },
  };
}

/** One panchayat: villages of eight tolas with a hundred families each, two thirds of them linked. */
function panchayat(number: number, families: number, first: number): TolaPlan[] {
  const setting = plainSetting(families);
  const [model] = planDistrict(SEED, 1_000, plainSetting(1_000));
  if (model === undefined) throw new Error('a plan has tolas');
  const tolas = Math.ceil(families / FAMILIES_OF_TOLA);
  return Array.from({ length: tolas }, (_, t) => {
    const village = Math.floor(t / TOLAS_OF_VILLAGE);
    const size = Math.min(FAMILIES_OF_TOLA, families - t * FAMILIES_OF_TOLA);
    return {
      ...model,
      panchayat: `पंचायत ${'कखगघ'[number] ?? number}`,
      village: `गाँव ${number + 1}-${village + 1}`,
      villageCode: `${model.villageCode.slice(0, -6)}${990_000 + number * 1_000 + village}`,
      tola: `टोला ${(t % TOLAS_OF_VILLAGE) + 1}`,
      mahadalit: t % 9 === 4,
      first: first + t * FAMILIES_OF_TOLA,
      families: size,
      linkedBefore: Math.round((size * setting.linkedBefore) / families),
      group: 0,
    };
  });
}

/** Card numbers without any order, so that no wire form is helped by how they were made up. */
function* withOwnCards(families: Iterable<Family>, seed: number): Generator<Family> {
  const random = createRandom(seed);
  for (const family of families) {
    const digits = String(random.int(0, 9_999_999)).padStart(7, '0') + String(random.int(0, 9_999_999)).padStart(7, '0');
    yield { ...family, cardNumber: `${family.tola.villageCode.slice(0, 5)}${digits}${random.int(1, 9)}` };
  }
}
