import { Injectable } from '@nestjs/common';
import { HealthChecks } from '@aisha/platform';
import { DataSource } from 'typeorm';
import { DatabaseConnection } from './database-connection';
import { MIGRATIONS } from './migrations/all';

/** `database` in /health: it answers and no migration is pending. */
@Injectable()
export class DatabaseHealth {
  private upToDate = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly connection: DatabaseConnection,
    checks: HealthChecks,
  ) {
    checks.add('database', () => this.check());
  }

  private async check(): Promise<void> {
    this.connection.assertMade();
    await this.dataSource.query('select 1');
    if (this.upToDate) return;
    const pending = await this.pending();
    if (pending.length > 0) throw new Error(`pending migrations: ${pending.join(', ')}`);
    this.upToDate = true; // migrations are never taken back while an app runs
  }

  private async pending(): Promise<string[]> {
    const [table] = (await this.dataSource.query(`select to_regclass('migrations') as name`)) as {
      name: string | null;
    }[];
    const done = table?.name
      ? ((await this.dataSource.query('select name from migrations')) as { name: string }[])
      : [];
    const names = new Set(done.map(({ name }) => name));
    return MIGRATIONS.map(({ name }) => name).filter((name) => !names.has(name));
  }
}
