import type { ActionOf } from '../action-codec';

/** What operators do. Only they see the buttons, and only theirs count. */
export const OPERATOR_ACTIONS = { operator: {} };
export type OperatorAction = ActionOf<typeof OPERATOR_ACTIONS>;
