// The composition root: puts the rooms together and draws the first page. What the first page does not
// need (vaults, store, sync) is fetched while it shows.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './app/i18n.ts';
import { lazyPhone } from './app/lazy-phone.ts';
import { Root } from './app/root.tsx';
import { applyTheme } from './app/theme.ts';
import { createAppShell } from './pwa/app-shell.ts';
import { isUntouched } from './store/untouched.ts';
import './ui/theme.css';

applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has a root');
const phoneCode = import('./phone.ts');
const phone = lazyPhone(() => phoneCode.then((m) => m.browserPhone(reportBug)), isUntouched);
await startI18n();
createRoot(root).render(<StrictMode><Root phone={phone} shell={createAppShell(phoneCode)} /></StrictMode>);

/** A bug is shown by the browser's console as any uncaught one; it carries no personal data. */
function reportBug(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
