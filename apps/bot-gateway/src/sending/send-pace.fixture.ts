import { Metrics } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import type { GatewayConfig } from '../gateway.env';
import { LimitsRedis } from '../limits/limits-redis';
import { BotPause } from './bot-pause';
import { SendPace } from './send-pace';
import { SharedLimits } from './shared-limits';

/** The pace of one gateway. Several over one Redis count together as several processes do. */
export async function openPace(redisUrl: string, botId: number) {
  const config = {
    REDIS_URL: redisUrl,
    TELEGRAM_BOT_TOKEN: `${botId}:token-of-the-tests`,
    INSTANCE_ID: 'test',
    SEND_BURST_PER_CHAT: 20,
  } as GatewayConfig;
  const metrics = new Metrics();
  const redis = new LimitsRedis(config);
  const identity = new BotIdentity(config);
  const pause = new BotPause(redis, identity, metrics);
  const pace = new SendPace(config, pause, new SharedLimits(redis, identity), metrics);
  pause.onApplicationBootstrap();
  return {
    pace,
    redis: redis.client,
    metrics: () => metrics.registry.metrics(),
    close: () => {
      pause.onApplicationShutdown();
      redis.onApplicationShutdown();
    },
  };
}
export type OpenPace = Awaited<ReturnType<typeof openPace>>;
