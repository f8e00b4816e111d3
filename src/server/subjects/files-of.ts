// Files that units keep of a child, as the centre may know of them: where, how far, by whom, what was asked of whom.
import { isLeft } from '#shared/access/keep.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { SubjectFile } from '#shared/subjects/child.ts';
import { decideStored, findStored } from '../access/stored-record.ts';
import type { Sql } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';

/** @param isOpen what stands for covered rows may be told whole */
export async function filesOf(sql: Sql, services: Services, asker: Asker, token: string, isOpen: boolean): Promise<SubjectFile[]> {
  const { registry } = services;
  const { rows } = await sql.query<{ district: number; record: string; covered: boolean }>(
    'SELECT district, record, covered FROM subject_file WHERE state = $1 AND token = $2 AND (NOT covered OR $3) ORDER BY at, record', [asker.state, token, asker.protects],
  );
  const files: SubjectFile[] = [];
  for (const { district, record: id, covered } of rows) {
    const stored = await findStored(sql, registry, district, id);
    if (stored === undefined || !isLeft(await decideStored(sql, services, asker.session, 'list', stored))) continue;
    const { type, record } = stored;
    const work = registry.subjects?.file;
    if (work?.recordType !== type.name) continue;
    const place = bucketPlace(record.bucket);
    const { state, responsible, nextDay, referrals } = work.summaryOf(record.values, { today: asker.day, now: services.clock(), rules: await readRulebook(sql, registry, place) });
    const { rows: [person] } = await sql.query<{ name: string }>('SELECT name FROM person WHERE id = $1', [responsible ?? '']);
    // What is asked for her may say what is covered.
    const isTold = isOpen || !(covered || work.isProtected(record.values));
    files.push({
      district, record: id, place, state, responsible: person?.name ?? null, nextDay: nextDay ?? null,
      referrals: isTold ? referrals.map((one) => ({ row: one.row, department: one.department, service: one.service, day: one.sentDay, due: one.due ?? null, state: one.state })) : [],
    });
  }
  return files;
}
