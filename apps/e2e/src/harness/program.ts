import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const WORKSPACE = path.resolve(__dirname, '../../../..');
const LINES_KEPT = 400;
const STOP_MS = 20_000;

/** A built program as a process of its own, started and killed as its operators would. */
export class Program {
  private child?: ChildProcess;
  private readonly lines: string[] = [];
  private waiting: ((line: string) => void)[] = [];

  constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  get pid(): number {
    if (!this.child?.pid) throw new Error(`${this.name} does not run`);
    return this.child.pid;
  }

  /** What it wrote, for a failure's message. */
  get output(): string {
    return this.lines.join('\n');
  }

  start(): void {
    const child = spawn(process.execPath, ['--enable-source-maps', 'main.js'], {
      cwd: path.join(WORKSPACE, 'dist', this.folder),
      env: { PATH: process.env.PATH ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop() ?? '';
        parts.forEach((line) => this.keep(line));
      });
    }
  }

  /** The first line from now on that fits. */
  line(fits: (line: string) => boolean): Promise<string> {
    const known = this.lines.find(fits);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      const look = (line: string) => {
        if (!fits(line)) return;
        this.waiting = this.waiting.filter((other) => other !== look);
        resolve(line);
      };
      this.waiting.push(look);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Ends it and waits until it is gone. @returns its exit code, null after a kill */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    // A program that does not end by itself must not outlive the tests; its null exit code tells.
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const [code] = await gone;
    clearTimeout(impatience);
    return code;
  }

  private keep(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LINES_KEPT) this.lines.shift();
    [...this.waiting].forEach((look) => look(line));
  }
}
