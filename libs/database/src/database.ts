import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { runUnitOfWork } from '@aisha/platform';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';

const storage = new AsyncLocalStorage<EntityManager>();

/**
 * The way to Postgres. Services use `manager`, which is the surrounding transaction's where there is one, so
 * that the effects of several domains commit together without handing a transaction from call to call.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

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
