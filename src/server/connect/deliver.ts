// The postman of webhooks: looks what happened, puts it into the outbox, and brings what is due. Several
// servers may do so at once.
//
//   waiting ──2xx──▶ sent
//      ▲ │
//      │ └─anything else─▶ waiting, later ──a day over──▶ dead ──"send again"──▶ waiting
import { startRounds, type Rounds } from '../rounds.ts';
import type { Services } from '../services.ts';
import { dailyHappening, dailyKeys, happeningsFor } from './happenings.ts';
import { addHappening, dropOldDeliveries, hookSecret, liveHooks, setFailed, setSent, takeDue, toldBefore, type DueDelivery } from './hook-store.ts';
import { sendHook, type SendOptions } from './send-hook.ts';

export type HookPost = Rounds;

const MINUTE = 60_000;
/** Waits between attempts; the last one is kept on. */
const WAITS_MS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE, 360 * MINUTE];
const AT_ONCE = 4;

export function startHookPost(services: Services, options: SendOptions, onError: (error: unknown) => void): HookPost {
  return startRounds(async (stopping) => {
    await look(services);
    await Promise.all(Array.from({ length: AT_ONCE }, () => bring(services, options, () => stopping.aborted)));
  }, onError);
}

async function look(services: Services): Promise<void> {
  const { pool } = services.db;
  const hooks = await liveHooks(pool);
  if (hooks.length === 0) return;
  await dropOldDeliveries(pool, services.clock());
  for (const hook of hooks) {
    const found = await happeningsFor(services, hook);
    const daily = dailyKeys(services, hook);
    const told = await toldBefore(pool, hook.id, [...found.map(({ key }) => key), ...daily]);
    for (const happening of found) if (!told.has(happening.key)) await addHappening(services, hook, happening);
    for (const key of daily.filter((each) => !told.has(each))) {
      const happening = await dailyHappening(services, hook, key);
      if (happening !== undefined) await addHappening(services, hook, happening);
    }
  }
}

async function bring(services: Services, options: SendOptions, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const due = await takeDue(services.db.pool, services.clock(), options.patienceMs + MINUTE);
    if (due === undefined) return;
    await bringOne(services, options, due);
  }
}

async function bringOne(services: Services, options: SendOptions, { id, webhook, url, event, body, attempts, until }: DueDelivery): Promise<void> {
  const { pool } = services.db;
  const sent = await sendHook({ url, secret: hookSecret(services.meta, webhook), delivery: id, event, body, now: services.clock() }, options);
  const now = services.clock();
  if (sent.ok) {
    await setSent(pool, id, sent.answered, now);
    return;
  }
  const next = now + (WAITS_MS[attempts - 1] ?? WAITS_MS.at(-1) ?? MINUTE);
  await setFailed(pool, id, sent.fault, sent.answered, next > until ? undefined : next);
}
