import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HealthChecks } from '@aisha/platform';
import { Storage } from './storage.client';

/** `storage` in /health: the server answers and the bucket is there; a bucket that is missing is made. */
@Injectable()
export class StorageHealth implements OnApplicationBootstrap {
  private readonly logger = new Logger(StorageHealth.name);

  constructor(
    private readonly storage: Storage,
    checks: HealthChecks,
  ) {
    checks.add('storage', () => storage.ensureBucket());
  }

  onApplicationBootstrap(): void {
    // A storage that is away now is no reason not to start: the check goes on trying.
    this.storage.ensureBucket().catch((error: unknown) => {
      this.logger.warn({ msg: 'storage cannot be used yet', error });
    });
  }
}
