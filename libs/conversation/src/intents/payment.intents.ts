/** What is to be done about buying credits. */
export type PaymentIntent =
  { do: 'buy'; packageId: string; back?: string } | { do: 'ask-support'; text: string };
