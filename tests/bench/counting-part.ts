// What keeping sums costs a push: the same application with and without them, in one process and over one
// database. Whatever else the machine does lasts longer than a block of pushes; so blocks are short, two stand
// side by side as a pair, and the share is the median over pairs, not a ratio of totals.
import { Agent } from 'node:http';
import { percentile, printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';
import { loadFamilies, PHONES, preparePhone, ROWS, sendPush, startServer, timed, together, type Phone, type StartedServer } from './server-push.ts';

/** Of each phone, in each kind of pair of `ORDERS`. */
const WARM_UP = 8;
const PAIRS = 20;

/** Which half of the phones hands in where sums are kept, and which block comes first: each as often as the other. */
const ORDERS = [[0, true], [1, false], [1, true], [0, false]] as const;

export async function benchCounting(): Promise<void> {
  const scratch = await scratchServer();
  let started: StartedServer | undefined;
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * PHONES });
  try {
    const { services } = scratch;
    const { pool } = services.db;
    const blocks = await loadFamilies(services);
    started = await startServer(scratch.url);
    const { app, uncounted } = started;
    const phones: Phone[] = [];
    for (const [n, block] of blocks.slice(0, PHONES).entries()) phones.push(await preparePhone(services, app, n, block));
    const halves = [phones.filter((_, n) => n % 2 === 0), phones.filter((_, n) => n % 2 === 1)] as const;
    let pairs = 0;
    const pair = async (): Promise<readonly [counted: number, not: number]> => {
      const [half, isFirst] = ORDERS[pairs % ORDERS.length] ?? ORDERS[0];
      pairs += 1;
      const rate = async (port: number, some: readonly Phone[]): Promise<number> => (await together(some, 1, (phone) => timed(() => sendPush(agent, port, phone)))).rowsPerSecond;
      const [ours, others] = [halves[half], halves[1 - half] ?? halves[0]];
      if (isFirst) return [await rate(app, ours), await rate(uncounted, others)];
      const not = await rate(uncounted, others);
      return [await rate(app, ours), not];
    };
    for (let n = 0; n < WARM_UP; n += 1) await pair();
    for (const fsync of ['on', 'off']) {
      await pool.query(`ALTER SYSTEM SET fsync = ${fsync}`);
      await pool.query('CHECKPOINT');
      await pool.query('SELECT pg_reload_conf()');
      const found: (readonly [counted: number, not: number])[] = [];
      for (let n = 0; n < PAIRS; n += 1) found.push(await pair());
      const shares = found.map(([counted, not]) => 100 * (1 - counted / not));
      const rates = (which: 0 | 1): string => String(Math.round(percentile(found.map((rate) => rate[which]), 50)));
      const at = (p: number): string => percentile(shares, p).toFixed(0);
      printFigure({
        name: `sums.share-of-push-fsync-${fsync}`, value: percentile(shares, 50), unit: '%', target: '<= 35',
        note: `median of ${PAIRS} pairs, half of them between ${at(25)} and ${at(75)}, all between ${at(1)} and ${at(100)}; ${halves[0].length} phones at once, ${ROWS} surveys each; ${rates(0)} rows/s with sums, ${rates(1)} without`,
      });
    }
  } finally {
    agent.destroy();
    await started?.stop();
    await scratch.close();
  }
}
