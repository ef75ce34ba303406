import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';

const DIST = path.resolve(__dirname, '../../../../dist');

/** Copies the built programs to a folder with no node_modules above it: what is missing in a bundle shows. */
export async function isolatedPrograms(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aisha-built-'));
  for (const part of ['apps', 'tools/sandbox']) {
    await cp(path.join(DIST, part), path.join(folder, part), { recursive: true });
  }
  return folder;
}
/** As operators run them (docs/operations.md). */
const FLAGS = ['--max-semi-space-size=8', '--enable-source-maps'];
/** As in docker/app.Dockerfile. */
const MEMORY = { MALLOC_MMAP_THRESHOLD_: '131072' };
const LINES_KEPT = 400;
const STOP_MS = 20_000;
const START_MS = 30_000;

/** A built program as a process of its own, started and killed as its operators would. */
export class Program {
  private child?: ChildProcess;
  private readonly lines: string[] = [];

  constructor(
    readonly name: string,
    /** Where its `main.js` stands. */
    private readonly folder: string,
    private readonly env: Record<string, string>,
    /** All that it writes goes there too, over all its starts. */
    private readonly logFile?: string,
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
    const child = spawn(process.execPath, [...FLAGS, 'main.js'], {
      cwd: this.folder,
      env: { PATH: process.env.PATH ?? '', ...MEMORY, ...this.env },
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

  /** The first line that fits; rejects if the program ends without it. */
  async line(fits: (line: string) => boolean): Promise<string> {
    return eventually(
      () => {
        const found = this.lines.find(fits);
        if (found === undefined) throw new Error(`${this.name} said only:\n${this.output}`);
        return found;
      },
      { timeoutMs: START_MS },
    );
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
    if (this.logFile) appendFileSync(this.logFile, `${line}\n`);
    this.lines.push(line);
    if (this.lines.length > LINES_KEPT) this.lines.shift();
  }
}
