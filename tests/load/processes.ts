// What the processes of a run use: CPU seconds and memory, as Linux counts them in /proc.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Usage {
  /** CPU seconds so far. */
  readonly server: number;
  readonly postgres: number;
  readonly generator: number;
  /** Of the whole machine, everything else included. */
  readonly machine: number;
}

const TICKS = 100;

export interface Watched {
  readonly server: number;
  /** Folder of the embedded PostgreSQL. */
  readonly dataDir: string;
}

export function usage({ server, dataDir }: Watched): Usage {
  const own = process.cpuUsage();
  return {
    server: cpuOf(server, false),
    postgres: postgresCpu(Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])),
    generator: (own.user + own.system) / 1e6,
    machine: machineCpu(),
  };
}

export function used(from: Usage, to: Usage): Usage {
  return { server: to.server - from.server, postgres: to.postgres - from.postgres, generator: to.generator - from.generator, machine: to.machine - from.machine };
}

/** The most memory the process ever held, in bytes. */
export function peakMemory(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

/** The postmaster, the backends that live, and those that have ended. */
function postgresCpu(postmaster: number): number {
  let seconds = cpuOf(postmaster, true);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat !== undefined && Number(stat[1]) === postmaster) seconds += (Number(stat[11]) + Number(stat[12])) / TICKS;
  }
  return seconds;
}

function cpuOf(pid: number, withEndedChildren: boolean): number {
  const stat = statOf(pid);
  if (stat === undefined) return 0;
  const fields = withEndedChildren ? stat.slice(11, 15) : stat.slice(11, 13);
  return fields.reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

/** Fields of /proc/<pid>/stat from the state on: [0] state, [1] parent, [11] user, [12] system, [13], [14] of children. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function machineCpu(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + soft) / TICKS;
}
