// Takes in sealed work, whoever hands it in: the device's signature over the header vouches for what is
// sealed under it. What opens goes the one way in, as its author's; what she may not do (or she was
// shut out) is held there, as ever. Nothing that a device signed is refused away.
//
//   header signed by the enrolled key? ──no──▶ forged
//     │ yes                     (a device this server does not know: by the key in the header, for
//     │                          the server may have been restored to a time before its enrolment)
//   opens? ──yes──▶ its device known? ──yes──▶ applied or held, as its person's
//     │                          └──no──▶ held as `access`, under the author it names
//     └──no──▶ its device known? ──yes──▶ kept as bytes among held changes
//                                └──no──▶ unopened: anybody could have made it
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, verify } from 'node:crypto';
import { ROLES } from '#shared/access/table.ts';
import { sealedPlace, sealHeaderText, sealKeyInfo, sealNonce, type SealedOutcome, type SealedSet, type SealHeader } from '#shared/sync/sealed.ts';
import type { ChangeResult } from '#shared/sync/protocol.ts';
import { isChange, type DecodedChange } from '#shared/sync/wire-changes.ts';
import type { PublicJwk } from '../auth/tokens.ts';
import type { Services } from '../services.ts';
import { applyChanges } from './apply-changes.ts';
import { MAX_CHANGE_LENGTH } from './check-change.ts';
import type { Author } from './judge-access.ts';
import { onPostgres } from './postgres-tables.ts';
import { privateSealKey } from './seal-keys.ts';

export interface TakenIn {
  /** Per sealed change, of committed work only. */
  readonly outcomes: readonly SealedOutcome[];
  /** What the server thought of those received, for an office; never told to who merely carries them. */
  readonly results: readonly ChangeResult[];
  /** Headers whose device has been shut out. */
  readonly shut: readonly number[];
}

/** Throws `PushBusy`; then some may be received already, and handing all in again does no harm. */
export async function takeSealed(services: Services, { headers, changes }: SealedSet): Promise<TakenIn> {
  const opened = await Promise.all(headers.map((header) => openHeader(services, header)));
  const outcomes: SealedOutcome[] = changes.map(() => 'forged');
  const groups = new Map<string, { by: Author; items: DecodedChange[]; at: number[] }>();
  changes.forEach(({ h, n, c }, at) => {
    const under = opened[h];
    const header = headers[h];
    if (under === undefined || header === undefined) return;
    const item = openChange(under.aes, header, n, c);
    const by = authorOf(under, header, item);
    if (by === undefined) return void (outcomes[at] = 'unopened');
    const name = `${by.device} ${by.person}`;
    const group = groups.get(name) ?? { by, items: [], at: [] };
    groups.set(name, group);
    group.items.push(item);
    group.at.push(at);
  });
  const results: ChangeResult[] = [];
  for (const { by, items, at } of groups.values()) {
    results.push(...(await applyChanges(onPostgres(services), by, items)));
    for (const place of at) outcomes[place] = 'received';
  }
  return { outcomes, results, shut: opened.flatMap((under, h) => (under?.by?.revoked === true ? [h] : [])) };
}

interface OpenedHeader {
  /** Undefined: sealed to a key that this server does not have. */
  readonly aes: Buffer | undefined;
  /** Undefined: this server does not know the device. */
  readonly by: Author | undefined;
}

/** Undefined when it is not signed by the device it names. */
async function openHeader(services: Services, header: SealHeader): Promise<OpenedHeader | undefined> {
  const [device, key] = await Promise.all([findDevice(services, header.device), privateSealKey(services.db.pool, header.key)]);
  if (!isSigned(device?.publicKey ?? { kty: 'EC', crv: 'P-256', x: header.x, y: header.y }, header)) return undefined;
  let aes: Buffer | undefined;
  try {
    const enc = Buffer.from(header.enc, 'base64url');
    const point = { kty: 'EC', crv: 'P-256', x: enc.toString('base64url', 1, 33), y: enc.toString('base64url', 33) };
    const publicKey = createPublicKey({ key: point, format: 'jwk' });
    if (key !== undefined && enc[0] === UNCOMPRESSED) {
      aes = Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey: key, publicKey }), new Uint8Array(32), sealKeyInfo(header), 32));
    }
  } catch {
    // No point of the curve: nothing under it opens.
  }
  return { aes, by: device?.by };
}

const UNCOMPRESSED = 4;
const TAG_BYTES = 16;

function isSigned(key: PublicJwk, header: SealHeader): boolean {
  try {
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    return verify('sha256', Buffer.from(sealHeaderText(header)), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(header.sig, 'base64url'));
  } catch {
    return false;
  }
}

/** What does not open is kept as it came, with its header: a key found again may open it. */
function openChange(aes: Buffer | undefined, header: SealHeader, n: number, c: string): DecodedChange {
  const closed: DecodedChange = { ok: false, raw: { header, n, c } };
  if (aes === undefined) return closed;
  const bytes = Buffer.from(c, 'base64url');
  let plain: string;
  try {
    const decipher = createDecipheriv('aes-256-gcm', aes, sealNonce(n));
    decipher.setAAD(Buffer.from(sealedPlace(header, n)));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    plain = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return closed;
  }
  try {
    const said: unknown = JSON.parse(plain);
    return isChange(said) ? { ok: true, change: said } : { ok: false, raw: said };
  } catch {
    return { ok: false, raw: plain.slice(0, MAX_CHANGE_LENGTH) };
  }
}

/** Undefined: a stranger's, and it says nothing. */
function authorOf({ by }: OpenedHeader, { device }: SealHeader, item: DecodedChange): Author | undefined {
  if (by !== undefined) return by;
  // The server's public key is told to enrolled phones only: what opens was sealed by one of them.
  return item.ok ? { person: item.change.author, device, grants: [], revoked: true } : undefined;
}

interface DeviceRow {
  readonly person: string;
  readonly public_key: PublicJwk;
  readonly revoked_at: number | null;
  readonly grants: readonly (readonly [string, string, string, string, string | null])[];
}

async function findDevice({ db }: Services, device: string): Promise<{ readonly publicKey: PublicJwk; readonly by: Author } | undefined> {
  const { rows: [row] } = await db.pipelined.query<DeviceRow>({
    name: 'sealed-device',
    text: `SELECT d.person, d.public_key, d.revoked_at,
             (SELECT coalesce(json_agg(json_build_array(g.id, g.role, g.place, g.from_day, g.to_day)), '[]') FROM role_grant g WHERE g.person = d.person) AS grants
           FROM device d WHERE d.id = $1`,
    values: [device],
  });
  if (row === undefined) return undefined;
  const grants = row.grants.flatMap(([id, said, place, from, to]) => {
    const role = ROLES.find((r) => r === said);
    return role === undefined ? [] : [{ id, person: row.person, role, place, from, to }];
  });
  return { publicKey: row.public_key, by: { person: row.person, device, grants, revoked: row.revoked_at !== null } };
}
