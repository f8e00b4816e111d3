// Every screen: nothing runs off the side with the system font doubled, and no rule of accessibility is broken.
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeApp, openWork } from './app.tsx';

afterEach(closeApp);

const PATHS = ['/today', '/coverage', '/families', '/families/h1', '/families/new', '/groups', '/groups/group1', '/groups/new', '/camps', '/camps/camp1', '/send', '/conflicts/h4', '/settings', '/debug', '/nowhere'];

describe.each(PATHS)('%s', (path) => {
  test('fits the width with the font doubled', async () => {
    document.documentElement.style.fontSize = '200%';
    await openWork(path);
    document.documentElement.style.fontSize = '200%';
    await expect.element(page.getByRole('heading').first()).toBeInTheDocument();
    await expect.poll(() => document.querySelector('.loading, [aria-busy=true]')).toBeNull();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  });

  test('keeps the rules of accessibility', async () => {
    await openWork(path);
    await expect.element(page.getByRole('heading').first()).toBeInTheDocument();
    await expect.poll(() => document.querySelector('.loading, [aria-busy=true]')).toBeNull();
    // A colour half way from one to the other is nobody's to judge.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
    // Its target rule counts what a fixed bar hides of a row; heights are measured below instead.
    const { violations } = await axe.run(document.body, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], rules: { 'target-size': { enabled: false } } });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
    const small = [...document.querySelectorAll<HTMLElement>('a, button, select, input:not([type=radio]):not([type=checkbox])')].filter((e) => e.getBoundingClientRect().height < 48);
    expect(small.map((e) => e.outerHTML.slice(0, 120))).toEqual([]);
  });
});
