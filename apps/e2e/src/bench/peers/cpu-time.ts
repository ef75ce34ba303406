import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second, whatever its own tick. */
const TICK_US = 10_000;

interface ProcessTimes {
  parent: number;
  own: number;
  /** Of children that have ended and were waited for. */
  reaped: number;
}

function timesOf(pid: number | string): ProcessTimes | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const us = (...at: number[]) => at.reduce((sum, index) => sum + Number(fields[index]), 0);
    return {
      parent: Number(fields[1]),
      own: us(11, 12) * TICK_US,
      reaped: us(13, 14) * TICK_US,
    };
  } catch {
    return undefined; // it has ended
  }
}

export const parentOf = (pid: number): number | undefined => timesOf(pid)?.parent;

/** User and system time of a process with all its threads, in microseconds. */
export const cpuOf = (pid: number): number => timesOf(pid)?.own ?? Number.NaN;

/** Of a process and of all children that it has or had: a Postgres with its backends. */
export function cpuOfFamily(pid: number): number {
  const head = timesOf(pid);
  if (!head) return Number.NaN;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(timesOf)
    .filter((times) => times?.parent === pid);
  return children.reduce((sum, times) => sum + times!.own + times!.reaped, head.own + head.reaped);
}

/** What all processors did for anybody, and what a hypervisor took away. */
export function cpuOfMachine(): number {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const busy = [user, nice, system, interrupts, softInterrupts, stolen];
  return busy.reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) * TICK_US;
}

/** Resident memory in MB, now and at its highest. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}
