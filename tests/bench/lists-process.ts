// A process of its own that takes one department's list in as the server does, from the received file to the last
// row: tsx lists-process.ts <database url> <folder of keys> <file>. Prints seconds and what came of the rows.
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { openDatabase } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { readBatch, setWaiting } from '#server/imports/batch-store.ts';
import { receiveList } from '#server/imports/receive-list.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { masterKeysIn } from '#server/keys/master-keys.ts';
import { subjectKeys } from '#server/keys/subject-keys.ts';
import { createRegistry } from '#server/registry.ts';

const [, , url = '', keyDir = '', file = ''] = process.argv;
const target = LISTS.find((list) => list.target.name === 'labour-list');
if (target === undefined) throw new Error('there is a list of labour');
const db = openDatabase(url, { connections: 4 });
const keys = subjectKeys(await masterKeysIn(keyDir, randomBytes), randomBytes);
const services = { db, keys, registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
const begun = performance.now();
const cpuBefore = process.cpuUsage();
const { district, id, mapping } = await receiveList(services, { target, place: '5.dep1', source: 'bench', fileName: '', author: 'bench', grant: 'bench' }, file);
await setWaiting(db.pool, district, id, mapping, false);
await runBatch(services, LISTS, district, id);
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const batch = await readBatch(db.pool, district, id);
await db.close();
process.stdout.write(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, rows: batch?.rows, created: batch?.created, unchanged: batch?.unchanged, faulty: batch?.faulty }));
