// What a script of package.json runs behind `tsx`, flags and file, so that the bench runs the same.
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

export function commandOf(script: 'start' | 'import'): readonly string[] {
  const { scripts } = z.parse(packageSchema, JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
  const [tsx, ...words] = (scripts[script] ?? '').split(' ');
  if (tsx !== 'tsx') throw new Error(`the script ${script} runs by tsx`);
  return words;
}

/** Flags for Node.js alone. */
export function flagsOf(script: 'start' | 'import'): readonly string[] {
  return commandOf(script).filter((word) => word.startsWith('--'));
}
