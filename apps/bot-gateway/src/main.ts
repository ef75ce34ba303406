import { hearEvents, run } from '@aisha/platform';
import { AppModule } from './app.module';
import { gatewayEnv } from './gateway.env';

await run({
  name: 'bot-gateway',
  env: gatewayEnv,
  module: AppModule,
  prepare: async (app, config) => hearEvents(app, config),
});
