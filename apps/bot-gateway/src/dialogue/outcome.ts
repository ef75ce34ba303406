import type { User } from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import { type Action, encodeAction, type Session } from '@aisha/conversation';
import type { ChatRef } from '@aisha/delivery';

/** Answers to a button that need no message of their own. */
export type Alert =
  | 'stale'
  | 'too-fast'
  | 'photos-too-few'
  | 'photos-pending'
  | 'photos-doubtful'
  | 'draft-first'
  | 'training-first'
  | 'order-no-words'
  | 'order-photo-pending'
  | 'order-photo-missing'
  | 'picture-already'
  | 'archive-busy'
  | 'invoice-sent'
  | 'banned'
  | 'operator-immune'
  | 'operator-retried'
  | 'export-busy'
  | 'transcript-busy'
  | 'voice-on-its-way'
  | 'document-busy'
  | 'not-yours'
  | 'group-no-credits';

export interface Reply {
  notice: Notice;
  /** Messages of one slot take each other's place. */
  slot?: string;
  /** A message of its own, even as the answer to a button. */
  fresh?: boolean;
  /** What it is about: said once in a chat, whatever else comes of the same. */
  once?: string;
}

/** What came of an intent. */
export interface Outcome {
  replies: Reply[];
  /** Where the person stands, if the services know better than the dialogue. */
  session?: Session;
  alert?: Alert;
  /** Something is being worked on that will be told soon. */
  working?: boolean;
}

export interface Circumstances {
  user: User;
  chat: ChatRef;
  /** Telegram's id of the photos that came together with this one. */
  album?: string;
}

export const saying = (notice: Notice, more: Partial<Outcome & Reply> = {}): Outcome => {
  const { slot, fresh, once, ...outcome } = more;
  return { replies: [{ notice, slot, fresh, once }], ...outcome };
};
export const STALE: Outcome = { replies: [], alert: 'stale' };
/** @param back what leads back to what they were doing */
export const insufficient = (
  { price, balance }: { price: number; balance: number },
  back: Action,
): Outcome =>
  saying(
    { kind: 'insufficient-credits', price, balance, back: encodeAction(back) },
    { fresh: true },
  );
