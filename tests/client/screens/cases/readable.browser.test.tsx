// Every screen for files of persons: readable by a machine, large enough for a thumb, and within the
// column with the system font doubled.
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords } from '../demo/centre.ts';

afterEach(closeApp);

const records = centreRecords(isoDay(Date.now()));
const PATHS = ['/today', '/cases', '/cases/c1', '/cases/c3', '/cases/nowhere', '/calls', '/office', '/cases/new/case', '/send', '/settings'];

test.each(PATHS)('%s', async (path) => {
  await openWork(path, { profile: centreProfile(path === '/today' ? 'centre-administrator' : 'case-worker'), records });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await axe.run(document.body, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  // Measured here: what is half under a bar just now counts as small for the machine.
  const small = [...document.querySelectorAll<HTMLElement>('main a, main button, main summary, main select, .quick-exit, .bottom-bar a')].filter((one) => one.checkVisibility() && one.closest('table') === null && one.getBoundingClientRect().height < 48);
  expect(small.map(({ outerHTML }) => outerHTML.slice(0, 120))).toEqual([]);
  document.documentElement.style.fontSize = '200%';
  await expect.poll(() => document.documentElement.scrollWidth - window.innerWidth).toBeLessThanOrEqual(0);
});
