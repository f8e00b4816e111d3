import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isoDay } from '#client/app/format.ts';
import { closeApp, openWork } from '../app.tsx';
import { centreProfile, centreRecords } from '../demo/centre.ts';

afterEach(closeApp);

const exit = () => page.getByRole('button', { name: 'तुरंत बंद करें' });

test.each(['/today', '/cases', '/cases/c1', '/cases/c1/paper/dir', '/calls', '/office', '/office/list/one-stop-centre/bed', '/office/register/one-stop-centre/registration', '/send', '/settings', '/rescue'])('the way out stands at the same place on %s, wherever the app was opened', async (path) => {
  await page.viewport(360, 740);
  await openWork(path, { profile: centreProfile('centre-administrator'), records: centreRecords(isoDay(Date.now())) });
  await expect.element(exit()).toBeVisible();
  const { right, top, width, height } = exit().element().getBoundingClientRect();
  expect({ right, top, width, height }).toEqual({ right: 352, top: 4, width: 48, height: 48 });
  expect(document.title).not.toMatch(/OSC|सुनीता|मामल/u);
});

test('who works at the doorstep has none', async () => {
  await openWork('/today');
  expect(exit().elements()).toEqual([]);
});
