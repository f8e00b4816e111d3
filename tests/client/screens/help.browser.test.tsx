import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ROLES, type Role } from '#shared/access/table.ts';
import { GENERAL, ROLE_TOPICS, TOPICS } from '#client/screens/help/guide.ts';
import words from '#locales/hi/help.json' with { type: 'json' };
import { closeApp, openApp, openWork } from './app.tsx';
import { demoPhone } from './demo/demo-phone.ts';

afterEach(closeApp);

const link = (name: string | RegExp) => page.getByRole('link', { name });
const shown = (): string[] => [...document.querySelectorAll('.list-row__title')].map((row) => row.textContent ?? '');
const titlesOf = (ids: readonly (keyof typeof TOPICS)[]): string[] => ids.map((id) => words.topic[id].title);
const heading = () => page.getByRole('heading', { level: 1 });

/** Every step of a topic is on the screen, numbered and in its order. */
async function expectSteps(id: keyof typeof TOPICS): Promise<void> {
  await expect.element(heading()).toHaveTextContent(words.topic[id].title);
  expect(document.querySelectorAll('.help__step')).toHaveLength(TOPICS[id].steps);
  // Every quoted word has been filled in.
  expect(document.querySelector('.help__steps')?.textContent).not.toMatch(/\$t|\{\{/);
}

async function expectNoFault(): Promise<void> {
  // The alarm of a picture that is not there yet changes the page.
  await expect.poll(() => [...document.images].every((image) => image.complete)).toBe(true);
  const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html}`))).toEqual([]);
  document.documentElement.style.fontSize = '200%';
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  document.documentElement.style.fontSize = '';
}

describe('the guide of an open phone', () => {
  test('opens from the settings with her own topics first, and leads back', async () => {
    await openWork('/settings');
    await link('मदद').click();
    await expect.element(heading()).toHaveTextContent('मदद');
    expect(shown().slice(0, ROLE_TOPICS.mitra.length)).toEqual(titlesOf(ROLE_TOPICS.mitra));
    await link(words.topic.survey.title).click();
    await expectSteps('survey');
    await page.getByRole('button', { name: 'पीछे' }).click();
    await expect.element(heading()).toHaveTextContent('मदद');
    await page.getByRole('button', { name: 'पीछे' }).click();
    await expect.element(heading()).toHaveTextContent('सेटिंग');
  });

  test('says the words of the buttons as the app says them, marked as what is pressed', async () => {
    await openWork('/help/send');
    await expectSteps('send');
    expect([...document.querySelectorAll('.help__key')].map((key) => key.textContent)).toEqual(expect.arrayContaining(['भेजें', 'अभी भेजें', 'सब सर्वर के पास पहुँच गया']));
  });

  test('a picture says in words what it shows; one that is not there yet is told of, and the steps stand', async () => {
    await openWork('/help/survey');
    await expectSteps('survey');
    await expect.element(page.getByRole('img', { name: words.picture.question })).toBeInTheDocument();
    document.querySelector('img')?.dispatchEvent(new Event('error'));
    await expect.element(page.getByText(words.notYet)).toBeVisible();
    expect(document.body.textContent).toContain(words.picture.today);
    expect(document.querySelectorAll('.help__step')).toHaveLength(5);
    window.dispatchEvent(new Event('online'));
    await expect.element(page.getByRole('img', { name: words.picture.today })).toBeInTheDocument();
  });

  test('goes on to the next topic, and begins it at its top', async () => {
    await openWork('/help/survey');
    await expectSteps('survey');
    const next = link(new RegExp(words.topic.newFamily.title));
    await next.click();
    await expectSteps('newFamily');
    expect(window.scrollY).toBe(0);
  });

  test('leads to practice', async () => {
    await openWork('/help');
    await page.getByRole('button', { name: 'अभ्यास करके देखें' }).click();
    await expect.element(page.getByText('अभ्यास · कहीं नहीं भेजा जाता')).toBeVisible();
  });

  test('the topics of other roles are folded away, and open too', async () => {
    await openWork('/help');
    await page.getByText(words.others).click();
    for (const role of ROLES) expect(shown()).toEqual(expect.arrayContaining(titlesOf(ROLE_TOPICS[role])));
    await link(words.topic.rules.title).click();
    await expectSteps('rules');
  });

  test('has no fault of accessibility and stays on the screen with the font doubled', async () => {
    await openWork('/help');
    await expect.element(page.getByText(words.others)).toBeVisible();
    await page.getByText(words.others).click();
    await expectNoFault();
    await link(words.topic.survey.title).click();
    await expectSteps('survey');
    await expectNoFault();
  });
});

describe('each role', () => {
  test.each(ROLES)('%s sees her own topics', async (role: Role) => {
    const session = await openWork('/settings');
    const profile = session.profile();
    const [grant] = profile.grants;
    if (grant === undefined) throw new Error('she has a grant');
    session.profile = () => ({ ...profile, grants: [{ ...grant, role }] });
    await link('मदद').click();
    await expect.element(heading()).toHaveTextContent('मदद');
    expect(shown().slice(0, ROLE_TOPICS[role].length)).toEqual(titlesOf(ROLE_TOPICS[role]));
  });
});

describe('before anybody is known', () => {
  test('the first page has help with the code and the PIN, and with nothing else', async () => {
    await openApp('/', demoPhone());
    await link('मदद').click();
    await expect.element(heading()).toHaveTextContent('मदद');
    expect(shown()).toEqual(titlesOf(GENERAL));
    await link(words.topic.code.title).click();
    await expectSteps('code');
    await page.getByRole('button', { name: 'पीछे' }).click();
    await page.getByRole('button', { name: 'पीछे' }).click();
    await expect.element(page.getByRole('button', { name: 'कोड लिखें' })).toBeVisible();
  });

  test('the lock has it too, names nobody, and opens no topic of a role', async () => {
    await openApp('/', demoPhone({ pictures: ['lotus'] }));
    await link('मदद').click();
    await expect.element(heading()).toHaveTextContent('मदद');
    expect(shown()).toEqual(titlesOf(GENERAL));
    expect(document.body.textContent).not.toContain('सीता');
    await closeApp();
    await openApp('/help/start/rules', demoPhone({ pictures: ['lotus'] }));
    await expect.element(heading()).toHaveTextContent('मदद');
    await page.getByRole('button', { name: 'पीछे' }).click();
    await expect.element(page.getByText('पिन लिखें').first()).toBeVisible();
  });
});
