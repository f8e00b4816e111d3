// What the operator may set, all from the environment, all with a default that works.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { OidcConfig } from './auth/oidc.ts';

const number = z.coerce.number().check(z.int(), z.minimum(0));

const environmentSchema = z.object({
  PORT: z._default(number, 8080),
  /** Only this machine: a phone needs TLS, and so a proxy in front. `0.0.0.0`: every interface. */
  HOST: z._default(z.string(), '127.0.0.1'),
  /** Another PostgreSQL instead of the embedded one. */
  DATABASE_URL: z.optional(z.string()),
  /** Where the embedded PostgreSQL keeps its files. */
  DATA_DIR: z.optional(z.string()),
  /** Where the master key of persons' keys lies: never with the backups. */
  KEY_DIR: z.optional(z.string().check(z.minLength(1))),
  /** `no`: an empty database stays empty but for one administrator. */
  DEMO: z._default(z.enum(['yes', 'no']), 'yes'),
  /** `yes` after restoring a backup: phones start again and offer what the backup lacks. */
  RESTORED: z._default(z.enum(['yes', 'no']), 'no'),
  /** ISO time through which everything is in a backup that was tried: phones may forget it. */
  BACKED_UP_THROUGH: z.optional(z.iso.datetime({ offset: true })),
  /** `yes` behind a proxy that sets X-Forwarded-For, -Proto and -Host. */
  TRUST_PROXY: z._default(z.enum(['yes', 'no']), 'no'),
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16))),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'warn'),
  /** Minutes ahead of UTC of the place where the work is done. */
  UTC_OFFSET: z._default(z.coerce.number().check(z.int()), 330),
  DB_CONNECTIONS: z._default(number, 10),
  /** Requests a minute from one phone; enrolments and renewals a minute from one address. */
  REQUESTS_PER_MINUTE: z._default(number, 600),
  ENROLMENTS_PER_MINUTE: z._default(number, 20),
  SESSIONS_PER_MINUTE: z._default(number, 1_200),
  /** Folder of nightly backups, on another disk; unset: none is made. */
  BACKUP_DIR: z.optional(z.string()),
  /** Local hour, 0 to 23, after which the day's backup is made. */
  BACKUP_HOUR: z._default(number.check(z.maximum(23)), 1),
  /** How many backups stay in the folder. */
  BACKUP_KEEP: z._default(number.check(z.minimum(1)), 30),
  /** Backups are sealed with this, or with the content of this file; or not at all. */
  BACKUP_PASSPHRASE: z.optional(z.string().check(z.minLength(12))),
  BACKUP_KEY_FILE: z.optional(z.string()),
  BACKUP_PLAIN: z._default(z.enum(['yes', 'no']), 'no'),
  /** Sign-in at the department's own issuer; all of it, or none. */
  OIDC_ISSUER: z.optional(z.url({ protocol: /^https?$/ })),
  OIDC_CLIENT_ID: z.optional(z.string().check(z.minLength(1))),
  OIDC_CLIENT_SECRET: z.optional(z.string()),
  /** Claim by which people are entered here. */
  OIDC_CLAIM: z._default(z.string(), 'preferred_username'),
  /** What its button says. */
  OIDC_NAME: z.optional(z.string().check(z.minLength(1))),
  /** Under which people reach this server: `https://dehri.example.gov.in`. */
  PUBLIC_URL: z.optional(z.url({ protocol: /^https?$/ })),
  /** Hosts of webhooks that may lie in the own network and be called without TLS, comma between. */
  WEBHOOK_HOSTS: z._default(z.string(), ''),
});

/** Names of everything that may be set; the README says what each is for. */
export const SETTINGS: readonly string[] = Object.keys(environmentSchema.shape);

/** Something was set that makes no sense. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
  readonly names: readonly string[];
  constructor(names: readonly string[]) {
    super(`wrong settings: ${names.join(', ')}`);
    this.names = names;
  }
}

export interface BackupConfig {
  readonly dir: string | undefined;
  readonly hour: number;
  readonly keep: number;
  readonly passphrase: string | undefined;
  readonly keyFile: string | undefined;
  readonly plain: boolean;
}

export interface Config {
  readonly root: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Folder of the master key. */
  readonly keyDir: string;
  readonly demo: boolean;
  readonly restored: boolean;
  /** Milliseconds since 1970. */
  readonly backedUpThrough: number | undefined;
  readonly trustProxy: boolean;
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  readonly utcOffsetMinutes: number;
  readonly connections: number;
  readonly backup: BackupConfig;
  readonly oidc: OidcConfig | undefined;
  readonly webhookHosts: readonly string[];
  readonly limits: { readonly requestsPerMinute: number; readonly enrolPerMinute: number; readonly sessionPerMinute: number; readonly pushesAtOnce: number };
}

/** Throws `WrongSettings`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new WrongSettings([...new Set(parsed.error.issues.map((i) => i.path.join('.')))]);
  const e = parsed.data;
  // A nightly backup is sealed, or said to be in clear.
  const backupDir = e.BACKUP_DIR === '' ? undefined : e.BACKUP_DIR;
  if (backupDir !== undefined && e.BACKUP_PASSPHRASE === undefined && e.BACKUP_KEY_FILE === undefined && e.BACKUP_PLAIN === 'no') throw new WrongSettings(['BACKUP_PASSPHRASE']);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return {
    root,
    port: e.PORT, host: e.HOST,
    databaseUrl: e.DATABASE_URL === '' ? undefined : e.DATABASE_URL,
    dataDir: resolve(root, e.DATA_DIR ?? 'data'), keyDir: resolve(root, e.KEY_DIR ?? join(e.DATA_DIR ?? 'data', 'keys')),
    demo: e.DEMO === 'yes', restored: e.RESTORED === 'yes', backedUpThrough: e.BACKED_UP_THROUGH === undefined ? undefined : Date.parse(e.BACKED_UP_THROUGH), trustProxy: e.TRUST_PROXY === 'yes',
    metricsToken: e.METRICS_TOKEN, logLevel: e.LOG_LEVEL, utcOffsetMinutes: e.UTC_OFFSET, connections: e.DB_CONNECTIONS,
    webhookHosts: e.WEBHOOK_HOSTS.split(',').map((host) => host.trim()).filter((host) => host !== ''),
    backup: {
      dir: backupDir === undefined ? undefined : resolve(root, backupDir), hour: e.BACKUP_HOUR, keep: e.BACKUP_KEEP,
      passphrase: e.BACKUP_PASSPHRASE, keyFile: e.BACKUP_KEY_FILE, plain: e.BACKUP_PLAIN === 'yes',
    },
    oidc: oidcOf(e),
    limits: { requestsPerMinute: e.REQUESTS_PER_MINUTE, enrolPerMinute: e.ENROLMENTS_PER_MINUTE, sessionPerMinute: e.SESSIONS_PER_MINUTE, pushesAtOnce: Math.max(1, Math.floor(e.DB_CONNECTIONS * 0.6)) },
  };
}

/** Throws `WrongSettings` naming what is missing. */
function oidcOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_CLAIM: claim, OIDC_NAME: name, PUBLIC_URL: publicUrl }: z.infer<typeof environmentSchema>): OidcConfig | undefined {
  if (issuer === undefined) return undefined;
  if (clientId === undefined) throw new WrongSettings(['OIDC_CLIENT_ID']);
  if (publicUrl === undefined) throw new WrongSettings(['PUBLIC_URL']);
  return { issuer, clientId, clientSecret, claim, name: name ?? new URL(issuer).hostname, publicUrl };
}
