import { wholeNumber } from '@aisha/platform';

/** How much of one person's is taken, and how much one chat is sent, before it is slowed down. */
export const limitsEnv = {
  /**
   * Messages of one person that are taken within a minute, all at once if they like; of button presses twice as
   * many, of photos and recordings three times as many and at least 60. 0: no limit.
   */
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000).default(30),
  /** Messages that one chat is sent at once; behind them it gets one a second. 0: as fast as they come. */
  SEND_BURST_PER_CHAT: wholeNumber(0, 1_000_000).default(20),
};
export type LimitsConfig = { RATE_LIMIT_PER_MINUTE: number; SEND_BURST_PER_CHAT: number };
