// How fast a large form is, on a CPU slowed six times: ready, a choice that shows or hides a question,
// a keystroke. The last two against the same page as bare HTML. Run: npx tsx tests/client/screens/form/speed/measure.ts
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { findChromium } from '#tests/support/chromium.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../../../../../node_modules/.cache/form-speed', import.meta.url));
const SLOWER = 6;
const TIMES = 60;

await build({ configFile: false, root: here, logLevel: 'error', plugins: [react()], build: { outDir, emptyOutDir: true, rolldownOptions: { input: { form: `${here}form.html`, bare: `${here}bare.html` } } } });
const server = await preview({ configFile: false, root: here, logLevel: 'error', build: { outDir }, preview: { port: 0 } });
const base = server.resolvedUrls?.local[0] ?? '';
const { executablePath, args } = await findChromium();
const browser = await chromium.launch({ executablePath, args });
for (const [look, width, height] of [['phone', 360, 740], ['desk', 1366, 768]] as const) {
  const form = await measure('form', width, height);
  const bare = await measure('bare', width, height);
  process.stdout.write(`${look}: ready ${form.ready} ms (bare ${bare.ready}); choice ${form.choice} ms (bare ${bare.choice}, ×${(form.choice / bare.choice).toFixed(2)}); key ${form.key} ms (bare ${bare.key}, ×${(form.key / bare.key).toFixed(2)})\n`);
}
await browser.close();
await server.close();

async function measure(name: 'form' | 'bare', width: number, height: number): Promise<{ ready: number; choice: number; key: number }> {
  const readies: number[] = [];
  let page: Page | undefined;
  for (let i = 0; i < 3; i += 1) {
    await page?.close();
    page = await browser.newPage({ viewport: { width, height } });
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(`${base}${name}.html`);
    await page.waitForFunction(() => performance.getEntriesByName('ready').length > 0);
    readies.push(await page.evaluate(() => (performance.getEntriesByName('ready')[0]?.startTime ?? 0) - (performance.getEntriesByName('begin')[0]?.startTime ?? 0)));
  }
  if (page === undefined) throw new Error('it was opened');
  const choice = await page.evaluate(timesToFrame, { times: TIMES, what: 'choice' as const });
  const key = await page.evaluate(timesToFrame, { times: TIMES, what: 'key' as const });
  await page.close();
  return { ready: median(readies), choice: median(choice), key: median(key) };
}

/** Milliseconds from each event to the end of the frame that shows it. */
async function timesToFrame({ times, what }: { times: number; what: 'choice' | 'key' }): Promise<number[]> {
  const found: number[] = [];
  const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].slice(0, 2);
  const text = document.querySelector<HTMLInputElement>('input.input');
  if (text === null) throw new Error('there is a field to type in');
  text.focus();
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  for (let i = 0; i < times; i += 1) {
    await new Promise((done) => { setTimeout(done, 40 + Math.random() * 16); });
    await new Promise((done) => { requestAnimationFrame(() => { setTimeout(done, 0); }); });
    const begin = performance.now();
    if (what === 'choice') radios[i % 2]?.click();
    else {
      value?.set?.call(text, 'क'.repeat(i % 30));
      text.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done();
        channel.port2.postMessage(0);
      });
    });
    found.push(performance.now() - begin);
  }
  return found;
}

function median(times: number[]): number {
  return Math.round((times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0) * 10) / 10;
}
