// Work that comes back, and two answers to one question: a mitra's phone and her coordinator's desk, both
// real browsers on a real server. After every contact both say the same numbers.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { household } from '#programmes/jeevika/records.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { readMeta } from '#server/db/meta.ts';
import { grantsOf } from '#server/desk/people-desk.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { applyChanges } from '#server/sync/apply-changes.ts';
import { onPostgres } from '#server/sync/postgres-tables.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { openBetween, type Between } from '#tests/support/between.ts';
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { openOffice, type Office } from '#tests/support/office.ts';
import { demoDatabaseUrl } from '#tests/support/postgres.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';
import { testKeys } from '#tests/support/keys.ts';

let server: RunningServer;
let between: Between;
let office: Office;
let services: Services;
let place = '';
let families: readonly { readonly id: string; readonly name: string; readonly card: string }[] = [];
let colleague = '';
/** Of her changes. */
let counter = 0;
const mitra = new BrowserPhone();
const desk = new BrowserPhone({ width: 1366, height: 768 });

beforeAll(async () => {
  const database = await demoDatabaseUrl();
  server = await runServer({ DATABASE_URL: database });
  between = await openBetween(server.port);
  office = await openOffice(database);
  const random = (bytes: number): Buffer => randomBytes(bytes);
  services = { db: office.db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(office.db.pool, random), clock: Date.now, random, utcOffsetMinutes: 330 };
  const person = await office.newPerson('गीता कुमारी', 'mitra');
  colleague = await office.newPerson('रीना देवी', 'mitra');
  const coordinator = await office.newPerson('मंजू देवी', 'coordinator');
  place = (await grantsOf(services, person))[0]?.place ?? '';
  const { rows } = await office.db.pool.query<{ id: string; name: string; card: string }>(
    `SELECT id, state->'values'->>'headName' AS name, state->'values'->>'cardNumber' AS card FROM record
     WHERE type = 'household' AND bucket LIKE $1 AND state->'values'->>'cardNumber' IS NOT NULL AND state->'rivals' IS NULL ORDER BY id LIMIT 10`, [`${place}%`],
  );
  families = rows;
  await mitra.turnOn(`http://localhost:${between.port}/`);
  await mitra.enrol(await office.codeFor(person));
  await mitra.firstList();
  await desk.turnOn(`http://localhost:${server.port}/`);
  await desk.enrol(await office.codeFor(coordinator));
  await desk.press(hi('app:download.start'));
  await desk.press(hi('app:download.open'));
  await desk.page.getByRole('heading', { level: 1, name: hi('desk:section.review') }).waitFor();
});
afterAll(async () => {
  await mitra.throwAway();
  await desk.throwAway();
  await office.close();
  await between.close();
  await server.stop();
});

const family = (n: number): (typeof families)[number] => {
  const found = families[n];
  if (found === undefined) throw new Error('the demo has enough families');
  return found;
};
const go = (phone: BrowserPhone, path: string): Promise<void> => phone.page.evaluate((to) => history.pushState(null, '', to), path);
const notice = (phone: BrowserPhone, words: string): ReturnType<BrowserPhone['page']['locator']> => phone.page.locator('.notice', { hasText: words });

/** She corrects one answer of who a family is, and saves it; it goes by itself if there is a line. */
async function correct(record: string, question: string, answer: string): Promise<void> {
  await go(mitra, `/families/${record}/form/jeevika.identity`);
  await mitra.page.getByLabel(hi(`jeevika:form.identity.${question}.label`)).fill(answer);
  await mitra.press(hi('form:toReview'));
  await mitra.button(hi('form:save')).click();
  await mitra.page.getByText(hi('families:savedHere')).waitFor();
}

/** Sends, and waits until the phone has had its answer. */
async function contact(): Promise<void> {
  const asked = (): number => between.asked().filter((path) => path === '/api/sync').length;
  const before = asked();
  await go(mitra, '/send');
  await mitra.button(hi('sync:send')).or(mitra.button(hi('sync:check'))).click();
  await expect.poll(asked).toBeGreaterThan(before);
  await mitra.button(hi('sync:check')).waitFor({ timeout: 20_000 });
}

interface Counts {
  readonly unsent: number;
  readonly held: number;
}

/** What her screen says. */
async function onPhone(): Promise<Counts> {
  await go(mitra, '/send');
  const headline = await mitra.page.locator('.send__headline').innerText();
  const waits = /^(\d+) रिकॉर्ड अभी नहीं/.exec(headline)?.[1];
  return { unsent: Number(waits ?? 0), held: await mitra.page.locator('.send__held').count() };
}

/** Of her phone, or of what is held of it. */
const herRow = (): ReturnType<BrowserPhone['page']['locator']> => desk.page.locator('.data-table tbody tr', { hasText: 'गीता कुमारी' });

/** The list shows what it knew while it asks anew. */
async function expectAtDesk(counts: Counts): Promise<void> {
  await openSection('held');
  await openSection('phones');
  await expect.poll(async () => {
    const [, unsent, held] = await herRow().locator('td').allInnerTexts();
    return { unsent: Number(unsent), held: Number(held) };
  }).toEqual(counts);
}

async function openSection(section: string): Promise<void> {
  await desk.page.getByRole('navigation', { name: hi('desk:sections'), exact: true }).getByRole('link', { name: hi(`desk:section.${section}`) }).click();
}

async function openHeld(): Promise<void> {
  await openSection('held');
  await herRow().getByRole('link').first().click();
  await desk.page.getByRole('heading', { name: hi('desk:held.settle'), exact: true }).waitFor();
}

async function atServer(record: string): Promise<DehriRecord> {
  const { rows: [row] } = await office.db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE id = $1', [record]);
  if (row === undefined) throw new Error('the family is there');
  return recordFromRow(row);
}

async function nameAtServer(record: string): Promise<readonly [unknown, DehriRecord['rivals']]> {
  const { values, rivals } = await atServer(record);
  return [values['headName'], rivals];
}

/** A colleague's work, from another phone. */
async function colleagueWrites(record: string, edits: Record<string, string>, saw: 'now' | 'before'): Promise<void> {
  const grants = await grantsOf(services, colleague);
  const now = await atServer(record);
  counter += 1;
  const made = editToChange(household, now, edits, {
    id: `colleague.${counter}`, record, bucket: now.bucket, device: `phone-of-${colleague}`, counter, author: colleague, grant: grants[0]?.id ?? '', deviceTime: Date.now(), form: null,
  });
  if (made === undefined) throw new Error('nothing would change');
  const change = saw === 'now' ? made : { ...made, replaces: Object.fromEntries(Object.keys(made.replaces).map((r) => [r, [now.base]])) };
  const [result] = await applyChanges(onPostgres(services), { person: colleague, device: change.device, grants }, [{ ok: true, change }]);
  expect(result?.[0]).toBe('a');
}

describe.sequential('work that came back', () => {
  test('is counted alike on the phone and at the desk', async () => {
    await correct(family(0).id, 'cardNumber', family(1).card);
    await contact();
    expect(await onPhone()).toEqual({ unsent: 0, held: 1 });
    await expectAtDesk({ unsent: 0, held: 1 });
  });

  test('while the line is dead the desk says what the phone last said, and when', async () => {
    between.be('dead');
    await correct(family(2).id, 'memberCount', '7');
    expect(await onPhone()).toEqual({ unsent: 1, held: 1 });
    await expectAtDesk({ unsent: 0, held: 1 });
    expect(await herRow().innerText()).toContain('आज');
    between.be('open');
    await contact();
    expect(await onPhone()).toEqual({ unsent: 0, held: 1 });
    await expectAtDesk({ unsent: 0, held: 1 });
  });

  test('is put right wrongly, and then well', async () => {
    for (const [card, held] of [[family(3).card, 1], [`9${family(0).card.slice(1)}`, 0]] as const) {
      await go(mitra, '/send');
      await mitra.page.getByRole('link', { name: hi('sync:mend') }).click();
      await mitra.page.getByLabel(hi('jeevika:field.household.cardNumber')).fill(card);
      await mitra.press(hi('sync:mendAgain'));
      await contact();
      expect(await onPhone()).toEqual({ unsent: 0, held });
      await expectAtDesk({ unsent: 0, held });
    }
  });

  test('is taken back by its author, and nobody waits for it', async () => {
    await correct(family(4).id, 'cardNumber', family(1).card);
    await contact();
    await mitra.page.getByRole('link', { name: hi('sync:mend') }).click();
    await mitra.press(hi('sync:takeBack'));
    await mitra.press(hi('sync:takeBackYes'));
    await contact();
    await mitra.page.getByText(hi('sync:allSent')).waitFor();
    expect(await onPhone()).toEqual({ unsent: 0, held: 0 });
    await expectAtDesk({ unsent: 0, held: 0 });
    await go(mitra, `/families/${family(4).id}`);
    await mitra.page.getByText(hi('families:at.taken-back')).waitFor();
  });

  test('is closed at the desk, and what the coordinator says comes to the phone once', async () => {
    await correct(family(5).id, 'cardNumber', family(1).card);
    await contact();
    await openHeld();
    await desk.page.getByLabel(hi('desk:held.toAuthor', { name: 'गीता कुमारी' })).fill('कार्ड पर यही नंबर है, बदलना नहीं है');
    await desk.press(hi('desk:held.close'));
    await herRow().waitFor({ state: 'detached' });
    await contact();
    const said = notice(mitra, hi('sync:office.closed', { name: family(5).name }));
    await said.getByText('कार्ड पर यही नंबर है, बदलना नहीं है').waitFor();
    expect(await onPhone()).toEqual({ unsent: 0, held: 0 });
    await expectAtDesk({ unsent: 0, held: 0 });
    await mitra.press(hi('sync:office.read'));
    await said.waitFor({ state: 'detached' });
    await contact();
    expect(await said.count()).toBe(0);
  });
});

describe.sequential('two answers to one question', () => {
  const contest = async (record: string, hers: string, theirs: string): Promise<void> => {
    between.be('dead');
    await correct(record, 'headName', hers);
    await colleagueWrites(record, { headName: theirs }, 'now');
    between.be('open');
    await contact();
  };

  test('stand on the phone with who wrote them; what she chooses is everybody\'s', async () => {
    const { id } = family(6);
    await contest(id, 'सुनीता देवी', 'सुनीता कुमारी');
    await go(mitra, `/conflicts/${id}`);
    await mitra.button('सुनीता देवी').getByText(/आपने .* इस फ़ोन पर लिखा/).waitFor();
    await mitra.button('सुनीता कुमारी').getByText(/रीना देवी ने .* लिखा/).waitFor();
    await mitra.press('सुनीता कुमारी');
    await mitra.press(hi('sync:conflictChoose'));
    await mitra.page.getByText(hi('sync:conflictSaved')).waitFor();
    await contact();
    await mitra.page.getByText(hi('sync:allSent')).waitFor();
    expect(await nameAtServer(id)).toEqual(['सुनीता कुमारी', {}]);
  });

  test('are asked again when a third comes after her choice', async () => {
    const { id } = family(6);
    await colleagueWrites(id, { headName: 'सुनीता भारती' }, 'before');
    await contact();
    await go(mitra, `/conflicts/${id}`);
    await notice(mitra, hi('sync:openedAgain')).waitFor();
    await mitra.press('सुनीता भारती');
    await mitra.press(hi('sync:conflictChoose'));
    await mitra.page.getByText(hi('sync:conflictSaved')).waitFor();
    await contact();
    expect(await nameAtServer(id)).toEqual(['सुनीता भारती', {}]);
  });

  test('are settled at the desk by a third that is right, and the phone asks no more', async () => {
    const { id } = family(7);
    await contest(id, 'मीना देवी', 'मीना कुमारी');
    await go(mitra, `/conflicts/${id}`);
    await mitra.page.getByRole('heading', { name: hi('jeevika:field.household.headName') }).waitFor();
    await go(desk, '/settings');
    await go(desk, '/desk/held');
    await expect.poll(async () => {
      await desk.page.evaluate(() => window.dispatchEvent(new Event('online')));
      return desk.page.locator('.rival', { hasText: 'मीना कुमारी' }).count();
    }, { timeout: 20_000, interval: 1_000 }).toBe(1);
    const card = desk.page.locator('.card', { hasText: 'मीना कुमारी' });
    await card.getByText(hi('sync:another')).click();
    await card.getByRole('textbox').fill('मीना रानी');
    await card.getByRole('button', { name: hi('sync:conflictChoose') }).click();
    await notice(desk, 'मीना रानी').waitFor();
    await expect.poll(async () => {
      await contact();
      await go(mitra, `/conflicts/${id}`);
      return mitra.page.getByText(hi('sync:conflictSaved')).count();
    }, { timeout: 30_000, interval: 2_000 }).toBe(1);
    expect(await nameAtServer(id)).toEqual(['मीना रानी', {}]);
  });
});
