// The whole app over the made-up village, in the test's page.
import { createRoot, type Root as ReactRoot } from 'react-dom/client';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { setLanguage, startI18n } from '#client/app/i18n.ts';
import { quietShell } from '#client/app/quiet-shell.ts';
import { Root } from '#client/app/root.tsx';
import type { Phone, Session } from '#client/app/services.ts';
import '#client/ui/theme.css';
import { DEMO_PIN, demoPhone, demoSession, type DemoOptions } from './demo/demo-phone.ts';

let root: ReactRoot | undefined;
let started: Promise<void> | undefined;

/** @param kept what the phone keeps in clear from earlier. */
export async function openApp(path: string, phone: Phone, kept: Readonly<Record<string, string>> = {}): Promise<void> {
  localStorage.clear();
  for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
  started ??= startI18n();
  await started;
  await setLanguage('hi');
  history.replaceState(null, '', path);
  const box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
  root.render(<Root phone={phone} shell={quietShell} />);
}

/** The app, unlocked, at `path`; the session it works on. */
export async function openWork(path: string, options: DemoOptions = {}): Promise<Session> {
  const session = await demoSession({ families: 60, ...options });
  await openApp(path, { ...demoPhone({ ...options, pictures: ['lotus'] }), unlock: async () => ({ ok: true, session }) });
  await typePin(DEMO_PIN);
  await expect.poll(() => document.querySelector('main') !== null && document.querySelector('.number-pad, .loading') === null, { timeout: 10_000 }).toBe(true);
  return session;
}

export async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
}

export function closeApp(): void {
  root?.unmount();
  root = undefined;
  document.body.replaceChildren();
  document.documentElement.style.fontSize = '';
}
