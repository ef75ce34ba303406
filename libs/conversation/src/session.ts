import { galleryView, OPERATOR_TASKS, transcriptView } from '@aisha/contracts';
import { z } from 'zod';

/** Sessions of older versions do not say: there was one kind. */
const avatarKind = z.enum(['instant', 'trained']).default('trained');

/** Where a person stands in the dialogue. */
const screen = z.discriminatedUnion('screen', [
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
  z.object({ screen: z.literal('gallery-search') }),
  z.object({
    screen: z.literal('operator-words'),
    task: z.enum(OPERATOR_TASKS),
    /** Whom or which payment it is about. */
    subjectId: z.uuid().optional(),
  }),
  z.object({ screen: z.literal('promo-code'), back: z.string().optional() }),
  z.object({ screen: z.literal('transcript-search') }),
  z.object({ screen: z.literal('transcript-title'), transcriptId: z.uuid() }),
  z.object({ screen: z.literal('document-question'), transcriptId: z.uuid() }),
]);
/** What is kept from screen to screen; what nobody understands is forgotten without harm to the rest. */
const kept = z.object({
  gallery: galleryView.optional().catch(undefined),
  transcripts: transcriptView.optional().catch(undefined),
});

export const session = screen.and(kept);
export type Session = z.infer<typeof session>;

export const IDLE: Session = { screen: 'idle' };

/** A stored session; one that an older version wrote and nobody understands starts anew. */
export const readSession = (stored: unknown): Session => session.safeParse(stored).data ?? IDLE;

/** The next session with what is kept of the one before, unless the next one says otherwise. */
export const keepingViews = (before: Session, next: Session): Session => ({
  ...next,
  ...(before.gallery && !('gallery' in next) && { gallery: before.gallery }),
  ...(before.transcripts && !('transcripts' in next) && { transcripts: before.transcripts }),
});
