import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from '../settings/cannot-start.errors';
import type { Environment } from '../settings/env-file';
import type { Readiness } from './readiness';
import type { RunRecord } from './run-record';
import { SupervisedProgram } from './supervised-program';

export interface ProgramsOptions {
  /** The checkout. */
  readonly root: string;
  /** What every program gets from the shell. */
  readonly inherited: Environment;
  readonly record: RunRecord;
  /** Ends waiting. */
  readonly signal: AbortSignal;
  onNotice(line: string): void;
}

const startAttempts = 3;
const readyTimeoutMs = 60_000;

/** The programs of this run. */
export class Programs {
  private readonly all: SupervisedProgram[] = [];

  constructor(private readonly options: ProgramsOptions) {}

  /** Starts `dist/<project>/main.js`; its output goes to .local/logs. */
  launch(project: string, env: Environment): SupervisedProgram {
    const { root, inherited, record, onNotice } = this.options;
    const name = path.basename(project);
    const program = new SupervisedProgram({
      name,
      script: path.join(root, 'dist', project, 'main.js'),
      env: { ...inherited, ...env },
      logFile: path.join(root, '.local/logs', `${name}.log`),
      onNotice,
      onStart: () => record.note(this.all.flatMap(({ pid }) => pid ?? [])),
    });
    this.all.push(program);
    program.start();
    return program;
  }

  /**
   * Waits until the program says that it is ready; after a minute it is left as it is, not ready.
   * @throws CannotStart it ends whenever it is started
   */
  async untilReady(program: SupervisedProgram, ask: () => Promise<Readiness>): Promise<Readiness> {
    const deadline = performance.now() + readyTimeoutMs;
    for (;;) {
      const readiness = await ask();
      if (readiness.ready || performance.now() > deadline) return readiness;
      if (program.deaths >= startAttempts) {
        throw new CannotStart(`${program.name} does not start: ${program.lastWords}.`);
      }
      await delay(100, undefined, { signal: this.options.signal });
    }
  }
}
