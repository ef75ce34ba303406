import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';

/** A try costs one refused connection; a person does not notice half a second after an outage. */
const RETRY_MS = 500;
/** Postgres mostly answers within 50 ms, so that an app starts with it. One that is away holds no start up. */
const PATIENCE_AT_START_MS = 1_000;

/**
 * Connects the data source as soon as Postgres answers, however long that takes. Until then every statement fails
 * at once, and whoever made it tries again, as after any other outage. Once connected, the pool mends itself.
 */
@Injectable()
export class DatabaseConnection implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DatabaseConnection.name);
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private fault: unknown = new Error('not connected yet');

  constructor(private readonly dataSource: DataSource) {}

  /** @throws why Postgres could not be reached, while it has never been */
  assertMade(): void {
    if (!this.dataSource.isInitialized) throw this.fault;
  }

  async onModuleInit(): Promise<void> {
    this.running = this.connect();
    await Promise.race([this.running, this.pause(PATIENCE_AT_START_MS)]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async connect(): Promise<void> {
    while (!this.stop.signal.aborted && !this.dataSource.isInitialized) {
      try {
        await this.dataSource.initialize();
      } catch (error) {
        this.fault = error;
        this.logger.warn({ msg: 'Postgres cannot be reached', error });
        await this.pause(RETRY_MS);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}
