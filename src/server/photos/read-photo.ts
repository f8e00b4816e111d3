// A photo for who may read a record that names it; each reading leaves a row in the audit log.
import { bucketPlace } from '#shared/place/bucket.ts';
import { photosOf } from '#shared/photo/photos-of.ts';
import { findStored, mayRead } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import type { Services } from '../services.ts';
import { wholePhoto } from './keep-photos.ts';
import { FILE_MEDIA, type FileMedia } from './what-file.ts';

export interface ReadPhoto {
  readonly media: FileMedia;
  readonly bytes: Buffer;
}

/** Undefined when there is none that she may see: not there, not yet whole, of another place, not named by that record. */
export async function readPhoto(services: Services, session: Session, asked: { readonly district: number; readonly name: string; readonly record: string }): Promise<ReadPhoto | undefined> {
  const { district, name } = asked;
  return inTransaction(services.db, async (client) => {
    const stored = await findStored(client, services.registry, district, asked.record);
    if (stored === undefined || !await mayRead(client, services, session, stored) || !photosOf(stored.type, stored.record).has(name)) return undefined;
    const { rows: [photo] } = await client.query<{ media: string }>('SELECT media FROM photo WHERE district = $1 AND name = $2 AND whole_at IS NOT NULL', [district, name]);
    const media = FILE_MEDIA.find((m) => m === photo?.media);
    if (media === undefined) return undefined;
    await appendAudit(client, services, { act: 'photo-read', actor: session.person, place: bucketPlace(stored.record.bucket), subject: stored.record.id });
    return { media, bytes: await wholePhoto(client, services.keys, district, name) };
  });
}
