/** What is to be done about the person. */
export type PersonIntent = { do: 'show-profile' };
