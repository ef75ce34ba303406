import { readFile } from 'node:fs/promises';

const LOOK_EACH_MS = 50;

/** The most memory that a process and its children had, in MB: by the kernel's own count, the sum as far as seen. */
export interface TreePeak {
  own: number;
  child: number;
  sum: number;
}

/** Looks at a process and its children until it is stopped. @returns stops it and tells what was seen */
export function watchMemory(pid: number): () => TreePeak {
  const peak: TreePeak = { own: 0, child: 0, sum: 0 };
  const timer = setInterval(() => void look(pid, peak), LOOK_EACH_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

async function look(pid: number, peak: TreePeak): Promise<void> {
  const own = await memoryOf(pid);
  const children = await Promise.all((await childrenOf(pid)).map(memoryOf));
  peak.own = Math.max(peak.own, own.most);
  peak.child = Math.max(peak.child, ...children.map(({ most }) => most));
  peak.sum = Math.max(
    peak.sum,
    children.reduce((sum, { now }) => sum + now, own.now),
  );
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return list.split(' ').filter(Boolean).map(Number);
}

async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const megabytes = (field: string) =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}
