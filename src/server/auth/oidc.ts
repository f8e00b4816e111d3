// Sign-in at the department's own issuer (OpenID Connect, authorization code with PKCE). It proves who
// somebody is, and nothing else: what she may do stands in her grants here, and her device is enrolled by a
// one-time code that she is given on coming back.
//
//   start ─▶ issuer ─▶ back with a code ─▶ claims ─▶ person ─▶ one-time code ─▶ the device's own key
//     └ state, nonce and verifier travel sealed in a cookie: any server may finish what another began
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import * as openid from 'openid-client';
import * as z from 'zod/mini';
import type { Services } from '../services.ts';

export interface OidcConfig {
  /** `https://login.example.gov.in`; http is taken only of this machine, for trials. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** Claim by which people are entered here: `sub`, `email`, `preferred_username` or one of the issuer's own. */
  readonly claim: string;
  /** What the button says of it. */
  readonly name: string;
  /** Under which people reach this server; the issuer must know `<publicUrl>/api/oidc/callback`. */
  readonly publicUrl: string;
}

export interface Started {
  readonly url: string;
  /** For the browser to bring back. */
  readonly sealed: string;
}

/** `away`: the issuer does not answer. `refused`: it, or the person there, said no, or what came back does not fit. */
export type Finished = { readonly ok: true; readonly subject: string } | { readonly ok: false; readonly reason: 'away' | 'refused' };

export interface Oidc {
  readonly config: OidcConfig;
  /** Undefined when the issuer does not answer. */
  start(): Promise<Started | undefined>;
  /** @param query of the address the browser came back to */
  finish(query: string, sealed: string): Promise<Finished>;
}

/** Milliseconds in which she must be back. */
const PATIENCE = 600_000;
const CALLBACK = '/api/oidc/callback';

const begunSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() });

export function createOidc(config: OidcConfig, { meta, random, clock }: Pick<Services, 'meta' | 'random' | 'clock'>): Oidc {
  const key = Buffer.from(hkdfSync('sha256', meta.secret, '', 'dehri-oidc/1', 32));
  const redirect = new URL(CALLBACK, config.publicUrl).href;
  let known: openid.Configuration | undefined;
  /** Asked for again as long as it fails: an issuer may come up later than this server. */
  const discovered = async (): Promise<openid.Configuration> => {
    const issuer = new URL(config.issuer);
    known ??= await openid.discovery(issuer, config.clientId, config.clientSecret, config.clientSecret === undefined ? openid.None() : undefined, {
      ...(isThisMachine(issuer) ? { execute: [openid.allowInsecureRequests] } : {}), timeout: 10,
    });
    return known;
  };

  return {
    config,
    async start() {
      const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
      try {
        const url = openid.buildAuthorizationUrl(await discovered(), {
          redirect_uri: redirect, scope: config.claim === 'email' ? 'openid email' : 'openid profile', response_type: 'code',
          state, nonce, code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
          // Somebody else may have signed in there before her on this desk.
          prompt: 'login',
        });
        return { url: url.href, sealed: seal(key, random(12), JSON.stringify({ state, nonce, verifier, until: clock() + PATIENCE })) };
      } catch {
        return undefined;
      }
    },
    async finish(query, sealed) {
      const begun = begunSchema.safeParse(opened(key, sealed));
      if (!begun.success || begun.data.until < clock()) return { ok: false, reason: 'refused' };
      const { state, nonce, verifier } = begun.data;
      let found: openid.Configuration;
      try {
        found = await discovered();
      } catch {
        return { ok: false, reason: 'away' };
      }
      try {
        const tokens = await openid.authorizationCodeGrant(found, new URL(`${redirect}?${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
        const claims = tokens.claims();
        const subject = claims?.[config.claim];
        // An address that the issuer has not verified could be anybody's.
        const isHers = config.claim !== 'email' || claims?.['email_verified'] === true;
        return typeof subject === 'string' && subject.trim() !== '' && isHers ? { ok: true, subject } : { ok: false, reason: 'refused' };
      } catch {
        return { ok: false, reason: 'refused' };
      }
    },
  };
}

function isThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function seal(key: Buffer, iv: Buffer, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Undefined for anything that this server, or one beside it, did not seal. */
function opened(key: Buffer, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 29) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    cipher.setAuthTag(bytes.subarray(-16));
    return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8'));
  } catch {
    return undefined;
  }
}
