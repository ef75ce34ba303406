import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, runUnitOfWork } from '@aisha/platform';
import type pg from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { DatabaseConfig } from './database.env';

const storage = new AsyncLocalStorage<EntityManager>();

/**
 * The way to Postgres. Services use `manager`, which is the surrounding transaction's where there is one, so
 * that the effects of several domains commit together without handing a transaction from call to call.
 */
@Injectable()
export class Database {
  /** A proxy that pools by transactions may give each statement another session, which knows none of our plans. */
  private readonly sessionsAreOurs: boolean;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) { DATABASE_URL, DATABASE_DIRECT_URL }: DatabaseConfig,
  ) {
    this.sessionsAreOurs = (DATABASE_DIRECT_URL ?? DATABASE_URL) === DATABASE_URL;
  }

  get manager(): EntityManager {
    return storage.getStore() ?? this.dataSource.manager;
  }

  repository<Row extends ObjectLiteral>(entity: EntityTarget<Row>) {
    return this.manager.getRepository(entity);
  }

  /** Rows of a statement, columns as they are named in it. */
  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const result = (await this.manager.query(sql, parameters)) as unknown;
    // TypeORM answers UPDATE and DELETE with [rows, count], everything else with rows.
    const [first] = result as unknown[];
    return (Array.isArray(first) ? first : result) as Row[];
  }

  /**
   * Rows of a statement that is asked thousands of times a second: Postgres plans it once for each session, and
   * TypeORM's events are left out.
   * @param name the same for the same text, always
   */
  async prepared<Row>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const session = await this.session();
    const { rows } = await session.query(
      this.sessionsAreOurs ? { name, text, values } : { text, values },
    );
    return rows as Row[];
  }

  private async session(): Promise<pg.Pool | pg.ClientBase> {
    const { queryRunner } = this.manager;
    if (queryRunner) return (await queryRunner.connect()) as pg.ClientBase;
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** Runs `work` in a transaction, or in the surrounding one. Reminders go out after the commit. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (storage.getStore()) return work();
    return runUnitOfWork((flush) =>
      this.dataSource.transaction((manager) =>
        storage.run(manager, async () => {
          const result = await work();
          await flush();
          return result;
        }),
      ),
    );
  }
}
