// The browser is killed with SIGKILL while families are being saved; then the newest log of its
// IndexedDB is cut, as a power cut does. Chromium answers damage there by deleting every database of
// the origin: what was called saved must still all be there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { cutDatabaseLog } from '#tests/support/phone-disk.ts';
import { serveKillPage, type KillServer } from './kill-server.ts';

let pages: KillServer;
const phones: BrowserPhone[] = [];

beforeAll(async () => {
  pages = await serveKillPage();
});
afterAll(async () => {
  for (const phone of phones) await phone.throwAway();
  await pages.close();
});

describe('killed while saving', () => {
  test.each([0, 1, 300, 3000])('with %i bytes torn off the database\'s log, everything that was called saved is there', async (cut) => {
    const phone = new BrowserPhone();
    phones.push(phone);
    await phone.turnOn('about:blank');
    let told = 0;
    await phone.page.exposeFunction('told', (n: number) => void (told = n));
    await phone.page.goto(pages.url);
    void phone.page.evaluate(() => window.killTest.work(1)).catch(() => undefined);
    await expect.poll(() => told, { timeout: 60_000, interval: 5 }).toBeGreaterThan(40);
    await phone.kill();
    expect(cutDatabaseLog(phone.profile, cut)).toBe(cut);

    await phone.turnOn(pages.url);
    const locked = await phone.page.evaluate(() => window.killTest.lookLocked());
    const seen = await phone.page.evaluate(() => window.killTest.look());
    // What was lost with the database and came back from the journal is sealed again.
    await expect.poll(() => phone.page.evaluate(() => window.killTest.lookLocked()), { timeout: 20_000 }).toEqual({ sealed: seen.counters, closed: 0 });
    await phone.kill();
    // An entry and its sealed copy are there together or not at all.
    expect(locked.closed).toBe(0);
    expect(locked.sealed.length).toBeGreaterThanOrEqual(cut === 0 ? told : 0);
    expect(seen.families).toEqual(expect.arrayContaining(Array.from({ length: told }, (_, i) => `family ${i + 1}`)));
    expect(seen.families.length).toBeLessThanOrEqual(told + 1);
    expect(seen.counters).toEqual(seen.families.map((_, i) => i + 1));
    expect(seen.drafts[0]).toBeGreaterThanOrEqual(told);
  });
});
