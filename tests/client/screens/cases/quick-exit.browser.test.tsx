import { useState } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { QuickExit } from '#client/screens/cases/safety/quick-exit.tsx';
import { useHiddenWhenAway } from '#client/screens/cases/safety/use-hidden-when-away.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { clear, render } from '#tests/client/ui/render.tsx';
import { startWords } from '#tests/client/ui/words.ts';

beforeAll(() => startWords());
afterEach(clear);

const SESSION = { lock: () => undefined };
const exit = () => page.getByRole('button', { name: 'तुरंत बंद करें' });

test('the button is large enough for a thumb, and nothing of the top bar lies under it', async () => {
  const onExit = vi.fn<(session: object) => void>();
  render(<><QuickExit session={SESSION} onExit={onExit} /><Screen top={<TopBar title="मामला OSC/2026-27/A7-0012" aside={<button type="button">नाम दिखाएँ</button>} onBack={() => undefined} />}>{null}</Screen></>);
  await expect.element(exit()).toBeVisible();
  const box = exit().element().getBoundingClientRect();
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
  for (const part of document.querySelectorAll('.top-bar__title, .top-bar__aside, .top-bar .icon-button')) {
    const other = part.getBoundingClientRect();
    expect(other.right <= box.left || other.top >= box.bottom).toBe(true);
  }
  await exit().click();
  expect(onExit).toHaveBeenCalledExactlyOnceWith(SESSION);
});

test('Escape twice in a row leaves; once, held down, or with another key between does not', async () => {
  const onExit = vi.fn<(session: object) => void>();
  render(<QuickExit session={SESSION} onExit={onExit} />);
  await expect.element(exit()).toBeVisible();
  await userEvent.keyboard('{Escape}a{Escape}a');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', repeat: true }));
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  expect(onExit).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}{Escape}');
  expect(onExit).toHaveBeenCalledOnce();
});

test('it stays in reach above a dialog, at the same place', async () => {
  const onExit = vi.fn<(session: object) => void>();
  function Asking() {
    const [open, setOpen] = useState(false);
    return <><QuickExit session={SESSION} onExit={onExit} /><button type="button" onClick={() => setOpen(true)}>पूछें</button><Dialog open={open} title="क्यों?" onClose={() => setOpen(false)} /></>;
  }
  render(<Asking />);
  await expect.element(exit()).toBeVisible();
  const before = exit().element().getBoundingClientRect();
  await page.getByRole('button', { name: 'पूछें' }).click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await expect.poll(() => exit().element().closest('dialog') !== null).toBe(true);
  expect(exit().element().getBoundingClientRect()).toEqual(before);
  await exit().click();
  expect(onExit).toHaveBeenCalledOnce();
  await page.getByRole('button', { name: 'बंद करें', exact: true }).click();
  await expect.poll(() => exit().element().closest('dialog')).toBe(null);
});

test('names are hidden again, and drawn so, the moment the page goes out of sight', async () => {
  function Name() {
    const [shown, setShown] = useState(true);
    useHiddenWhenAway(() => setShown(false));
    return <p>{shown ? 'सुनीता देवी' : 'नाम ढका है'}</p>;
  }
  const box = render(<Name />);
  await expect.element(page.getByText('सुनीता देवी')).toBeVisible();
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  state.mockRestore();
  expect(box.textContent).toBe('नाम ढका है');
});
