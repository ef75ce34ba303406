/** What is to be done about the talk with the assistant. */
export type AnswerIntent =
  /** Without an id: whichever is being written. */
  { do: 'stop-answer'; answerId?: string } | { do: 'renew-talk' };
