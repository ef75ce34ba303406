import { hearEvents, run } from '@aisha/platform';
import { AppModule } from './app.module';
import { gatewayEnv, gatewayRules } from './gateway.env';

await run({
  name: 'bot-gateway',
  env: gatewayEnv,
  rules: gatewayRules,
  module: AppModule,
  prepare: async (app, config) => hearEvents(app, config),
});
