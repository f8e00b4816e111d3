// Work closed to everyone but the server. Beside its encrypted outbox a phone keeps every change a
// second time, sealed to the server's public key: it can be handed in while the app is locked, after a
// forgotten PIN, from a phone that was shut out, or by a colleague from a rescue file (`rescue-file.ts`).
//
//   once per unlocking   ephemeral ECDH P-256 key × the server's key → HKDF-SHA256 → one AES-256-GCM key;
//                        the seal header names all of it and is signed by the device's enrolled key
//   once per change      AES-256-GCM, nonce = n, n = 0, 1, 2 …: never twice under one header
//
// Only the header is signed. Whoever can make a ciphertext that opens under it knows the key behind it,
// and only the device that signed it does. What may be read from outside: the device's id, how many
// changes there are, and their sizes in steps of `PAD_BYTES`.
import * as z from 'zod/mini';

export const SEALED_VERSION = 1;
/** Most sealed changes in one request, and most headers they may be under. */
export const MAX_SEALED_PER_REQUEST = 200;
/** A change's JSON is filled up with spaces to a multiple of this, so that its size says little. */
export const PAD_BYTES = 256;
/** Longest ciphertext as text: above the largest change that the server still reads. */
const MAX_CIPHERTEXT = 400_000;
const MAX_COUNT = 2 ** 32;

const base64Url = (least: number, most: number): z.ZodMiniString =>
  z.string().check(z.minLength(least), z.maxLength(most), z.regex(/^[0-9A-Za-z_-]*$/u));

export const sealHeaderSchema = z.object({
  v: z.literal(SEALED_VERSION),
  /** Id of the server's key that it is sealed to. */
  key: base64Url(1, 64),
  /** The ephemeral public key: an uncompressed point, 65 bytes. */
  enc: base64Url(87, 87),
  device: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/u)),
  /** The device's public signing key. It counts only when the server does not know the device. */
  x: base64Url(43, 43),
  y: base64Url(43, 43),
  /** ECDSA-SHA256 over `sealHeaderText`, 64 bytes. */
  sig: base64Url(86, 86),
});
export type SealHeader = z.infer<typeof sealHeaderSchema>;

export const sealedChangeSchema = z.object({
  /** Place of its header in the list beside it. */
  h: z.int().check(z.gte(0), z.lt(MAX_SEALED_PER_REQUEST)),
  n: z.int().check(z.gte(0), z.lt(MAX_COUNT)),
  /** Ciphertext and tag. */
  c: base64Url(22, MAX_CIPHERTEXT),
});
export type SealedChange = z.infer<typeof sealedChangeSchema>;

/** A header and what is sealed under it, wherever they travel. */
export const sealedSetSchema = z.object({
  headers: z.array(sealHeaderSchema).check(z.maxLength(MAX_SEALED_PER_REQUEST)),
  changes: z.array(sealedChangeSchema).check(z.maxLength(MAX_SEALED_PER_REQUEST)),
});
export type SealedSet = z.infer<typeof sealedSetSchema>;

/** POST /api/sealed, by whoever has it in hand: the headers speak for themselves, there is no session. */
export const sealedRequestSchema = z.extend(sealedSetSchema, { v: z.int() });
export type SealedRequest = z.infer<typeof sealedRequestSchema>;

/**
 * What became of one sealed change: `received`, it is in the database, whatever the server thought of
 * it; `forged`, its header is not signed by the device it names; `unopened`, it does not open and
 * nothing vouches for it. The answer says nothing of what is in it.
 */
export const SEALED_OUTCOMES = ['received', 'forged', 'unopened'] as const;
export type SealedOutcome = (typeof SEALED_OUTCOMES)[number];

export const sealedResponseSchema = z.object({
  /** As in the sync protocol: what an earlier epoch received may be gone again. */
  epoch: z.string(),
  /** In the order sent; of committed work only. */
  outcomes: z.array(z.enum(SEALED_OUTCOMES)),
  /** Headers whose device has been shut out: its phone holds nothing but sealed work from now on. */
  shut: z.array(z.int()),
});
export type SealedResponse = z.infer<typeof sealedResponseSchema>;

/** One sealed change by itself, as the phone keeps it: nothing in it needs the PIN. */
export const keptSealedSchema = z.object({ header: sealHeaderSchema, n: sealedChangeSchema.shape.n, c: sealedChangeSchema.shape.c });
export type KeptSealed = z.infer<typeof keptSealedSchema>;

/** What the device signs. */
export function sealHeaderText({ key, enc, device }: Pick<SealHeader, 'key' | 'enc' | 'device'>): string {
  return `dehri-seal/${SEALED_VERSION}\n${key}\n${enc}\n${device}`;
}

/** HKDF's info: the AES key serves this header and no other. */
export function sealKeyInfo(header: Pick<SealHeader, 'key' | 'enc' | 'device'>): string {
  return `${sealHeaderText(header)}\naes-256-gcm`;
}

/** Additional data of one change: it does not open under another header or in another place. */
export function sealedPlace({ key, enc, device }: Pick<SealHeader, 'key' | 'enc' | 'device'>, n: number): string {
  return `dehri-sealed/${SEALED_VERSION}\n${key}\n${enc}\n${device}\n${n}`;
}

/** The 96-bit nonce of the nth change. */
export function sealNonce(n: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, n);
  return nonce;
}

/** The length that this many bytes are filled up to. */
export function paddedLength(bytes: number): number {
  return Math.ceil(bytes / PAD_BYTES) * PAD_BYTES;
}

/** Gathers single sealed changes into sets small enough for one request each, order kept. */
export function sealedSets(kept: readonly KeptSealed[], mostBytes = 1_000_000): SealedSet[] {
  const sets: SealedSet[] = [];
  let headers: SealHeader[] = [];
  let changes: SealedChange[] = [];
  let bytes = 0;
  const finish = (): void => {
    if (changes.length > 0) sets.push({ headers, changes });
    [headers, changes, bytes] = [[], [], 0];
  };
  for (const { header, n, c } of kept) {
    if (changes.length === MAX_SEALED_PER_REQUEST || (bytes > 0 && bytes + c.length > mostBytes)) finish();
    let h = headers.findIndex((known) => isSameHeader(known, header));
    if (h < 0) h = headers.push(header) - 1;
    changes.push({ h, n, c });
    bytes += c.length;
  }
  finish();
  return sets;
}

function isSameHeader(a: SealHeader, b: SealHeader): boolean {
  return a.enc === b.enc && a.key === b.key && a.device === b.device && a.sig === b.sig && a.x === b.x && a.y === b.y;
}

/** The other way round; a change without its header is left out. */
export function keptOf({ headers, changes }: SealedSet): KeptSealed[] {
  return changes.flatMap(({ h, n, c }) => {
    const header = headers[h];
    return header === undefined ? [] : [{ header, n, c }];
  });
}
