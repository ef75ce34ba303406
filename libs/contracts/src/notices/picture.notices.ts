import { z } from 'zod';
import { about, bare } from './notice-shapes';

const order = { orderId: z.uuid() };
/** How many are before it in the provider's queue. */
const ahead = z.number().int().positive().optional();

/** Pictures on their way: from the first words to the last picture of an order. */
export const pictureNotices = [
  bare('no-avatar-yet'),
  bare('picture-avatar-request'),
  about('picture-prompt-request', 'avatarId'),
  bare('picture-prompt-invalid'),
  z.object({
    kind: z.literal('picture-photo-request'),
    avatarId: z.uuid(),
    use: z.enum(['source', 'words']),
  }),
  about('picture-source-unsupported', 'avatarId'),
  about('picture-source-failed', 'orderId'),
  about('prompt-writing', 'promptId'),
  about('prompt-written', 'promptId'),
  about('prompt-failed', 'promptId'),
  about('picture-order', 'orderId'),
  about('picture-negative-request', 'orderId'),
  bare('picture-negative-invalid'),
  about('style-categories', 'orderId'),
  z.object({
    kind: z.literal('style-list'),
    ...order,
    category: z.string(),
    page: z.number().int().min(0),
  }),
  z.object({ kind: z.literal('style-card'), ...order, styleId: z.string() }),
  z.object({ kind: z.literal('picture-started'), imageId: z.uuid(), ahead }),
  z.object({ kind: z.literal('order-progress'), ...order, ahead }),
  about('order-done', 'orderId'),
  about('picture-ready', 'imageId'),
  about('picture-failed', 'imageId'),
  about('picture-words', 'imageId'),
] as const;
export type PictureNotice = z.infer<(typeof pictureNotices)[number]>;
