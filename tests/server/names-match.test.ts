import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../src/server/names-match.ts', import.meta.url));

function start() {
  return spawn(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function run(input: string): Promise<{ out: string; err: string; code: number | null }> {
  const child = start();
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { out += chunk; });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { err += chunk; });
  child.stdin.end(input);
  await once(child, 'close');
  return { out, err, code: child.exitCode };
}

describe('names-match', () => {
  it('prints one score with four decimals for every line', async () => {
    const { out, err, code } = await run('\ufeffसुनीता देवी\tSUNITA DEVI\r\nAnita\tSunita\n');
    expect(out).toMatch(/^1\.0000\n0\.[0-4]\d{3}\n$/);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('scores a malformed line 0 and names its number, never its words', async () => {
    const { out, err } = await run('SUNITA DEVI\n\nRITA\t\nA\tB\tC\nराम\tRAM');
    expect(out).toBe('0.0000\n0.0000\n0.0000\n0.0000\n1.0000\n');
    expect(err.match(/line \d+/g)).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
    expect(err).not.toMatch(/SUNITA|RITA/);
  });

  it('answers while more lines are still to come', async () => {
    const child = start();
    child.stdin.write('राम\tRAM\n');
    const [chunk]: unknown[] = await once(child.stdout, 'data');
    expect(String(chunk)).toBe('1.0000\n');
    child.stdin.end();
    await once(child, 'close');
  });
});
