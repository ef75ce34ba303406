/** What is to be done about the consent to what becomes of photos. */
export type ConsentIntent = { do: 'give-consent' | 'refuse-consent' };
