// After a day of real work nothing of it stands in clear anywhere: not on the phone, not in an address
// or a title, not in what the server prints or counts. Each canary is a word that exists nowhere else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { choose, saveForm, sendAll, waiting } from '#tests/support/door-work.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { dumpOrigin, filesWith } from '#tests/support/origin-dump.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';

const CANARY = {
  worker: 'ख़ज़ानकुँवरी', head: 'ज़ुबैदुन्निसाई', relative: 'इदरीसुल्लाह', landmark: 'पीपलतलैया', card: '98760123450987', woman: 'झिलमिलादेवी', phone: '9834071265',
  note: 'टपकतीछत', looked: 'qanarisearch', draft: 'अधूरीगुलनार',
};
const ALL = Object.values(CANARY);
const PLANTED = 'परखनेकोरखा';
let server: RunningServer;
let between: Between;
let office: Office;
let person = '';
const mitra = new BrowserPhone();
const addresses = new Set<string>();
const titles = new Set<string>();

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database, LOG_LEVEL: 'debug' });
  between = await openBetween(server.port);
  office = await openOffice(database);
  person = await office.newPerson(CANARY.worker, 'mitra');
  await mitra.turnOn(`http://localhost:${between.port}/`);
  const { page } = mitra;
  page.on('request', (request) => addresses.add(request.url()));
  await page.addInitScript(() => {
    setInterval(() => { Reflect.set(window, 'seen', [...new Set([...(Reflect.get(window, 'seen') as string[] | undefined ?? []), document.title, location.href])]); }, 50);
  });
  await page.reload();
  await mitra.enrol(await office.codeFor(person));
  await mitra.firstList();
  // The app itself is on the phone before its server goes away.
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
  between.be('dead');
});
afterAll(async () => {
  await mitra.throwAway();
  await office.close();
  await between.close();
  await server.stop();
});

/** What the page was called and where it was, up to now. */
async function noteWhereWeWere(): Promise<void> {
  for (const seen of await mitra.page.evaluate(() => Reflect.get(window, 'seen') as string[])) titles.add(seen);
}

const found = (text: string, words = ALL): string[] => words.filter((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)) || text.includes(Buffer.from(canary).toString('latin1')) || text.includes(Buffer.from(canary).toString('base64')));

describe.sequential('a day of work', () => {
  test('a family is added and surveyed, with names, a card, a phone and a note', async () => {
    const { page } = mitra;
    await mitra.goTab('families');
    await page.getByRole('searchbox').fill(CANARY.looked);
    await page.getByText(hi('families:notFound')).waitFor();
    await page.getByRole('link', { name: hi('families:addLong') }).click();
    await page.getByLabel(hi('families:addName')).fill(CANARY.head);
    await page.getByLabel(hi('families:addRelative')).fill(CANARY.relative);
    await page.getByLabel(hi('families:addDigits')).fill(CANARY.card);
    const tola = page.getByRole('group', { name: hi('families:addPlace') });
    if (await tola.isVisible()) await tola.locator('label').first().click();
    await mitra.press(hi('families:addGo').replace(/^.*?, /, ''));
    await page.getByRole('group', { name: hi('jeevika:form.add-family.guardianRelation.label') }).getByText(hi('jeevika:choice.relation.husband'), { exact: true }).click();
    await mitra.press(hi('form:next'));
    // What a broken keyboard may put into a name: NUL, and half of a character.
    await page.getByLabel(hi('jeevika:form.add-family.landmark.label')).evaluate((field: HTMLInputElement, words) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, `${CANARY.landmark}\0 के पास \ud83c`);
    await page.getByText(hi('form:keptNow')).waitFor();
    await mitra.press(hi('form:toReview'));
    await mitra.button(hi('form:save')).click();
    await page.getByText(hi('families:savedHere')).waitFor();
    await page.getByRole('link', { name: hi('families:savedSame') }).click();

    await page.getByRole('link', { name: hi('families:survey') }).click();
    await choose(mitra, 'outcome', 'outcome.linked_already');
    await mitra.press(hi('form:next'));
    await page.getByRole('group', { name: hi('jeevika:form.survey.consent.label') }).getByText(hi('form:yes'), { exact: true }).click();
    await page.getByLabel(hi('jeevika:form.survey.womanName.label')).fill(CANARY.woman);
    await mitra.press(hi('form:next'));
    await page.getByLabel(hi('jeevika:form.survey.safePhone.label')).fill(CANARY.phone);
    await page.getByRole('group', { name: hi('jeevika:form.survey.phoneMayCall.label') }).getByText(hi('form:yes'), { exact: true }).click();
    await mitra.press(hi('form:next'));
    await page.getByRole('group', { name: hi('jeevika:form.survey.ayushmanFamily.label') }).locator('label').first().click();
    await mitra.press(hi('form:next'));
    await mitra.press(hi('form:next'));
    await page.getByLabel(hi('jeevika:form.survey.notes.label')).fill(CANARY.note);
    await saveForm(mitra);
    await noteWhereWeWere();
    expect(await waiting(mitra)).toBe(hi('sync:waiting_one', { count: 1 }));
  });

  test('is sent; a name with what no keyboard means in it arrives clean, and nothing is held', async () => {
    between.be('open');
    await sendAll(mitra);
    expect(await office.handedIn(person)).toEqual({ applied: 2, different: 2, highest: 2, held: 0 });
    const { rows } = await office.db.pool.query<{ state: string }>("SELECT state::text FROM record WHERE state::text LIKE '%' || $1 || '%'", [CANARY.woman]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.state).toContain(`"${CANARY.landmark} के पास"`);
    for (const told of [CANARY.head, CANARY.card, CANARY.phone, CANARY.note]) expect(rows[0]?.state).toContain(told);
  });

  test('goes on: a form is left half filled, and another waits unsent', async () => {
    const { page } = mitra;
    between.be('dead');
    for (const finish of [true, false]) {
      await mitra.goTab('today');
      await page.getByRole('link', { name: hi('today:start') }).click();
      await choose(mitra, 'outcome', 'outcome.linked_already');
      await mitra.press(hi('form:next'));
      await page.getByRole('group', { name: hi('jeevika:form.survey.consent.label') }).getByText(hi(`form:${finish ? 'no' : 'yes'}`), { exact: true }).click();
      await page.getByLabel(hi('jeevika:form.survey.womanName.label')).fill(CANARY.draft);
      await page.getByText(hi('form:keptNow')).waitFor();
      if (finish) await saveForm(mitra);
    }
    await noteWhereWeWere();
    expect(await page.getByText(hi('form:notKept.title')).count()).toBe(0);
  });
});

describe.sequential('of all this, nothing stands in clear', () => {
  test('and what is put anywhere in clear would be found', async () => {
    const { page } = mitra;
    await page.evaluate(async (word) => {
      localStorage.setItem('planted', word);
      await (await caches.open('planted')).put('/planted', new Response(word));
      const file = await (await (await navigator.storage.getDirectory()).getFileHandle('planted', { create: true })).createWritable();
      await file.write(word);
      await file.close();
      const db = await new Promise<IDBDatabase>((done) => {
        const open = indexedDB.open('planted');
        open.addEventListener('upgradeneeded', () => open.result.createObjectStore('planted').put({ deep: [new TextEncoder().encode(word)] }, 1));
        open.addEventListener('success', () => done(open.result));
      });
      db.close();
    }, PLANTED);
    const dump = await dumpOrigin(page);
    expect(Object.values(dump).map((text) => found(text, [PLANTED]))).toEqual([[PLANTED], [PLANTED], [PLANTED], [PLANTED]]);
    await page.evaluate(async () => {
      localStorage.removeItem('planted');
      await caches.delete('planted');
      await (await navigator.storage.getDirectory()).removeEntry('planted');
      await new Promise((done) => { indexedDB.deleteDatabase('planted').addEventListener('success', done); });
    });
  });

  test('in the databases, files, caches and small stores of the phone, locked or open', async () => {
    for (const open of [true, false]) {
      if (!open) await mitra.page.reload();
      const dump = await dumpOrigin(mitra.page);
      // It has looked where things are.
      expect(dump.databases.length).toBeGreaterThan(20_000);
      expect(/\nsealed [1-9][^]*"enc":"/.test(dump.databases)).toBe(true);
      expect(dump.files.length).toBeGreaterThan(2_000);
      expect(dump.caches).toContain('/index.html');
      expect(dump.small).toContain('dehri');
      expect(Object.entries(dump).map(([where, text]) => [where, found(text)])).toEqual([['databases', []], ['files', []], ['caches', []], ['small', []]]);
      expect(dump.databases + dump.files + dump.small).not.toMatch(/womanName|linked_already|headName|10\.192\.1685/);
    }
  });

  test('in any address the page had or asked for, nor in its title', () => {
    const asked = [...between.asked(), ...addresses, ...titles];
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((address) => found(address).length > 0)).toEqual([]);
    expect([...titles].filter((seen) => !seen.startsWith('http'))).toEqual([hi('app:name')]);
  });

  test('in what the server printed, nor among its counters', async () => {
    expect(server.output()).toContain('answered');
    expect(found(server.output())).toEqual([]);
    const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    expect(metrics).toContain('dehri_changes_total');
    expect(found(metrics)).toEqual([]);
  });

  test('in any file of the browser, byte for byte: no history, no form memory, no log of a database', async () => {
    const { profile } = mitra;
    await mitra.kill();
    expect(filesWith(profile, ['dehri-vaults'])).not.toEqual([]);
    expect(filesWith(profile, ALL)).toEqual([]);
  });
});
