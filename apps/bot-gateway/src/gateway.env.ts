import { accountsEnv } from '@aisha/accounts';
import { databaseEnv, pollerEnv } from '@aisha/delivery';
import { storageEnv } from '@aisha/integrations';
import { flag, processEnv, redisEnv } from '@aisha/platform';
import { z } from 'zod';

const MODES = ['polling', 'polling_standby'] as const;

/** Everything that the gateway reads from its environment. */
export const gatewayEnv = {
  ...processEnv(8080),
  ...databaseEnv,
  ...pollerEnv,
  ...redisEnv,
  ...storageEnv,
  ...accountsEnv,
  TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[\w-]{10,}$/, 'must look like 123456:ABC...'),
  TELEGRAM_API_ROOT: z.url('must be an address').default('https://api.telegram.org'),
  BOT_MODE: z
    .string()
    .default('polling')
    .refine(
      (mode) => mode !== 'worker',
      'worker is the mode of the worker apps, not of the gateway',
    )
    .pipe(z.enum(MODES, 'must be polling or polling_standby')),
  SET_POLLING: flag('true'),
};
export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayEnv>>;
