import { z } from 'zod';

/** Nest Redis transport pattern. Every replica hears it, nobody may: it is only a hint. */
export const GATEWAY_HEARTBEAT = 'gateway-heartbeat';

/** What a gateway says of itself about once a second. */
export const gatewayHeartbeat = z.object({
  instance: z.string(),
  botId: z.string(),
  role: z.enum(['poller', 'standby', 'webhook']),
  /** Fence epoch of the holder of the poller's lock: who polls, or who keeps the webhook set; else null. */
  epoch: z.number().nullable(),
  /** Did the last call to Telegram succeed? */
  telegramReachable: z.boolean(),
  startedAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
});
export type GatewayHeartbeat = z.infer<typeof gatewayHeartbeat>;
