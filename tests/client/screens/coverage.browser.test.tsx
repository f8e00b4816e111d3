import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openWork } from './app.tsx';
import { VILLAGE } from './demo/village.ts';

afterEach(closeApp);

describe('my coverage', () => {
  test('opens from the ring; a tola leads to its families, and only to those', async () => {
    const session = await openWork('/today');
    await page.getByRole('link', { name: /मेरा आच्छादन/ }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'मेरा आच्छादन' })).toBeVisible();
    await expect.element(page.getByText('सूची के परिवार', { exact: true })).toBeVisible();

    await page.getByRole('link', { name: /पूरब टोला/ }).click();
    await expect.element(page.getByRole('combobox')).toHaveValue(`${VILLAGE}.t2`);
    const there = session.store.ofType('household').filter((d) => d.values['place'] === `${VILLAGE}.t2`).length;
    await expect.element(page.getByRole('button', { name: new RegExp(`^सब ${there}$`) })).toBeVisible();
  });

  test('puts the tola with the most left first, and says of each how many', async () => {
    await openWork('/coverage');
    await expect.poll(() => page.getByRole('link', { name: /शेष/ }).elements().length).toBe(3);
    const left = page.getByRole('link', { name: /शेष/ }).elements().map((e) => Number(/शेष (\d+)/.exec(e.textContent ?? '')?.[1]));
    expect(left).toEqual([...left].sort((a, b) => b - a));
  });

  test('counts a saved survey before it is sent', async () => {
    const session = await openWork('/coverage');
    const surveyed = (): number => Number(/सर्वे हुआ(\d+)/.exec(document.body.textContent ?? '')?.[1]);
    await expect.poll(surveyed).toBeGreaterThan(0);
    const before = surveyed();
    const open = session.store.ofType('household').find((d) => d.values['outcome'] === undefined);
    await session.store.save({ type: 'household', record: open?.id ?? '', edits: { outcome: 'refused', refusalReason: 'no_time', outcomeDay: '2026-11-21' } });
    await expect.poll(surveyed).toBe(before + 1);
    expect(session.store.unsent().records).toBe(1);
  });
});
