import { ASPECT_RATIOS, type AspectRatio } from '@aisha/contracts';

/** What a button does. It travels as callback data, of which Telegram allows 64 bytes. */
export type Action =
  | { do: 'menu' | 'help' | 'balance' | 'avatars' | 'new-avatar' | 'add-photos' | 'review' }
  | { do: 'discard-draft' | 'cancel' | 'picture' | 'gallery' }
  | { do: 'gender'; gender: 'female' | 'male' }
  | { do: 'open-avatar' | 'train' | 'picture-of'; avatarId: string }
  | { do: 'ratio'; ratio: AspectRatio }
  | { do: 'gallery-at'; imageId: string }
  | { do: 'ask-delete-image' | 'delete-image'; imageId: string }
  | { do: 'transcripts'; page: number }
  | { do: 'open-transcript' | 'pay-transcript' | 'decline-transcript'; transcriptId: string };

const BARE = [
  'menu',
  'help',
  'balance',
  'avatars',
  'new-avatar',
  'add-photos',
  'review',
  'discard-draft',
  'cancel',
  'picture',
  'gallery',
] as const;
const WITH_AVATAR = ['open-avatar', 'train', 'picture-of'] as const;
const WITH_IMAGE = ['gallery-at', 'ask-delete-image', 'delete-image'] as const;
const WITH_TRANSCRIPT = ['open-transcript', 'pay-transcript', 'decline-transcript'] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function encodeAction(action: Action): string {
  const { do: verb, ...rest } = action;
  const [argument] = Object.values(rest);
  return argument === undefined ? verb : `${verb}:${argument}`;
}

/** The action of a button, or undefined for data that is not (or no longer) ours. */
export function decodeAction(data: string): Action | undefined {
  const at = data.indexOf(':');
  const verb = at < 0 ? data : data.slice(0, at);
  return at < 0 ? bare(verb) : withArgument(verb, data.slice(at + 1));
}

const among = <Word extends string>(words: readonly Word[], word: string): Word | undefined =>
  words.find((known) => known === word);

function bare(verb: string): Action | undefined {
  const known = among(BARE, verb);
  return known && { do: known };
}

function withArgument(verb: string, argument: string): Action | undefined {
  if (verb === 'gender' && (argument === 'female' || argument === 'male')) {
    return { do: verb, gender: argument };
  }
  if (verb === 'ratio') {
    const ratio = among(ASPECT_RATIOS, argument);
    return ratio && { do: verb, ratio };
  }
  if (verb === 'transcripts') {
    return /^\d{1,4}$/.test(argument) ? { do: verb, page: Number(argument) } : undefined;
  }
  return UUID.test(argument) ? withId(verb, argument) : undefined;
}

function withId(verb: string, id: string): Action | undefined {
  const avatar = among(WITH_AVATAR, verb);
  if (avatar) return { do: avatar, avatarId: id };
  const image = among(WITH_IMAGE, verb);
  if (image) return { do: image, imageId: id };
  const transcript = among(WITH_TRANSCRIPT, verb);
  return transcript && { do: transcript, transcriptId: id };
}
