import { mkdir, open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Change } from './change.types';

const WRITE_EVERY_MS = 20;
const toLine = (change: Change) => `${JSON.stringify(change)}\n`;

/** An append-only file of changes, one JSON line each; writes are gathered, so that no call waits for the disk. */
export class Journal {
  private lines: string[] = [];
  private writing: Promise<void> | undefined;
  private failure: unknown;

  private constructor(private readonly file: FileHandle) {}

  /** Starts the journal anew with these changes; the old one is replaced in one step. */
  static async start(path: string, changes: Iterable<Change>) {
    await mkdir(dirname(path), { recursive: true });
    const fresh = `${path}.new`;
    await writeFile(fresh, Array.from(changes, toLine).join(''));
    await rename(fresh, path);
    return new Journal(await open(path, 'a'));
  }

  append(change: Change) {
    this.lines.push(toLine(change));
    this.writing ??= this.write().catch((error: unknown) => {
      this.failure = error;
    });
  }

  /** Writes what is left. Throws what went wrong on the disk since the start. */
  async close() {
    this.append({ kind: 'clean-close' });
    await this.writing;
    await this.file.close();
    if (this.failure !== undefined) throw this.failure;
  }

  private async write() {
    await wait(WRITE_EVERY_MS);
    while (this.lines.length > 0) await this.file.appendFile(this.lines.splice(0).join(''));
    this.writing = undefined;
  }
}

/** The changes of an earlier run; a last line that a crash cut short is left out. */
export async function readJournal(path: string): Promise<Change[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Change);
}
