import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { closeApp, openWork } from '../app.tsx';
import { demoProfile, VILLAGE } from '../demo/village.ts';

afterEach(closeApp);

const coordinator: Profile = { ...demoProfile, grants: [{ id: 'g1', person: 'sita', role: 'coordinator', place: '10.193.1710', from: '2026-01-01', to: null }] };
const family = (id: string, values: Values): DehriRecord => ({ id, type: 'household', bucket: `${VILLAGE}/doorstep`, seq: 1, schema: 1, values: { place: `${VILLAGE}.t1`, guardianRelation: 'husband', ...values }, base: `b.${id}`, heads: {}, rivals: {} });
const records = [
  family('list', { headName: 'सुनीता देवी', guardianName: 'रमेश पासवान', cardNumber: '10300000000123', listed: true }),
  family('door', { headName: 'SUNITA DEVI', guardianName: 'RAMESH PASWAN', listed: false, outcome: 'new_group', outcomeDay: '2026-05-01' }),
  family('c', { headName: 'मीना देवी', guardianName: 'सुरेश मंडल', listed: true }),
  family('d', { headName: 'मीना देवी', guardianName: 'सुरेश मंडल', listed: true }),
];
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('two pairs are settled by hand: one joined, one told apart; and the joined one is taken apart again', async () => {
  await page.viewport(1366, 768);
  const session = await openWork('/desk/duplicates', { profile: coordinator, records });
  await expect.element(page.getByText('2 जोड़ियाँ देखनी हैं')).toBeVisible();
  await expect.element(page.getByText('यह रहेगा').first()).toBeVisible();
  await expect.element(page.getByText(/नाम मिलता है, पति\/पिता का नाम मिलता है/).first()).toBeVisible();

  const pair = page.getByText('SUNITA DEVI');
  await expect.element(pair).toBeVisible();
  const cards = page.getByRole('button', { name: 'एक ही परिवार है, जोड़ें' });
  const first = document.querySelector('.duplicates__pair')?.textContent?.includes('SUNITA') === true ? 0 : 1;
  await cards.nth(first).click();
  await expect.poll(() => session.store.get('door')?.values['sameAs']).toBe('list');
  expect(session.store.get('list')?.values['outcome']).toBe('new_group');

  await button('अलग परिवार हैं').click();
  await expect.element(page.getByText('दो बार लिखा कोई परिवार नहीं मिला')).toBeVisible();
  await button('अलग करें').click();
  await expect.poll(() => session.store.get('door')?.values['sameAs'] ?? null).toBe(null);
});

test('who may only look at families has no such page', async () => {
  await page.viewport(1366, 768);
  await openWork('/desk', { profile: { ...coordinator, grants: coordinator.grants.map((g) => ({ ...g, role: 'block-manager' as const })) }, records });
  await expect.element(page.getByRole('link', { name: 'लंबित निर्णय' })).toBeVisible();
  expect(page.getByRole('link', { name: 'एक परिवार दो बार' }).elements()).toHaveLength(0);
});

test('two that were joined into each other stand first; one tap says which goes on, and it counts again', async () => {
  await page.viewport(1366, 768);
  const session = await openWork('/desk/duplicates', { profile: coordinator, records: [family('a', { headName: 'गीता देवी', listed: true, sameAs: 'b' }), family('b', { headName: 'GEETA DEVI', listed: false, sameAs: 'a' }), ...records] });
  await expect.element(page.getByText('आपस में जुड़े, एक चुनें')).toBeVisible();
  expect(button('अलग करें').elements()).toHaveLength(0);
  const ring = page.getByText('गीता देवी').element().closest('.duplicates__side');
  await page.elementLocator(ring ?? document.body).getByRole('button', { name: 'यह रहेगा, बाकी इसमें जुड़ें' }).click();
  await expect.poll(() => session.store.get('a')?.values['sameAs'] ?? null).toBe(null);
  expect(session.store.get('b')?.values['sameAs']).toBe('a');
  await expect.poll(() => page.getByText('आपस में जुड़े, एक चुनें').elements().length).toBe(0);
});
