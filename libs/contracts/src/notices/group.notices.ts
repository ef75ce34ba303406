import { z } from 'zod';
import { bare } from './notice-shapes';

/** When recordings of a group are written out: when somebody asks for it, or all of them. */
export const GROUP_TRANSCRIBES = ['on-reply', 'always'] as const;
export type GroupTranscribes = (typeof GROUP_TRANSCRIBES)[number];

/** Who reads it is not known by the chat, so these say their language themselves. */
const reader = {
  language: z.enum(['ru', 'en']),
  /** Telegram's id of the message that asked; left out where nobody did. */
  replyTo: z.number().int().optional(),
};
const said = <Kind extends string>(kind: Kind) => bare(kind).extend(reader);

/** What is said in groups. */
export const groupNotices = [
  said('group-greeting'),
  said('group-help'),
  said('group-private-only'),
  said('group-which-recording'),
  said('group-words-too-long'),
  said('group-daily-limit'),
  said('group-anonymous'),
  said('group-renewed'),
  said('group-settings').extend({ transcribe: z.enum(GROUP_TRANSCRIBES) }),
  said('group-admins-only'),
] as const;
export type GroupNotice = z.infer<(typeof groupNotices)[number]>;
