import { z } from 'zod';

/** Nest Redis transport pattern. Every replica hears it, nobody may: it is only a hint. */
export const GATEWAY_HEARTBEAT = 'gateway-heartbeat';

/** What a gateway says of itself about once a second. */
export const gatewayHeartbeat = z.object({
  instance: z.string(),
  botId: z.string(),
  role: z.enum(['poller', 'standby']),
  /** Fence epoch under which the poller stores updates; null for a standby. */
  epoch: z.number().nullable(),
  /** Did the last call to Telegram succeed? */
  telegramReachable: z.boolean(),
  startedAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
});
export type GatewayHeartbeat = z.infer<typeof gatewayHeartbeat>;
