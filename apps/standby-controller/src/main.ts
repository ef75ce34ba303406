import { hearEvents, run } from '@aisha/platform';
import { AppModule } from './app.module';
import { controllerEnv } from './controller.env';

await run({
  name: 'standby-controller',
  env: controllerEnv,
  module: AppModule,
  prepare: async (app, config) => hearEvents(app, config),
});
