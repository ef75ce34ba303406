import { z } from 'zod';

/** Sessions of older versions do not say: there was one kind. */
const avatarKind = z.enum(['instant', 'trained']).default('trained');

/** Where a person stands in the dialogue. */
export const session = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('idle') }),
  z.object({ screen: z.literal('avatar-name'), kind: avatarKind }),
  z.object({ screen: z.literal('avatar-gender'), name: z.string(), kind: avatarKind }),
  z.object({ screen: z.literal('avatar-rename'), avatarId: z.uuid() }),
  z.object({ screen: z.literal('avatar-photos') }),
  z.object({ screen: z.literal('picture-prompt'), avatarId: z.uuid() }),
  z.object({
    screen: z.literal('picture-photo'),
    avatarId: z.uuid(),
    use: z.enum(['source', 'words']),
  }),
  z.object({ screen: z.literal('picture-order'), orderId: z.uuid() }),
  z.object({ screen: z.literal('picture-negative'), orderId: z.uuid() }),
]);
export type Session = z.infer<typeof session>;

export const IDLE: Session = { screen: 'idle' };

/** A stored session; one that an older version wrote and nobody understands starts anew. */
export const readSession = (stored: unknown): Session => session.safeParse(stored).data ?? IDLE;
