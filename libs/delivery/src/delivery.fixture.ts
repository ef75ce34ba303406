import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, testRedisUrl } from '@aisha/testing';
import { DeliveryModule } from './delivery.module';
import { LocalBell } from './outbox/outbox-bell';

/** The delivery services on a database of their own. */
export async function openDelivery(): Promise<{ app: TestingModule; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({ DATABASE_URL: database.url, REDIS_URL: await testRedisUrl() }),
      HealthModule.forRole('test'),
      DeliveryModule.forRoot(LocalBell),
    ],
  }).compile();
  await app.init();
  return {
    app,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
