import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openWork } from './app.tsx';
import { VILLAGE } from './demo/village.ts';

afterEach(closeApp);

test('a family that is not on the list stands in the tola that was chosen, after every keystroke and when it is saved', async () => {
  const session = await openWork('/families/new');
  await page.getByRole('textbox', { name: /मुखिया/ }).fill('कलावती देवी');
  await page.getByText('पूरब टोला').click();
  await page.getByRole('button', { name: /नया परिवार जोड़ें/ }).click();
  await page.getByText('पति', { exact: true }).click();
  await page.getByRole('textbox', { name: /पति|पिता/ }).fill('मोहन');
  await expect.poll(() => session.store.drafts()[0]?.answers['guardianName']).toBe('मोहन');
  expect(session.store.drafts()[0]?.answers['place']).toBe(`${VILLAGE}.t2`);
  await page.getByRole('button', { name: 'आगे' }).click();
  await page.getByRole('button', { name: 'जाँचें' }).click();
  await page.getByRole('button', { name: 'सहेजें' }).click();
  await expect.element(page.getByText('सहेजा गया', { exact: true })).toBeVisible();
  const added = session.store.ofType('household').find((d) => d.values['headName'] === 'कलावती देवी');
  expect(added?.values).toMatchObject({ place: `${VILLAGE}.t2`, tolaName: 'पूरब टोला', listed: false });
});
