import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dieWithParent, findExecutable } from '@aisha/servers';

const TASKSET =
  availableParallelism() > 1
    ? findExecutable(['taskset'], ['/usr/bin'], process.env.PATH)
    : undefined;
/** Without util-linux, or on a single core, the kernel puts processes where it likes. */
export const canPin = TASKSET !== undefined;
const STOP_MS = 15_000;

export interface ProcessPlan {
  script: string;
  env: Record<string, string>;
  /** Core numbers as `taskset -c` takes them; undefined: any. */
  cores?: string;
  flags?: string[];
  cwd?: string;
  /** Takes standard output and error. */
  logFile: string;
  /** Whether it speaks with us by messages. */
  ipc?: boolean;
}

/** A Node process on a core of its own. */
export class PinnedProcess {
  readonly startedAt = performance.timeOrigin + performance.now();
  readonly child: ChildProcess;

  constructor(private readonly plan: ProcessPlan) {
    const { script, env, cores, flags = [], cwd, logFile, ipc } = plan;
    const pinned = TASKSET && cores ? [TASKSET, '-c', cores] : [];
    const [command, ...rest] = [
      ...dieWithParent('TERM'),
      ...pinned,
      process.execPath,
      ...flags,
      script,
    ];
    const log = openSync(logFile, 'a');
    this.child = spawn(command!, rest, {
      cwd,
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', log, log, ...(ipc ? (['ipc'] as const) : [])],
    });
    closeSync(log);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The end of what it wrote. */
  get lastWords(): string {
    return readFileSync(this.plan.logFile, 'utf8').slice(-2_000);
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(impatience);
  }
}
