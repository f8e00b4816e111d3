// `npm run help:pictures`: takes the guide's pictures of the app itself, as built, in Hindi, over a demo
// district of its own: in practice where that shows it, else with the demo's made-up people.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { PHONE_PICTURES, type Picture } from '#client/screens/help/guide.ts';
import { BrowserPhone, PIN } from '#tests/support/browser-phone.ts';
import { choose, saveForm } from '#tests/support/door-work.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { hi } from '#tests/support/words.ts';
import { PICTURE_BYTES } from './picture-bytes.ts';

const FOLDER = new URL('../../public/help/', import.meta.url).pathname;
const only = new Set(process.argv.slice(2));

interface Clip { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Takes what stands on the screen, in the best quality that is small enough. */
async function take(name: Picture, phone: BrowserPhone, clip?: Clip): Promise<void> {
  const { page, cdp } = phone;
  await page.locator('.loading').waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
  });
  await page.waitForTimeout(400);
  const small = PHONE_PICTURES.some((one) => one === name) ? PICTURE_BYTES.phone : PICTURE_BYTES.desk;
  const area = clip ?? { x: 0, y: 0, width: 360, height: 740 };
  // A clip counts from the top of the page, not of the screen.
  const scrolled = await page.evaluate(() => window.scrollY);
  for (let quality = 80; quality > 5; quality -= 5) {
    const { data = '' } = (await cdp?.send('Page.captureScreenshot', { format: 'webp', quality, clip: { ...area, y: area.y + scrolled, scale: clip === undefined ? 1 : Math.min(1, 800 / area.width) }, captureBeyondViewport: false })) ?? {};
    const picture = Buffer.from(data, 'base64');
    if (picture.length > small) continue;
    writeFileSync(join(FOLDER, `${name}.webp`), picture);
    console.log(`${name} ${(picture.length / 1000).toFixed(1)} kB, quality ${quality}`);
    return;
  }
  throw new Error(`${name} does not become small enough`);
}

/** Of a desk's page: what it shows beside its rail, from the top of `of`, at most so high. */
async function takeDesk(name: Picture, desk: BrowserPhone, of: Locator = desk.page.locator('#desk-main'), height = 560): Promise<void> {
  await of.first().evaluate((element) => element.scrollIntoView({ block: 'start' }));
  const box = await of.first().boundingBox();
  if (box === null) throw new Error(`${name} is not on the screen`);
  await take(name, desk, { x: box.x, y: Math.max(0, box.y), width: box.width, height: Math.min(box.height, height, 768 - Math.max(0, box.y)) });
}

async function atDoor(server: RunningServer): Promise<void> {
  const mitra = new BrowserPhone();
  try {
    await mitra.turnOn(address(server));
    const { page } = mitra;
    await mitra.button(hi('app:welcome.start')).waitFor();
    await take('welcome', mitra);

    await mitra.press(hi('app:practice.start'));
    await page.getByText(hi('today:next')).waitFor();
    await take('today', mitra);
    await page.getByRole('link', { name: hi('today:start') }).click();
    await choose(mitra, 'outcome', 'outcome.new_group');
    await take('question', mitra);
    await choose(mitra, 'outcome', 'outcome.refused');
    await choose(mitra, 'refusalReason', 'refusal.no_time');
    await saveForm(mitra);
    await mitra.goTab('send');
    await take('send', mitra);
    await page.getByRole('link', { name: hi('rescue:title') }).first().click();
    await page.getByText(hi('rescue:theirs')).waitFor();
    await take('rescue', mitra);
    await mitra.press(hi('ui:back'));
    await mitra.goTab('families');
    await page.getByRole('searchbox').fill('xylophone');
    await page.getByRole('link', { name: hi('families:addLong') }).click();
    await page.getByRole('group', { name: hi('families:addPlace') }).locator('label').first().click();
    await page.getByLabel(hi('families:addName')).fill('चिंता देवी');
    await page.getByLabel(hi('families:addRelative')).fill('मनोज ठाकुर');
    await page.getByText(hi('families:addSimilar')).or(page.getByText(hi('families:addSimilarSure'))).first().evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await take('similar', mitra);
    await mitra.press(hi('ui:back'));
    await mitra.goTab('groups');
    await page.getByRole('link', { name: hi('groups:make') }).click();
    await page.locator('.list-row').first().click();
    await mitra.button(hi('app:next')).waitFor();
    await take('group', mitra);
    await mitra.press(hi('app:practice.end'));

    await mitra.press(hi('app:welcome.start'));
    await page.getByLabel(hi('app:enrol.code')).fill('1234 5678');
    await take('code', mitra);
    await page.getByLabel(hi('app:enrol.code')).fill(codeOf(server, 'mitra'));
    await mitra.press(hi('app:enrol.check'));
    await mitra.press(hi('app:privacy.agree'));
    await mitra.press(hi('app:pictures.lotus'));
    await page.getByText(hi('app:pin.setHelp')).waitFor();
    await mitra.type('482');
    await take('pin', mitra);
    await mitra.type(PIN.slice(3));
    await page.getByText(hi('app:pin.againHelp')).waitFor();
    await mitra.type(PIN);
    await mitra.firstList();
    await sendTwice(mitra);
    await page.evaluate(() => { window.scrollTo(0, 0); });
    await take('came-back', mitra);
    await page.reload();
    await mitra.press(hi('app:pin.forgot'));
    await page.getByText(hi('rescue:forgot.then')).waitFor();
    await take('forgot', mitra);
    await page.reload();
    await mitra.press(hi('app:unlock.add'));
    await mitra.enrol(codeOf(server, 'mitra', 1), { picture: 'elephant', pin: '739164', welcomed: true });
    await page.reload();
    await page.getByText(hi('app:unlock.who')).waitFor();
    await take('who', mitra);
  } finally {
    await mitra.throwAway();
  }
}

/** Adds a family with the card of another: the server gives it back. */
async function sendTwice(mitra: BrowserPhone): Promise<void> {
  const { page } = mitra;
  await mitra.goTab('families');
  await page.locator('a[href^="/families/"]:not([href="/families/new"])').first().click();
  await page.getByText(hi('families:facts')).waitFor();
  const [card = ''] = /\d[\d ]{7,}\d/.exec((await page.locator('main').innerText())) ?? [];
  await mitra.press(hi('ui:back'));
  await page.getByRole('searchbox').fill('xylophone');
  await page.getByRole('link', { name: hi('families:addLong') }).click();
  await page.getByLabel(hi('families:addName')).fill('सुनीता देवी');
  await page.getByLabel(hi('families:addDigits')).fill(card.replaceAll(' ', ''));
  const tola = page.getByRole('group', { name: hi('families:addPlace') });
  if (await tola.isVisible()) await tola.locator('label').first().click();
  await mitra.press(hi('families:addGo').replace(/^.*?, /, ''));
  await page.getByRole('textbox').first().waitFor();
  const name = page.getByLabel(hi('jeevika:form.add-family.guardianName.label'));
  if (await name.isVisible()) await name.fill('रमेश');
  await page.getByRole('group', { name: hi('jeevika:form.add-family.guardianRelation.label') }).locator('label').first().click();
  await mitra.press(hi('form:next'));
  await mitra.press(hi('form:toReview'));
  await mitra.button(hi('form:save')).click();
  await page.getByText(hi('families:savedHere')).waitFor();
  await page.getByRole('link', { name: hi('families:savedList') }).first().click();
  await mitra.goTab('send');
  await mitra.button(hi('sync:send')).or(mitra.button(hi('sync:check'))).click();
  await page.getByRole('link', { name: hi('sync:mend') }).first().waitFor();
}

async function atCentre(server: RunningServer): Promise<void> {
  const worker = new BrowserPhone();
  try {
    await worker.turnOn(address(server));
    const { page } = worker;
    await worker.enrol(codeOf(server, 'case-worker', 0, 'सेंटर'));
    await worker.firstList();
    await page.getByRole('link', { name: hi('cases:tabs.cases') }).waitFor();
    await page.locator('.task').first().waitFor();
    await take('exit', worker);
    await page.getByRole('link', { name: hi('cases:tabs.calls') }).click();
    await page.getByText(hi('cases:calls.help')).waitFor();
    await take('calls', worker);
    await page.getByRole('link', { name: hi('cases:tabs.cases') }).click();
    await page.locator(`[aria-label="${hi('one-stop-centre:cases.case.title')}"] a`).first().click();
    const why = page.getByRole('group', { name: hi('cases:why.ask') });
    await worker.button(hi('cases:names.show')).or(why).first().waitFor();
    if (await why.isVisible()) {
      await why.locator('label').first().click();
      await worker.press(hi('cases:why.open'));
    }
    await page.getByText(hi('cases:names.covered')).first().waitFor();
    await take('names', worker);
  } finally {
    await worker.throwAway();
  }
}

async function atHub(server: RunningServer): Promise<void> {
  const hub = new BrowserPhone();
  try {
    await hub.turnOn(address(server));
    await hub.enrol(codeOf(server, 'mission-coordinator'));
    await hub.firstList();
    await hub.page.locator('a[href="/office"]').first().click();
    await hub.page.getByRole('link', { name: hi('mission-shakti:list.events.title') }).first().waitFor();
    await take('entry', hub);
  } finally {
    await hub.throwAway();
  }
}

/** Opens the desk of a role and does there what is told. */
async function atDesk(server: RunningServer, role: string, work: (desk: BrowserPhone, open: (section: string) => Promise<void>) => Promise<void>): Promise<void> {
  const desk = new BrowserPhone({ width: 1366, height: 768 });
  try {
    await desk.turnOn(address(server));
    await desk.enrol(codeOf(server, role));
    await desk.press(hi('app:download.start'));
    await desk.press(hi('app:download.open'));
    const sections = desk.page.getByRole('navigation', { name: hi('desk:sections'), exact: true });
    await sections.or(desk.page.locator('a[href="/settings"]').first()).first().waitFor();
    if (!(await sections.isVisible())) {
      await desk.page.goto(`${address(server)}desk`);
      await desk.page.getByText(hi('app:pin.enter')).first().waitFor();
      await desk.type(PIN);
    }
    await work(desk, async (section) => {
      await sections.getByRole('link', { name: hi(`desk:section.${section}`), exact: true }).click();
      await desk.page.waitForURL(`**/desk/${section}**`);
      await desk.page.locator('#desk-main h1').first().waitFor();
      await desk.page.waitForTimeout(1500);
    });
  } finally {
    await desk.throwAway();
  }
}

async function ofBlock(desk: BrowserPhone, open: (section: string) => Promise<void>): Promise<void> {
  const { page } = desk;
  await open('coverage');
  await page.locator('.coverage__table tfoot').waitFor();
  await takeDesk('coverage', desk);
  await open('groups');
  await takeDesk('approve', desk);
  await open('held');
  await takeDesk('held', desk);
  await open('phones');
  await takeDesk('phones', desk);
  await open('exports');
  await takeDesk('export', desk, undefined, 470);
  await open('imports');
  const good = Array.from({ length: 5 }, (_, i) => `103100600190000011${i + 1}7,सुनीता देवी,रमेश मंडल,फरका,फरका,पूरब टोला,PHH`);
  const list = ['Ration Card No.,HoF Name,Father/Husband,Village,Panchayat,Tola,Card Type', ...good, '12AB,गीता देवी,राम,फरका,फरका,पूरब टोला,PHH'].join('\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await desk.press(hi('desk:imports.dry'));
  await page.getByText(hi('desk:imports.dryDone')).waitFor();
  await takeDesk('import', desk, page.locator('.figures').first(), 460);
  await desk.press(hi('desk:imports.start', { number: 5 }));
  await page.getByText(hi('desk:imports.done')).waitFor();
  await desk.press(hi('desk:imports.undo.look'));
  await desk.button(hi('desk:imports.undo.go')).waitFor();
  await takeDesk('undo', desk, page.locator('.card', { hasText: hi('desk:imports.undo.reason') }).last(), 460);
}

async function ofDistrict(desk: BrowserPhone, open: (section: string) => Promise<void>): Promise<void> {
  const { page } = desk;
  await open('review');
  await page.locator('.must-act').waitFor();
  await takeDesk('review', desk);
  // What is folded away is drawn when it is unfolded.
  await page.evaluate(() => { for (const fold of document.querySelectorAll('main details')) fold.setAttribute('open', ''); });
  await page.locator('.hidden-figure').first().waitFor();
  const mark = page.locator('.part-card').filter({ has: page.locator('.hidden-figure') }).first();
  await takeDesk('hidden', desk, mark, 320);
  await open('meetings');
  await page.locator('.data-table').first().locator('tbody a').filter({ hasText: 'मिशन शक्ति' }).last().click();
  await page.locator('.page-head').waitFor();
  await takeDesk('direction', desk);
}

async function ofAdministrator(desk: BrowserPhone, open: (section: string) => Promise<void>): Promise<void> {
  const { page } = desk;
  await open('people');
  await takeDesk('people', desk);
  await open('rules');
  await takeDesk('rules', desk);
  await open('audit');
  await takeDesk('audit', desk);
  await open('people');
  await page.getByRole('link', { name: hi('desk:people.codes') }).or(desk.button(hi('desk:people.codes'))).first().click();
  await desk.press(hi('desk:people.codesAll'));
  await page.locator('.card .button--primary').click();
  await page.locator('.code-sheet__slip').nth(1).waitFor();
  await takeDesk('slips', desk, page.locator('.code-sheet'), 420);
}

async function ofMission(desk: BrowserPhone, open: (section: string) => Promise<void>): Promise<void> {
  await open('registers');
  await takeDesk('registers', desk);
}

/** Where the lists of departments meet: the demo's have been compared by the time the desk is open. */
async function ofResourceCentre(desk: BrowserPhone, open: (section: string) => Promise<void>): Promise<void> {
  const { page } = desk;
  await open('pairs');
  // Rows of two lists, and no mobile: a made-up number may be somebody's.
  for (;;) {
    const text = await page.locator('.pair').innerText();
    const [one, other] = await page.locator('.pair__head').evaluateAll((heads) => heads.map((head) => head.querySelector('p')?.lastChild?.textContent));
    if (one !== other && !/\d{10}/.test(text)) break;
    await page.locator('.pair-desk__answers .button', { hasText: hi('subjects:pairs.answer.later') }).click();
    await page.waitForFunction((old) => document.querySelector<HTMLElement>('.pair')?.innerText !== old, text);
  }
  await takeDesk('pairs', desk, page.locator('.pair-desk'));
  await open('children');
  await page.getByLabel(hi('subjects:children.overlaps')).check();
  await page.locator('.data-table tbody a').first().click();
  await desk.button(hi('subjects:child.showName')).waitFor();
  await takeDesk('child', desk);
}

/** @param at which of those who hold the role @param place part of its name */
function codeOf(server: RunningServer, role: string, at = 0, place = ''): string {
  const found = server.codes().filter((one) => one.role === role && one.line.includes(place))[at];
  if (found === undefined) throw new Error(`no code for a ${role}`);
  return found.code;
}

function address(server: RunningServer): string {
  return `http://localhost:${server.port}/`;
}

const PARTS: Readonly<Record<string, (server: RunningServer) => Promise<void>>> = {
  door: atDoor,
  centre: atCentre,
  hub: atHub,
  block: (server) => atDesk(server, 'block-manager', ofBlock),
  district: (server) => atDesk(server, 'district-officer', ofDistrict),
  administrator: (server) => atDesk(server, 'administrator', ofAdministrator),
  mission: (server) => atDesk(server, 'mission-coordinator', ofMission),
  resource: (server) => atDesk(server, 'resource-operator', ofResourceCentre),
};

mkdirSync(FOLDER, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'dehri-help-'));
const server = await runServer({ DATA_DIR: data });
try {
  for (const [part, work] of Object.entries(PARTS)) if (only.size === 0 || only.has(part)) await work(server);
} finally {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
