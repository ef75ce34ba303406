import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { until } from './until';

/** Whether a process of this id runs. A zombie does not: in a container without an init it stays for ever. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return !existsSync('/proc/self/stat');
  }
}

/** Command line of a process, words parted by spaces; empty if there is none. */
export function commandLineOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile
  }
};

/** Asks a process to end by each signal in turn, then by SIGKILL; each gets `graceMs`. */
export async function stopProcess(
  pid: number,
  signals: readonly NodeJS.Signals[],
  graceMs = 10_000,
): Promise<void> {
  for (const name of [...signals, 'SIGKILL' as const]) {
    signal(pid, name);
    if (await until(() => !isRunning(pid), graceMs)) return;
  }
}
