import { AsyncLocalStorage } from 'node:async_hooks';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GatheringOptions<Item, Result> {
  /** Does the work for all items at once; results in the order of the items. */
  work(items: Item[]): Promise<Result[]>;
  /** Most items in one go. */
  size: number;
  /** Goes at the same time. */
  concurrency: number;
}

/**
 * Does work for many callers in few goes: what arrives while the goes in hand are running makes up the next one.
 * An idle machine works at once and alone, a busy one in large goes; nothing ever waits for a timer.
 */
export class Gathering<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running = 0;
  private scheduled = false;
  /** A go serves many callers, so it runs in the transaction and under the trace of none of them. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly options: GatheringOptions<Item, Result>) {}

  /** Resolves, or rejects, with the go that the item was part of. */
  do(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.schedule();
    });
  }

  /** Callers of the same tick go together. */
  private schedule(): void {
    if (this.scheduled || this.running >= this.options.concurrency) return;
    this.scheduled = true;
    this.outside(() =>
      setImmediate(() => {
        this.scheduled = false;
        while (this.waiting.length > 0 && this.running < this.options.concurrency) void this.go();
      }),
    );
  }

  private async go(): Promise<void> {
    const batch = this.waiting.splice(0, this.options.size);
    this.running += 1;
    try {
      const results = await this.options.work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      this.running -= 1;
      if (this.waiting.length > 0) this.schedule();
    }
  }
}
