import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { PROGRAMMES } from '#programmes/index.ts';
import { Gallery } from '#client/screens/gallery/gallery.tsx';
import { clear, render } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';

afterEach(() => {
  clear();
  document.documentElement.removeAttribute('data-theme');
  document.documentElement.style.fontSize = '';
});

async function openGallery(language: string): Promise<void> {
  await startWords(language);
  document.title = 'Dehri';
  render(<Gallery />);
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const details of document.querySelectorAll('details')) details.open = true;
  const forms = PROGRAMMES.flatMap((programme) => programme.forms).length + 1;
  await expect.poll(() => document.querySelectorAll('details .stack--wide').length).toBeGreaterThanOrEqual(forms);
}

describe.each(['hi', 'en'])('every block, widget and form in %s', (language) => {
  it.each(['light', 'dark'])('breaks no accessibility rule with %s colours', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    await openGallery(language);
    const { violations } = await axe.run(document.body, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    expect(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
  });

  it.each([100, 200])('fits 360 pixels with the font at %d percent', async (percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
    await openGallery(language);
    const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => element.getBoundingClientRect().right > 361 && getComputedStyle(element).position !== 'absolute');
    expect(wide.map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)).toEqual([]);
  });

  it('has no target smaller than 48 pixels high', async () => {
    await openGallery(language);
    const targets = [...document.querySelectorAll<HTMLElement>('button, summary, input:not([type=radio], [type=checkbox], [type=file]), textarea, .choice')];
    const small = targets.filter((target) => target.offsetParent !== null && target.getBoundingClientRect().height < 47.5);
    expect(small.map((target) => target.outerHTML.slice(0, 120))).toEqual([]);
  });

  it('has words for everything', async () => {
    await openGallery(language);
    const bare = document.body.innerText.split('\n').filter((line) => /^[a-z][\w-]*(:[\w.-]+|\.[\w.-]+\.[\w.-]+)$/i.test(line.trim()));
    expect(bare).toEqual([]);
  });
});
