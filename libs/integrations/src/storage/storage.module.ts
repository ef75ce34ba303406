import { Module } from '@nestjs/common';
import { CONFIG, ProviderCalls } from '@aisha/platform';
import { Storage } from './storage.client';
import type { StorageConfig } from './storage.env';
import { StorageHealth } from './storage-health';

/** Provides `Storage` to a process whose config holds `storageEnv`. */
@Module({
  providers: [
    {
      provide: Storage,
      useFactory: (config: StorageConfig, calls: ProviderCalls) => new Storage(config, calls),
      inject: [CONFIG, ProviderCalls],
    },
    StorageHealth,
  ],
  exports: [Storage],
})
export class StorageModule {}
