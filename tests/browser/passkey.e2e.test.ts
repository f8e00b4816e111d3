// The phone's own sensor as a second way in. Real server, real browser, a sensor that the browser plays.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

let server: RunningServer;
let office: Office;
const phone = new BrowserPhone();

/** @param gives whether the sensor gives out secrets. */
async function putSensor(gives: boolean): Promise<string> {
  await phone.cdp?.send('WebAuthn.enable');
  const added = await phone.cdp?.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: gives },
  });
  return added?.authenticatorId ?? '';
}

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  office = await openOffice(database);
  await phone.turnOn(`http://localhost:${server.port}/`);
});
afterAll(async () => {
  await phone.throwAway();
  await office.close();
  await server.stop();
});

describe.sequential('finger or face', () => {
  let sensor = '';
  const openSettings = async (): Promise<void> => {
    await phone.page.getByRole('link', { name: hi('app:settings') }).first().click();
    await phone.page.getByText(hi('app:passkey.title')).click();
  };
  const lock = async (): Promise<void> => {
    await phone.page.goto(`http://localhost:${server.port}/settings`);
  };

  test('that cannot keep a secret is told so, and the PIN goes on', async () => {
    sensor = await putSensor(false);
    await phone.enrol(await office.codeFor(await office.newPerson('गीता कुमारी', 'mitra')));
    await phone.firstList();
    await openSettings();
    await phone.type(PIN);
    await expect.poll(() => phone.page.getByText(hi('app:passkey.failed')).isVisible()).toBe(true);
    await phone.cdp?.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: sensor });
    sensor = await putSensor(true);
  });

  test('is added only with the right PIN', async () => {
    await phone.type('193746');
    await phone.page.getByText(hi('app:pin.wrong')).waitFor();
    await phone.type(PIN);
    await expect.poll(() => phone.page.getByText(hi('app:passkey.added')).isVisible()).toBe(true);
  });

  test('opens the work after the app was closed, without a network', async () => {
    await phone.page.context().setOffline(true);
    await lock();
    await phone.press(hi('app:unlock.bySensor'));
    await expect.poll(() => phone.page.getByText(hi('app:settings')).first().isVisible()).toBe(true);
    await phone.page.context().setOffline(false);
  });

  test('that says no opens nothing; the PIN still does', async () => {
    await phone.cdp?.send('WebAuthn.setUserVerified', { authenticatorId: sensor, isUserVerified: false });
    await lock();
    await phone.press(hi('app:unlock.bySensor'));
    await phone.page.getByText(hi('app:unlock.sensor')).waitFor();
    await phone.type(PIN);
    await expect.poll(() => phone.page.getByText(hi('app:passkey.title')).isVisible()).toBe(true);
    await phone.cdp?.send('WebAuthn.setUserVerified', { authenticatorId: sensor, isUserVerified: true });
  });

  test('turned off, it opens nothing any more', async () => {
    await phone.page.getByText(hi('app:passkey.title')).click();
    await phone.press(hi('app:passkey.remove'));
    await phone.page.getByText(hi('app:passkey.pin')).waitFor();
    await lock();
    await phone.page.getByText(hi('app:pin.enter')).first().waitFor();
    expect(await phone.button(hi('app:unlock.bySensor')).count()).toBe(0);
  });
});
