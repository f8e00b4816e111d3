// Before the tests: where no full Chromium is found and the machine is Debian as root, installs
// Debian's. Elsewhere the one inside @sparticuz/chromium serves.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.ts';

const debianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
const { full } = await findChromium();
if (!full && debianRoot) {
  const apt = (...args: string[]): void => {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  } catch {
    console.error('Chromium could not be installed by apt-get; the tests use the bundled headless shell.');
  }
}
