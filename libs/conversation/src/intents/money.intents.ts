/** What is to be done about credits. */
export type MoneyIntent = { do: 'show-balance' };
