// The program that asks: its token, and what it may read. It acts under the grants of the person who made
// the token, as they are today, and of these only what the token was given; never more than either. When
// she may connect no longer, her tokens work no longer.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideRecord, type Grant } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { EXPLICIT_CLASSES, OPEN_CLASSES } from '#shared/desk/connect.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { grantsOf } from '../desk/people-desk.ts';
import { Refused } from '../http/errors.ts';
import { today, type Services } from '../services.ts';
import { findToken, noteUse, type StoredToken } from './token-store.ts';

export interface Caller {
  readonly token: StoredToken;
  readonly grants: readonly Grant[];
}

/** Throws `Refused`; says to spreadsheets how to ask for the token: as the password, with any name. */
export async function callerOf(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const secret = secretOf(request.headers.authorization);
  const token = secret === undefined ? undefined : await findToken(services.db.pool, secret);
  if (token === undefined || token.revokedAt !== null || token.expiresAt <= services.clock()) {
    void reply.header('www-authenticate', 'Basic realm="Dehri", charset="UTF-8"');
    throw new Refused('unauthenticated');
  }
  const grants = await grantsOf(services, token.person);
  if (!decideDesk(grants, 'connect', token.place, today(services)).ok) throw new Refused('forbidden');
  await noteUse(services, token);
  return { token, grants };
}

/** Throws `Refused`: a place outside looks as if it did not exist. */
export function mayCount(services: Services, { token, grants }: Caller, place: PlaceCode): void {
  if (!token.counts || !isWithin(place, token.place) || !decideDesk(grants, 'sheet', place, today(services)).ok) throw new Refused('not-found');
}

export function mayReadType(services: Services, { token, grants }: Caller, type: RecordType, place: PlaceCode): boolean {
  return token.types.includes(type.name) && isWithin(place, token.place) && mayGive(services, grants, type, place);
}

/** May she give records of the type at the place to another program? */
export function mayGive(services: Services, grants: readonly Grant[], type: RecordType, place: PlaceCode): boolean {
  const goesOut = OPEN_CLASSES.has(type.accessClass) || EXPLICIT_CLASSES.has(type.accessClass);
  return goesOut && type.guard === undefined && type.writeOnly !== true && decideRecord(grants, 'read', type.accessClass, bucketOf(place, type.shelf), today(services)).ok;
}

function secretOf(header: string | undefined): string | undefined {
  const [, scheme = '', said = ''] = /^(bearer|basic) ([\w+/=.~-]{8,400})$/iu.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return said === '' ? undefined : said;
  const plain = Buffer.from(said, 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  return colon < 0 ? undefined : plain.slice(colon + 1);
}
