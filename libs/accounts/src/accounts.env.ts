import { wholeNumber } from '@aisha/platform';

export const accountsEnv = {
  /** Credits that a new person gets. */
  WELCOME_CREDITS: wholeNumber(0, 1_000_000).default(0),
};
/** Only the gateway registers people, so only it needs to know. */
export type AccountsConfig = { WELCOME_CREDITS?: number };
