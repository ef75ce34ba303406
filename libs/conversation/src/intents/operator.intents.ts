/** What an operator wants done. Whether it is one is looked at where it is done. */
export type OperatorIntent = { do: 'show-operator-desk' };
