import { run } from '@aisha/platform';
import { AppModule } from './app.module';
import { gatewayEnv, gatewayRules } from './gateway.env';

await run({ name: 'bot-gateway', env: gatewayEnv, rules: gatewayRules, module: AppModule });
