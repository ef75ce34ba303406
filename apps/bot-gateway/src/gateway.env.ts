import { accountsEnv } from '@aisha/accounts';
import { photoRetentionEnv } from '@aisha/avatars';
import { databaseEnv, pollerEnv } from '@aisha/delivery';
import { storageEnv } from '@aisha/integrations';
import { type ConfigRules, flag, processEnv, redisEnv, wholeNumber } from '@aisha/platform';
import { z } from 'zod';
import { limitsEnv } from './limits/limits.env';
import { WEBHOOK_PATH } from './receiving/webhook-server';

const MODES = ['polling', 'polling_standby', 'webhook'] as const;
const TELEGRAM = 'https://api.telegram.org';

/** Everything that the gateway reads from its environment. */
export const gatewayEnv = {
  ...processEnv(8080),
  ...databaseEnv,
  ...pollerEnv,
  ...redisEnv,
  ...storageEnv,
  ...accountsEnv,
  ...limitsEnv,
  // only to say it to people before they send photos
  ...photoRetentionEnv,
  TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[\w-]{10,}$/, 'must look like 123456:ABC...'),
  TELEGRAM_API_ROOT: z.url('must be an address').default(TELEGRAM),
  BOT_MODE: z
    .string()
    .default('polling')
    .refine(
      (mode) => mode !== 'worker',
      'worker is the mode of the worker apps, not of the gateway',
    )
    .pipe(z.enum(MODES, 'must be polling, polling_standby or webhook')),
  SET_POLLING: flag('true'),
  /** Where Telegram reaches the gateways. */
  TELEGRAM_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .refine((url) => !URL.canParse(url) || endsWell(url), `must end in ${WEBHOOK_PATH}`)
    .optional(),
  /** Telegram sends it with each update; its rules for the characters are setWebhook's. */
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 characters of A-Z, a-z, 0-9, _ and -')
    .optional(),
  WEBHOOK_HOST: z.string().default('0.0.0.0'),
  WEBHOOK_PORT: wholeNumber(0, 65535).default(8443),
};
export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayEnv>>;

/** What webhook mode needs on top. */
export const gatewayRules: ConfigRules = (given) => {
  if (given.BOT_MODE !== 'webhook') return [];
  const missing = ['TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET'].filter(
    (name) => given[name] === undefined,
  );
  return [
    ...missing.map((name) => `${name} is missing: BOT_MODE=webhook needs it`),
    ...(isPlain(given.TELEGRAM_WEBHOOK_URL) && isTelegrams(given.TELEGRAM_API_ROOT)
      ? ['TELEGRAM_WEBHOOK_URL must begin with https://, as Telegram asks']
      : []),
  ];
};

const endsWell = (url: string): boolean => {
  const { pathname, search, hash } = new URL(url);
  return pathname.endsWith(WEBHOOK_PATH) && search === '' && hash === '';
};

/** Plain http leaves this machine only for a Bot API server of one's own, which may stand in the same network. */
const isPlain = (url = ''): boolean =>
  URL.canParse(url) &&
  new URL(url).protocol !== 'https:' &&
  !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Whether updates come from Telegram's own server, and not from one that somebody runs themselves. */
export const isTelegrams = (root = TELEGRAM): boolean =>
  URL.canParse(root) && new URL(root).hostname === new URL(TELEGRAM).hostname;
