// A server process of the race gate: some of the writers, with pools of its own. Its order comes by
// message, and what its phones were told goes back the same way.
import type { Session } from '#server/auth/session.ts';
import type { Connection } from '#server/db/embedded.ts';
import { raceServices } from './race-office.ts';
import { runWriters } from './race-run.ts';

export interface ProcessOrder {
  readonly at: Connection;
  readonly sessions: readonly Session[];
  readonly seed: number;
  readonly planted: boolean;
  readonly milliseconds: number;
}

process.once('message', (order: ProcessOrder) => {
  void (async () => {
    const services = await raceServices(order.at, 8);
    const until = performance.now() + order.milliseconds;
    const written = await runWriters([services], { ...order, goOn: () => performance.now() < until });
    await services.db.close();
    process.send?.(written, () => { process.disconnect(); });
  })();
});
