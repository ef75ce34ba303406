import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FalRequest } from './fal-request';

/** The submitted jobs, each a JSON file, so that they outlive the process like those of FAL. */
export class RequestStore {
  private readonly requests = new Map<string, FalRequest>();
  // Writes of one job follow each other, else an older state could win.
  private lastWrite: Promise<void> = Promise.resolve();
  private isClosed = false;

  private constructor(private readonly dir: string) {}

  static async open(dir: string): Promise<RequestStore> {
    const store = new RequestStore(dir);
    await mkdir(dir, { recursive: true });
    const names = (await readdir(dir)).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
    const known = texts.map((text) => JSON.parse(text) as FalRequest);
    known.sort((a, b) => a.submittedAt.localeCompare(b.submittedAt));
    known.forEach((request) => store.requests.set(request.id, request));
    return store;
  }

  get(id: string): FalRequest | undefined {
    return this.requests.get(id);
  }

  list(): FalRequest[] {
    return [...this.requests.values()];
  }

  save(request: FalRequest): Promise<void> {
    this.requests.set(request.id, request);
    if (this.isClosed) return Promise.resolve();
    this.lastWrite = this.lastWrite.then(() => this.write(request));
    return this.lastWrite;
  }

  /** Ends after the last write; what comes later belongs to the next process. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.lastWrite;
  }

  private async write(request: FalRequest): Promise<void> {
    const file = path.join(this.dir, `${request.id}.json`);
    await writeFile(`${file}.part`, JSON.stringify(request));
    await rename(`${file}.part`, file);
  }
}
