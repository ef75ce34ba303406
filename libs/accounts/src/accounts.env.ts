import { wholeNumber } from '@aisha/platform';
import { z } from 'zod';

export const accountsEnv = {
  /** Credits that a new person gets. */
  WELCOME_CREDITS: wholeNumber(0, 1_000_000).default(0),
  /** Telegram ids of those who look after the bot, with commas between them. */
  OPERATOR_TELEGRAM_IDS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((id) => id.trim() || []))
    .pipe(
      z.array(z.string().regex(/^[1-9]\d{0,15}$/, 'must be Telegram ids with commas between them')),
    )
    .transform((ids) => ids.map(Number)),
};
/** Only the gateway registers people and knows operators, so only it needs to know. */
export type AccountsConfig = {
  WELCOME_CREDITS?: number;
  OPERATOR_TELEGRAM_IDS?: number[];
  /** The gateway's own; marks of those who left are made with it. */
  TELEGRAM_BOT_TOKEN?: string;
};
