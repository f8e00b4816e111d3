// Sign-in at the department's own issuer, against a real one on this machine.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOidc, type OidcConfig } from '#server/auth/oidc.ts';
import { readConfig, WrongSettings } from '#server/config.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { openIssuer, type Issuer } from '#tests/support/oidc-issuer.ts';
import { createTestServer, TestPhone, type TestServer } from '#tests/support/server.ts';

const PUBLIC = 'https://dehri.example';
let issuer: Issuer;
let server: TestServer;
let admin: TestPhone;
let officer = '';

function settings(more: Partial<OidcConfig> = {}): OidcConfig {
  return { issuer: issuer.url, clientId: issuer.clientId, clientSecret: issuer.clientSecret, claim: 'preferred_username', name: 'जिला लॉगिन', publicUrl: PUBLIC, ...more };
}

beforeAll(async () => {
  issuer = await openIssuer(`${PUBLIC}/api/oidc/callback`);
  server = await createTestServer({ oidc: settings() });
  admin = await server.worker('administrator', '10');
  ({ person: officer } = await server.person('अनिल प्रसाद', 'district-officer', '10.193'));
});
afterAll(async () => {
  await server.close();
  await issuer.close();
});
beforeEach(() => {
  issuer.claims = {};
});

interface Walk {
  readonly cookie: string;
  /** Address the issuer sends the browser to. */
  readonly back: string;
}

/** From the button to the way back, as a browser goes it. */
async function walk(): Promise<Walk> {
  const start = await server.app.inject({ url: '/api/oidc/start' });
  expect(start.statusCode).toBe(302);
  const cookie = String(start.headers['set-cookie']).split(';')[0] ?? '';
  const jar = new Map<string, string>();
  let at = String(start.headers['location']);
  for (let hop = 0; hop < 10 && !at.startsWith(PUBLIC); hop += 1) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    at = new URL(answer.headers.get('location') ?? '', at).href;
  }
  return { cookie, back: at };
}

async function comeBack({ cookie, back }: Walk): Promise<string> {
  const answer = await server.app.inject({ url: back.slice(PUBLIC.length), headers: { cookie } });
  expect(answer.statusCode).toBe(302);
  return new URL(String(answer.headers['location'])).hash;
}

const enter = (subject: string, person = officer) => server.app.inject({ method: 'POST', url: `/api/people/${person}/identity`, headers: { cookie: admin.cookie }, payload: { subject } });

describe('the department\'s own sign-in', () => {
  test('is offered by its name', async () => {
    expect((await server.app.inject({ url: '/api/oidc' })).json()).toEqual({ name: 'जिला लॉगिन' });
  });

  test('opens nothing for a name that nobody has entered here', async () => {
    issuer.signIn = 'a.prasad';
    expect(await comeBack(await walk())).toBe('#sign-in=unknown');
  });

  test('gives the person who was entered a code for her device, and only her', async () => {
    expect((await enter(' A.Prasad ')).statusCode).toBe(200);
    issuer.signIn = 'a.prasad';
    const code = /^#code=(\d{8})$/u.exec(await comeBack(await walk()))?.[1] ?? '';
    const phone = await TestPhone.enrol(server, code);
    expect(phone.profile.person.id).toBe(officer);
    expect((await server.db.pool.query('SELECT 1 FROM audit WHERE act = $1 AND actor = $2', ['code-made', officer])).rows).toHaveLength(1);
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  });

  test('says so when she turned back there', async () => {
    issuer.signIn = undefined;
    expect(await comeBack(await walk())).toBe('#sign-in=refused');
  });

  test('takes no answer twice, of another browser, altered, or too late', async () => {
    issuer.signIn = 'a.prasad';
    const once = await walk();
    expect(await comeBack(once)).toMatch(/^#code=/u);
    expect(await comeBack(once)).toBe('#sign-in=refused');

    const another = await walk();
    expect(await comeBack({ ...another, cookie: '' })).toBe('#sign-in=refused');
    expect(await comeBack({ ...another, cookie: once.cookie })).toBe('#sign-in=refused');
    expect(await comeBack({ ...another, cookie: `${another.cookie.slice(0, -4)}AAAA` })).toBe('#sign-in=refused');

    const late = await walk();
    server.moveClock(600_001);
    expect(await comeBack(late)).toBe('#sign-in=refused');
  });

  test('opens nothing any more for somebody whose work has ended', async () => {
    const { person } = await server.person('पूर्व पदाधिकारी', 'district-officer', '10.193', '2026-01-01', '2026-02-01');
    await server.db.pool.query(`INSERT INTO person_identity (issuer, subject, person, made_by, made_at) VALUES ($1, 'former', $2, 'test', 0)`, [issuer.url, person]);
    issuer.signIn = 'former';
    expect(await comeBack(await walk())).toBe('#sign-in=unknown');
  });
});

describe('a name', () => {
  test('belongs to one person; who has it is not said', async () => {
    const { person } = await server.person('दूसरा', 'district-officer', '10.193');
    await enter('shared.name');
    const refused = await enter('shared.name', person);
    expect([refused.statusCode, refused.json()]).toEqual([409, { code: 'conflict', paths: ['subject'] }]);
    expect((await enter('', person)).statusCode).toBe(200);
  });

  test('is entered, read and taken away by who manages the person, by nobody else', async () => {
    await enter('a.prasad');
    const outsider = await server.worker('block-manager', '10.193.1710');
    const read = (cookie: string) => server.app.inject({ url: `/api/people/${officer}/identity`, headers: { cookie } });
    expect((await read(admin.cookie)).json()).toEqual({ subject: 'a.prasad' });
    expect((await read(outsider.cookie)).statusCode).toBe(404);
    await enter('');
    issuer.signIn = 'a.prasad';
    expect(await comeBack(await walk())).toBe('#sign-in=unknown');
  });
});

test('an address that the issuer has not verified is nobody\'s', async () => {
  const byEmail = createOidc(settings({ claim: 'email' }), server.services);
  await server.db.pool.query(`INSERT INTO person_identity (issuer, subject, person, made_by, made_at) VALUES ($1, 'officer@example.in', $2, 'test', 0) ON CONFLICT DO NOTHING`, [issuer.url, officer]);
  issuer.signIn = 'someone';
  for (const [verified, ok] of [[false, false], [true, true]] as const) {
    issuer.claims = { email: 'officer@example.in', email_verified: verified };
    const started = await byEmail.start();
    let at = started?.url ?? '';
    const jar: string[] = [];
    while (!at.startsWith(PUBLIC)) {
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie: jar.join('; ') } });
      jar.push(...answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? ''));
      at = new URL(answer.headers.get('location') ?? '', at).href;
    }
    expect((await byEmail.finish(at.split('?')[1] ?? '', started?.sealed ?? '')).ok).toBe(ok);
  }
});

test('an issuer that is away is said to be so, and asked anew the next time', async () => {
  const gone = createOidc(settings({ issuer: 'http://127.0.0.1:9' }), server.services);
  expect(await gone.start()).toBeUndefined();
  expect(await gone.finish('code=x&state=y', '')).toEqual({ ok: false, reason: 'refused' });
});

test('the settings say what is missing', () => {
  const missing = (environment: Record<string, string>): readonly string[] => {
    try {
      readConfig(environment);
      return [];
    } catch (error) {
      return error instanceof WrongSettings ? error.names : ['another error'];
    }
  };
  const whole = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'dehri', PUBLIC_URL: 'https://dehri.example' };
  expect(missing(whole)).toEqual([]);
  expect(missing({ ...whole, OIDC_CLIENT_ID: '' })).toEqual(['OIDC_CLIENT_ID']);
  expect(missing({ OIDC_ISSUER: whole.OIDC_ISSUER, OIDC_CLIENT_ID: 'dehri' })).toEqual(['PUBLIC_URL']);
  expect(missing({ ...whole, OIDC_ISSUER: 'javascript:alert(1)' })).toEqual(['OIDC_ISSUER']);
});
