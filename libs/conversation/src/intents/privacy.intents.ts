/** What is to be done about what is stored of a person. */
export type PrivacyIntent = { do: 'show-privacy' };
