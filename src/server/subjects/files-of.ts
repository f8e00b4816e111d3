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
    const place = bucketPlace(record.bucket);
    const context = { person: asker.person, place, today: asker.day, now: services.clock(), rules: await readRulebook(sql, registry, place), nameOf: () => '' };
    const work = registry.subjects?.file?.recordType === type.name ? registry.subjects.file : undefined;
    const responsible = type.guard === undefined ? undefined : record.values[type.guard.assigned];
    const { rows: [person] } = await sql.query<{ name: string }>('SELECT name FROM person WHERE id = $1', [responsible ?? '']);
    files.push({
      district, record: id, place, state: registry.caseWork(type.name)?.stateOf(record, context).key ?? '', responsible: person?.name ?? null,
      nextDay: work?.nextDayOf(record, context) ?? null, referrals: covered && !isOpen ? [] : [...work?.referralsOf(record, context) ?? []],
    });
  }
  return files;
}

/** Two persons turned out to be one: her files are those of both. */
export async function moveFiles(sql: Sql, state: number, from: string, to: string): Promise<void> {
  await sql.query(
    `INSERT INTO subject_file (state, token, district, record, at, place, covered) SELECT state, $3, district, record, at, place, covered FROM subject_file WHERE state = $1 AND token = $2 ON CONFLICT DO NOTHING`,
    [state, from, to],
  );
  await sql.query('DELETE FROM subject_file WHERE state = $1 AND token = $2', [state, from]);
}
