import { z } from 'zod';

/**
 * Nest Redis transport pattern. A command to the gateway that polls under this epoch: stop, let go, stand by.
 * Hearing it twice is the same as once, since the epoch is over by then; nobody has to hear it, since the
 * sender watches the lease and repeats, and in the end frees the lock itself.
 */
export const GATEWAY_STEP_DOWN = 'gateway-step-down';

export const STEP_DOWN_REASONS = ['moved', 'telegram-unreachable'] as const;
export type StepDownReason = (typeof STEP_DOWN_REASONS)[number];

export const gatewayStepDown = z.object({
  botId: z.string(),
  epoch: z.number().int(),
  /** Instance that shall poll next; the lease says so, too, and holds all others to it. */
  to: z.string().optional(),
  reason: z.enum(STEP_DOWN_REASONS),
});
export type GatewayStepDown = z.infer<typeof gatewayStepDown>;
