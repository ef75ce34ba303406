import { type ActionOf, number } from '../action-codec';

/** Credits: what there is, what became of them, how to get more. */
export const MONEY_ACTIONS = { balance: {}, 'money-history': { page: number } };
export type MoneyAction = ActionOf<typeof MONEY_ACTIONS>;
