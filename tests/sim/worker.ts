// Runs seeds in a process of its own: every `step`th from `from` on, a JSON line for each.
import * as z from 'zod/mini';
import { planOf } from './plan.ts';
import { openPostgres } from './postgres-runs.ts';
import { runPlan, runSeed } from './run.ts';
import { shrink } from './shrink.ts';

const taskSchema = z.object({
  from: z.int(), step: z.int(), until: z.int(), phones: z.int(), changes: z.int(),
  /** Milliseconds after which no other seed is begun. */
  budget: z.number(),
  /** The whole server on an embedded PostgreSQL instead of its engine over memory. */
  postgres: z.boolean(),
  /** Only this seed, made as short as it goes on failing. */
  shrink: z.optional(z.int()),
});
export type Task = z.infer<typeof taskSchema>;

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const { from, step, until, phones, changes, budget } = task;
const say = (line: object): void => { process.stdout.write(`${JSON.stringify(line)}\n`); };
const began = performance.now();

if (task.postgres) {
  const office = await openPostgres();
  for (let seed = from; seed < until && performance.now() - began < budget; seed += step) say(await office.run(planOf(seed, phones, changes)));
  await office.close();
} else if (task.shrink === undefined) {
  for (let seed = from; seed < until && performance.now() - began < budget; seed += step) say(await runSeed(seed, phones, changes));
} else {
  const plan = planOf(task.shrink, phones, changes);
  const result = await runPlan(plan);
  say({ plan: result.failure === undefined ? plan : await shrink(plan, result.failure.invariant, budget), result });
}
process.exit(0);
