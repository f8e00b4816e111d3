// The server as `npm start` runs it, in a process of its own, so that it can be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { masterKeysIn } from '#server/keys/master-keys.ts';
import { subjectKeys, type SubjectKeys } from '#server/keys/subject-keys.ts';

export interface SignInCode {
  readonly code: string;
  readonly role: string;
  readonly line: string;
}

export interface RunningServer {
  /** Of the process that runs now. */
  readonly pid: () => number;
  readonly port: number;
  /** Codes printed at the last start. */
  readonly codes: () => readonly SignInCode[];
  /** Everything it has printed: it must never hold personal data beside the codes' lines. */
  readonly output: () => string;
  start(): Promise<void>;
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param environment at least `DATABASE_URL` or `DATA_DIR`
 * @param flags for Node.js
 */
export async function runServer(environment: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<RunningServer> {
  const port = Number(environment['PORT'] ?? await freePort());
  let child: ChildProcess | undefined;
  let text = '';
  let codes: SignInCode[] = [];

  async function start(): Promise<void> {
    let own = '';
    const started = spawn(process.execPath, [...flags, '--import', 'tsx', 'src/server/main.ts'], {
      cwd: new URL('../../', import.meta.url).pathname,
      // With a data folder of its own the keys lie in it.
      env: { ...process.env, ...(environment['DATA_DIR'] === undefined && { KEY_DIR: keyDir }), HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'info', ENROLMENTS_PER_MINUTE: '1000', REQUESTS_PER_MINUTE: '100000', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => { own += chunk.toString(); text += chunk.toString(); });
    const deadline = Date.now() + 120_000;
    while (!(await answers(port))) {
      if (started.exitCode !== null) throw new Error(`the server ended:\n${own}`);
      if (Date.now() > deadline) throw new Error(`the server did not start:\n${own}`);
      await new Promise((wait) => setTimeout(wait, 100));
    }
    // The codes are printed after it listens, and all at once.
    while (!own.includes(`http://127.0.0.1:${port}/`)) {
      if (Date.now() > deadline) throw new Error(`the server did not announce itself:\n${own}`);
      await new Promise((wait) => setTimeout(wait, 50));
    }
    await new Promise((wait) => setTimeout(wait, 300));
    codes = [...own.matchAll(/^\s*(\d{4}) (\d{4})\s+(.*\(([a-z-]+),.*)$/gm)].map(([, a = '', b = '', line = '', role = '']) => ({ code: a + b, role, line }));
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  await start();
  return { port, pid: () => child?.pid ?? 0, codes: () => codes, output: () => text, start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

const keyDir = new URL('../../node_modules/.cache/test-keys', import.meta.url).pathname;

/** Those of servers that were started without a data folder of their own. */
export async function keysOfRunning(): Promise<SubjectKeys> {
  return subjectKeys(await masterKeysIn(keyDir, randomBytes), randomBytes);
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/ready`)).ok;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
