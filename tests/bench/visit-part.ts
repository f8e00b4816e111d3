// The first visit of all, on a slow phone and a 400 kbit/s line: from the address to the field for the code.
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { LINE_400K, LINE_FREE, openSlowLine } from '#tests/support/slow-line.ts';
import { hi } from '#tests/support/words.ts';
import { builtApp } from './built.ts';
import { median, printFigure } from './line.ts';
import { openWorld } from './world.ts';

const SLOWDOWN = 6;
const RUNS = 3;
const FLOOR = '/api/floor/page';
const BARE = '<!doctype html><html lang="hi"><meta charset="utf-8"><title>कोड</title><label>कोड <input name="code"></label></html>';

export async function benchVisit(): Promise<void> {
  const world = await openWorld();
  const port = await world.serve(await builtApp(), (app) => app.get(FLOOR, (_, reply) => reply.type('text/html; charset=utf-8').send(BARE)));
  const line = await openSlowLine(port, LINE_FREE);
  const [app, bare, bytes, requests]: [number[], number[], number[], number[]] = [[], [], [], []];
  try {
    for (let i = 0; i < RUNS; i += 1) {
      const phone = new BrowserPhone({ slowdown: SLOWDOWN });
      try {
        await phone.turnOn('about:blank');
        const { page } = phone;
        line.shape(LINE_400K);
        const floorBegan = performance.now();
        await page.goto(`http://localhost:${line.port}${FLOOR}`, { waitUntil: 'commit' });
        await page.locator('input').waitFor();
        bare.push(performance.now() - floorBegan);
        line.reset();
        const began = performance.now();
        await page.goto(`http://localhost:${line.port}/`, { waitUntil: 'commit' });
        await phone.button(hi('app:welcome.start')).click();
        await page.getByLabel(hi('app:enrol.code')).waitFor();
        app.push(performance.now() - began);
        bytes.push(line.bytes().down / 1000);
        requests.push(line.requests());
      } finally {
        await phone.throwAway();
      }
    }
    printFigure({
      name: 'visit.first-to-the-code-400k', value: median(app) / 1000, unit: 's', target: '<= 6', beside: { name: 'a bare page with one field', value: median(bare) / 1000, unit: 's' },
      note: `${Math.round(median(bytes))} kB came in ${median(requests)} requests by then`,
    });
  } finally {
    await line.close();
    await world.close();
  }
}
