// What must be known of a vault before its PIN is typed, and nothing that tells whose it is. It is
// kept twice, in the registry database and as a file beside the journal: when the browser throws one
// away, the other still opens the vault.
import * as z from 'zod/mini';

export const publicKeySchema = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
/** JWK of the device's public signing key. */
export type PublicKey = z.infer<typeof publicKeySchema>;

export const vaultHeaderSchema = z.object({
  v: z.literal(1),
  /** Random; also names the database and the folder. */
  id: z.string().check(z.regex(/^[0-9a-z]{8,40}$/)),
  /** Picture the person chose, e.g. `sunflower`; stands in for her name. */
  symbol: z.string(),
  /** Grows with every writing: of two copies the higher is the newer. */
  rev: z.int(),
  createdAt: z.int(),
  openedAt: z.int(),
  salt: z.string(),
  cost: z.object({ m: z.int(), t: z.int() }),
  /** The data key under the key stretched from the PIN. */
  wrapped: z.string(),
  /** The data key under what the phone's own sensor gives out; see `passkey.ts`. */
  passkey: z.optional(z.object({ id: z.string(), salt: z.string(), wrapped: z.string() })),
  publicKey: publicKeySchema,
  /** The private signing key (PKCS #8) under the data key, for when the browser loses its own copy. */
  signing: z.string(),
  /** `VaultState` under the data key. */
  state: z.string(),
  wrong: z.int(),
  retryAt: z.int(),
  /** She said that she has forgotten the PIN; what is unsent waits inside. */
  forgotten: z.boolean(),
});
export type VaultHeader = z.infer<typeof vaultHeaderSchema>;

/** Kept under the data key, so that the lease cannot be lengthened by editing a file. */
export const vaultStateSchema = z.object({
  /** Last time the server answered this vault, milliseconds since 1970. */
  lastContact: z.int(),
  /** The same moment by the server's clock: counts when this phone's clock has been put right since. */
  serverContact: z.optional(z.int()),
  /** Latest time ever seen: a clock set back does not lengthen the lease. */
  lastSeen: z.int(),
  leaseDays: z.int(),
  idleMinutes: z.int(),
});
export type VaultState = z.infer<typeof vaultStateSchema>;

/** Where headers and signing keys live. The store gives one over the registry database and OPFS. */
export interface VaultShelf {
  /** The newest copy of every vault's header. */
  list(): Promise<readonly VaultHeader[]>;
  /** Resolves when at least one copy is durable. */
  put(header: VaultHeader): Promise<void>;
  signer(vault: string): Promise<CryptoKey | undefined>;
  putSigner(vault: string, key: CryptoKey): Promise<void>;
  /** A key pair made at enrolment, before there is a PIN. */
  pending(): Promise<CryptoKeyPair | undefined>;
  putPending(pair: CryptoKeyPair | undefined): Promise<void>;
  /** Runs alone among all tabs. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
}
