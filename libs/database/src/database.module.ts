import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG } from '@aisha/platform';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import type { DatabaseConfig } from './database.env';
import { DatabaseHealth } from './database-health';

/** One connection pool a process. Domain modules import it; apps never name it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: DatabaseConfig) => ({
        ...dataSourceOptions(config.DATABASE_URL),
        retryAttempts: 100,
        retryDelay: 1_000,
      }),
    }),
  ],
  providers: [Database, DatabaseHealth],
  exports: [Database],
})
export class DatabaseModule {}
