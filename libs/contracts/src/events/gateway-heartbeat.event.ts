import { z } from 'zod';

/** Nest Redis transport pattern. Every replica hears it, nobody may: it is only a hint. */
export const GATEWAY_HEARTBEAT = 'gateway-heartbeat';

/** What a gateway does about updates: `starting` until Postgres answers, `webhook` where Telegram calls it, `leaving` on its way out. */
export const GATEWAY_ROLES = ['starting', 'standby', 'poller', 'webhook', 'leaving'] as const;
export type GatewayRole = (typeof GATEWAY_ROLES)[number];

/** What a gateway says of itself about once a second, and at each change. */
export const gatewayHeartbeat = z.object({
  instance: z.string(),
  botId: z.string(),
  role: z.enum(GATEWAY_ROLES),
  /** Fence epoch under which the poller stores updates; null for all others. */
  epoch: z.number().nullable(),
  /** Does Telegram answer this gateway's own probe? */
  telegramReachable: z.boolean(),
  startedAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
});
export type GatewayHeartbeat = z.infer<typeof gatewayHeartbeat>;
