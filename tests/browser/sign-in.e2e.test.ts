// An officer comes in by her department's own sign-in. Real server, real browser, a real issuer.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { openIssuer, type Issuer } from '#tests/support/oidc-issuer.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { freePort, runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let issuer: Issuer;
let office: Office;
let person = '';
const desk = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  const [database, port] = [await demoDatabaseUrl(), await freePort()];
  const publicUrl = `http://localhost:${port}`;
  issuer = await openIssuer(`${publicUrl}/api/oidc/callback`);
  server = await runServer({ DATABASE_URL: database, PORT: String(port), OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: issuer.clientId, OIDC_CLIENT_SECRET: issuer.clientSecret, OIDC_NAME: 'जिला लॉगिन', PUBLIC_URL: publicUrl });
  office = await openOffice(database);
  person = await office.newPerson('अनिल प्रसाद', 'district-officer');
  await desk.turnOn(`${publicUrl}/`);
});
afterAll(async () => {
  await desk.throwAway();
  await office.close();
  await server.stop();
  await issuer.close();
});

const signIn = (): Promise<void> => desk.page.getByRole('link', { name: hi('app:signIn.at').replace('{{name}}', 'जिला लॉगिन') }).click();

test('whoever is not entered here is told what to do; nothing of it stays in the address', async () => {
  issuer.signIn = 'a.prasad';
  await desk.press(hi('app:welcome.start'));
  await signIn();
  await expect.poll(() => desk.page.getByText(hi('app:signIn.unknown')).isVisible()).toBe(true);
  expect(desk.page.url()).not.toContain('#');
});

test('whoever is entered gets her own lock without typing a code', async () => {
  await office.db.pool.query(`INSERT INTO person_identity (issuer, subject, person, made_by, made_at) VALUES ($1, 'a.prasad', $2, 'test', 0)`, [issuer.url, person]);
  await signIn();
  await desk.press(hi('app:enrol.check'));
  await desk.press(hi('app:privacy.agree'));
  await desk.press(hi('app:pictures.lotus'));
  await desk.type(PIN);
  await desk.page.getByText(hi('app:pin.againHelp')).waitFor();
  await desk.type(PIN);
  await expect.poll(() => desk.page.getByText(hi('app:download.title')).isVisible()).toBe(true);
  expect(desk.page.url()).not.toMatch(/\d{8}/u);
});
