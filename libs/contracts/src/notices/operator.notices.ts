import { z } from 'zod';
import { HELD_CHOICES } from '../held-kinds';
import { STUCK_KINDS } from '../stuck-kinds';
import { about, bare } from './notice-shapes';

const page = z.number().int().min(0);
/** Why what an operator typed cannot be taken. */
export const OPERATOR_MISTAKES = [
  'person-not-found',
  'grant-format',
  'grant-amount',
  'reason-missing',
  'reason-too-long',
  'news-empty',
  'news-too-long',
  'news-markup',
  'promo-code',
  'promo-kind',
  'promo-amount',
  'promo-field',
  'promo-uses',
  'promo-per-person',
  'promo-until',
] as const;
export type OperatorMistake = (typeof OPERATOR_MISTAKES)[number];
/** What an operator can be asked to type. */
export const OPERATOR_TASKS = ['find', 'grant', 'refund', 'ban', 'unban', 'news', 'promo'] as const;
export type OperatorTask = (typeof OPERATOR_TASKS)[number];

/** What only operators are told. */
export const operatorNotices = [
  bare('operator-desk'),
  /** What is to be typed now; about a person or a payment where there is an id. */
  z.object({
    kind: z.literal('operator-question'),
    task: z.enum(OPERATOR_TASKS),
    subjectId: z.uuid().optional(),
    mistake: z.enum(OPERATOR_MISTAKES).optional(),
    /** The piece of what they typed that is meant. */
    words: z.string().max(200).optional(),
  }),
  about('operator-person', 'userId'),
  about('operator-payments', 'userId'),
  z.object({ kind: z.literal('operator-ledger'), userId: z.uuid(), page }),
  about('operator-wish', 'wishId'),
  bare('operator-done'),
  bare('operator-dropped'),
  z.object({ kind: z.literal('operator-log'), page }),
  bare('operator-stuck'),
  z.object({ kind: z.literal('operator-stuck-list'), of: z.enum(STUCK_KINDS) }),
  /** A backup was restored: what operators are told once. */
  about('operator-restored', 'restoreId'),
  z.object({
    kind: z.literal('operator-held'),
    /** Each kind with buttons of its own. */
    byKind: z.boolean().optional(),
    /** What is dropped if they say so once more. */
    dropping: z.enum(HELD_CHOICES).optional(),
  }),
  bare('operator-broadcasts'),
  about('operator-broadcast', 'broadcastId'),
  z.object({ kind: z.literal('operator-promos'), page }),
] as const;
export type OperatorNotice = z.infer<(typeof operatorNotices)[number]>;
