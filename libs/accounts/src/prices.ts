/** What things cost, in credits. One place; nothing else states a price. */
export const PRICES = {
  /** By how thoroughly an avatar is trained. */
  training: { fast: 100, balanced: 150, quality: 250 },
  image: 5,
  /** A picture made twice as wide and high. */
  upscale: 5,
  /** A started minute of audio of a minute and longer. */
  audioMinute: 10,
  /** Audio shorter than this many seconds is free. */
  freeAudioSeconds: 60,
} as const;

/** What people get for bringing others, in credits. */
export const REWARDS = {
  /** For who comes by an invitation, at once. */
  invitee: 10,
  /** For who invited them, at their first payment: friends who are made up bring nothing. */
  inviter: 25,
} as const;

/** Price of audio in credits. @param seconds measured, not claimed */
export const audioPrice = (seconds: number): number =>
  seconds < PRICES.freeAudioSeconds ? 0 : PRICES.audioMinute * Math.ceil(seconds / 60);
