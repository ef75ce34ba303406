import { z } from 'zod';

const bare = <Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind) });
const about = <Kind extends string, Field extends string>(kind: Kind, field: Field) =>
  z.object({ kind: z.literal(kind), [field]: z.uuid() } as { kind: z.ZodLiteral<Kind> } & Record<
    Field,
    z.ZodUUID
  >);

/**
 * What a person is told, as facts: workers and the dialogue say what happened, only the gateway knows
 * the words, the buttons and the language. It is stored in the outbound message and rendered when sent.
 */
export const notice = z.discriminatedUnion('kind', [
  // menus and the dialogue
  bare('welcome'),
  bare('main-menu'),
  bare('help'),
  bare('cancelled'),
  bare('nothing-to-cancel'),
  bare('went-wrong'),
  bare('unknown-command'),
  z.object({ kind: z.literal('too-fast'), seconds: z.number().int().positive() }),
  z.object({ kind: z.literal('unsupported'), what: z.string() }),
  bare('balance'),
  z.object({
    kind: z.literal('insufficient-credits'),
    price: z.number().int(),
    balance: z.number().int(),
  }),
  // assistant
  about('answer-ready', 'answerId'),
  about('answer-failed', 'answerId'),
  bare('text-too-long'),
  // transcripts
  about('transcript-accepted', 'transcriptId'),
  about('transcript-quote', 'transcriptId'),
  about('transcript-paid', 'transcriptId'),
  about('transcript-declined', 'transcriptId'),
  about('transcript-ready', 'transcriptId'),
  about('transcript-failed', 'transcriptId'),
  about('transcript-card', 'transcriptId'),
  z.object({ kind: z.literal('transcripts-list'), page: z.number().int().min(0) }),
  z.object({ kind: z.literal('file-too-big'), limitMb: z.number() }),
  // avatars
  bare('avatars-list'),
  about('avatar-card', 'avatarId'),
  bare('avatar-name-request'),
  bare('avatar-name-invalid'),
  bare('avatar-gender-request'),
  about('avatar-photos-request', 'avatarId'),
  about('avatar-photos-progress', 'avatarId'),
  about('photo-refused', 'photoId'),
  bare('photos-not-expected'),
  bare('photos-full'),
  about('avatar-review', 'avatarId'),
  about('training-started', 'avatarId'),
  about('avatar-ready', 'avatarId'),
  about('training-failed', 'trainingId'),
  bare('avatar-discarded'),
  // pictures
  bare('no-avatar-yet'),
  bare('picture-avatar-request'),
  about('picture-prompt-request', 'avatarId'),
  bare('picture-prompt-invalid'),
  z.object({ kind: z.literal('picture-ratio-request'), prompt: z.string() }),
  about('picture-started', 'imageId'),
  about('picture-ready', 'imageId'),
  about('picture-failed', 'imageId'),
  // gallery
  bare('gallery-empty'),
  about('gallery-card', 'imageId'),
  about('gallery-delete-request', 'imageId'),
]);
export type Notice = z.infer<typeof notice>;
export type NoticeKind = Notice['kind'];
