import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { dieWithParent, stopProcess } from '@aisha/servers';
import type { Environment } from '../settings/env-file';
import { lastWords, openLog, prepareLogFile } from './log-file';
import { restartDelayMs } from './restart-delay';

export interface ProgramSettings {
  readonly name: string;
  /** File that Node runs. */
  readonly script: string;
  readonly env: Environment;
  readonly logFile: string;
  /** Told of every end that nobody asked for, and of the restart. */
  onNotice(line: string): void;
  /** Told of every start: there is a new process id. */
  onStart(): void;
}

/** A program that is started again, after a growing pause, whenever it ends on its own. */
export class SupervisedProgram {
  /** How often it ended on its own since the start. */
  deaths = 0;
  /** Why it ended last. */
  lastWords = '';
  private child: ChildProcess | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly settings: ProgramSettings) {
    prepareLogFile(settings.logFile);
  }

  get name(): string {
    return this.settings.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { script, env, logFile } = this.settings;
    const { descriptor, before } = openLog(logFile);
    const startedAt = performance.now();
    const [file = '', ...args] = [...dieWithParent('TERM'), process.execPath, ...flags, script];
    // A group of its own: Ctrl-C must end the programs in our order, not all at once.
    const child = spawn(file, args, {
      env,
      stdio: ['ignore', descriptor, descriptor],
      detached: true,
    });
    closeSync(descriptor);
    this.child = child;
    this.settings.onStart();
    child.once('exit', (code, signal) => {
      void this.ended(`${signal ?? `exit code ${code}`}`, before, performance.now() - startedAt);
    });
    child.once('error', (error) => void this.ended(error.message, before, 0));
  }

  /** SIGTERM, then SIGKILL after `graceMs`. */
  async stop(graceMs = 10_000): Promise<void> {
    this.stopping.abort();
    const { child } = this;
    if (child?.pid && child.exitCode === null && child.signalCode === null) {
      await stopProcess(child.pid, ['SIGTERM'], graceMs);
    }
  }

  private async ended(how: string, logBefore: number, livedMs: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.deaths += 1;
    const { name, logFile, onNotice } = this.settings;
    this.lastWords = await lastWords(logFile, logBefore).catch(() => how);
    const pauseMs = restartDelayMs(this.deaths, livedMs);
    if (livedMs > 60_000) this.deaths = 1;
    onNotice(`${name} ended (${how}): ${this.lastWords}. Starting it again in ${pauseMs / 1000} s`);
    await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.stopping.signal.aborted) this.start();
  }
}

const flags = ['--max-semi-space-size=8', '--enable-source-maps'];
