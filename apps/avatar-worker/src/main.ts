import { avatarsEnv } from '@aisha/avatars';
import { databaseEnv } from '@aisha/delivery';
import { falEnv, storageEnv } from '@aisha/integrations';
import { processEnv, redisEnv, run } from '@aisha/platform';
import { AppModule } from './app.module';

await run({
  name: 'avatar-worker',
  env: {
    ...processEnv(8082),
    ...databaseEnv,
    ...redisEnv,
    ...falEnv,
    ...storageEnv,
    ...avatarsEnv,
  },
  module: AppModule,
});
