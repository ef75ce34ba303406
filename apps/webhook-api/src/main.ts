import { run } from '@aisha/platform';
import { AppModule } from './app.module';
import { rawBodies } from './raw-bodies';
import { webhookApiEnv } from './webhook-api.env';

await run({
  name: 'webhook-api',
  env: webhookApiEnv,
  module: AppModule,
  prepare: async (app) => rawBodies(app),
});
