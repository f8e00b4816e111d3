// A database that was put back by other hands (a folder copied back, a provider's restore) still has
// its old epoch, and phones would silently miss what was given anew and lose what was taken back. The
// evidence is a phone: within the epoch it has a cursor beyond the last seq of a bucket. Then the epoch is
// void, and another begins: all phones start again and offer what is not safe.
//
// One phone must be enough, for it may be the only one that saw what was lost. A phone that lies costs
// everyone a fresh download, not data; so each may do it once an hour, it is counted and logged with the
// phone's id, and it can be shut out. Within the hour it is only reset itself.
import { inTransaction } from '../db/database.ts';
import { renewEpoch } from '../db/meta.ts';
import type { Services } from '../services.ts';

const PATIENCE = 3_600_000;

/** `epoch`: in which the phone showed it. Returns the epoch that holds now: the same when it has had its turn. */
export async function voidEpoch({ db, random, clock }: Pick<Services, 'db' | 'random' | 'clock'>, device: string, epoch: string): Promise<string> {
  return inTransaction(db, async (client) => {
    const { rows: [now] } = await client.query<{ value: string }>(`SELECT value FROM server_meta WHERE key = 'epoch' FOR UPDATE`);
    if (now === undefined || now.value !== epoch) return now?.value ?? epoch;
    const { rowCount } = await client.query('UPDATE device SET voided_at = $2 WHERE id = $1 AND (voided_at IS NULL OR voided_at <= $2 - $3::bigint)', [device, clock(), PATIENCE]);
    return rowCount === 0 ? epoch : renewEpoch(client, random);
  });
}
