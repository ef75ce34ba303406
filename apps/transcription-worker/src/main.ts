import { run } from '@aisha/platform';
import { AppModule } from './app.module';
import { workerEnv } from './worker.env';

await run({ name: 'transcription-worker', env: workerEnv, module: AppModule });
