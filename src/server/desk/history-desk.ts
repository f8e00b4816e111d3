// The history of a record, for those who may read the record; each reading leaves a row in the audit log.
import { bucketPlace } from '#shared/place/bucket.ts';
import type * as z from 'zod/mini';
import type { historyResponseSchema } from '#shared/desk/history.ts';
import { findStored, mayRead } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import type { Services } from '../services.ts';
import { changeFromRow, type ChangeRow } from '../sync/stored.ts';

/** Undefined when there is none that she may read. */
export async function readHistory(services: Services, session: Session, district: number, record: string): Promise<z.infer<typeof historyResponseSchema> | undefined> {
  return inTransaction(services.db, async (client) => {
    const stored = await findStored(client, services.registry, district, record);
    if (stored === undefined || !await mayRead(client, services, session, stored)) return undefined;
    const found = stored.record;
    const { rows } = await client.query<ChangeRow & { name: string | null }>(
      `SELECT c.id, c.record, c.type, c.bucket, c.device, c.counter, c.author, c.seq, c.at, c.body, p.name FROM change c LEFT JOIN person p ON p.id = c.author
       WHERE c.district = $1 AND c.record = $2 ORDER BY c.at, c.seq`, [district, record],
    );
    await appendAudit(client, services, { act: 'history-read', actor: session.person, place: bucketPlace(found.bucket), subject: record });
    return {
      record, type: found.type, bucket: found.bucket,
      items: rows.map((row) => {
        const change = changeFromRow(row);
        return {
          id: row.id, seq: row.seq, at: row.at, deviceTime: change.deviceTime, author: row.author, authorName: row.name ?? '', form: change.form,
          values: { ...change.values }, replaces: Object.fromEntries(Object.entries(change.replaces).map(([r, ids]) => [r, [...ids]])),
        };
      }),
    };
  });
}
