import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLineOf, isRunning, stopProcess } from '@aisha/servers';
import { CannotStart } from '../settings/cannot-start.errors';

interface Run {
  readonly pid: number;
  readonly programs: readonly number[];
}

/** .local/run.json: who runs this checkout, so that there is one run at a time and none leaves programs behind. */
export class RunRecord {
  private readonly file: string;

  constructor(
    localDir: string,
    /** Folder of the built programs: a process whose command line names it is ours. */
    private readonly distDir: string,
  ) {
    mkdirSync(localDir, { recursive: true });
    this.file = path.join(localDir, 'run.json');
  }

  /**
   * Takes the checkout for this process, ending what a killed run left behind.
   * @throws CannotStart it is running already
   */
  async take(): Promise<void> {
    if (!this.write([], 'wx')) {
      await this.clear(this.read());
      if (!this.write([], 'wx')) return this.take();
    }
  }

  note(programs: readonly number[]): void {
    this.write(programs, 'w');
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private async clear(earlier: Run | undefined): Promise<void> {
    if (earlier && earlier.pid !== process.pid && this.isOurs(earlier.pid)) {
      throw new CannotStart(
        `Aisha runs already in this folder (process ${earlier.pid}): stop it there with Ctrl-C first.`,
      );
    }
    const left = earlier?.programs.filter((pid) => this.isOurs(pid)) ?? [];
    await Promise.all(left.map((pid) => stopProcess(pid, ['SIGTERM'])));
    this.release();
  }

  private isOurs(pid: number): boolean {
    return isRunning(pid) && commandLineOf(pid).includes(this.distDir);
  }

  private read(): Run | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Run;
    } catch {
      return undefined;
    }
  }

  private write(programs: readonly number[], flag: 'w' | 'wx'): boolean {
    try {
      writeFileSync(this.file, JSON.stringify({ pid: process.pid, programs }), { flag });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }
}
