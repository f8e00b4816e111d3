// The list of doors: typing a name and choosing a state, from the key to the frame that shows the
// result, against the same list over a plain array. On a slow phone with 5,000 doors, and with 50,000.
import { BrowserPhone } from '#tests/support/browser-phone.ts';
import { builtPages, pagePath } from './built.ts';
import { percentile, printFigure } from './line.ts';
import { inTurn, printAgainstPlain, type ListTyping } from './list-typing.ts';
import { SLOW_PHONE } from './slow-page.ts';
import { openWorld } from './world.ts';

const TYPED = ['sunita', 'राम', '4561', 'mira yadav'];

export async function benchList(): Promise<void> {
  const world = await openWorld();
  const phone = new BrowserPhone();
  try {
    const port = await world.serve(await builtPages());
    await phone.turnOn('about:blank');
    phone.page.setDefaultTimeout(60_000);
    const typing = (doors: number, slowdown: number): ListTyping => ({
      urlOf: (side) => `http://localhost:${port}${pagePath('list')}#${side}/${doors}`, row: '.door', chips: '.filter-chip', typed: TYPED, slowdown,
    });
    printAgainstPlain(await inTurn(phone, typing(5_000, SLOW_PHONE)), 'list.$what-5000-slow');
    const { app, plain } = await inTurn(phone, typing(50_000, 1));
    for (const what of ['search', 'filter'] as const) {
      printFigure({ name: `list.${what}-50000-p95`, value: percentile(app[what], 95), unit: 'ms', target: '<= 30', beside: { name: 'plain array in the same list', value: percentile(plain[what], 95), unit: 'ms' } });
    }
  } finally {
    await phone.throwAway();
    await world.close();
  }
}
