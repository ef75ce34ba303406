import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, processName } from '@aisha/platform';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { DatabaseConnection } from './database-connection';
import type { DatabaseConfig } from './database.env';
import { DatabaseHealth } from './database-health';

/** One connection pool a process. Domain modules import it; apps never name it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: DatabaseConfig & { INSTANCE_ID?: string }) => ({
        ...dataSourceOptions(config.DATABASE_URL, { applicationName: processName(config) }),
        manualInitialization: true, // else Nest would start nothing before Postgres answers
      }),
    }),
  ],
  providers: [Database, DatabaseConnection, DatabaseHealth],
  exports: [Database],
})
export class DatabaseModule {}
