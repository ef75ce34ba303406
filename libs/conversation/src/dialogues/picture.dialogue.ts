import type { PictureAction } from '../actions/picture.actions';
import type { AnnouncedFile } from '../input';
import type { OrderIntent } from '../intents/picture.intents';
import { fits, LIMITS } from '../limits';
import type { Session } from '../session';
import { act, ifSmall, say, type Turn } from '../turn';
import { isOrderPress, onOrderPress } from './order.dialogue';

type Of<Screen extends Session['screen']> = Extract<Session, { screen: Screen }>;
/** Where words for a picture are expected. */
export type PictureScreen = Of<
  'picture-prompt' | 'picture-photo' | 'picture-order' | 'picture-negative'
>;

export function onPicturePress(session: Session, action: PictureAction): Turn {
  if (isOrderPress(action)) return onOrderPress(session, action);
  switch (action.do) {
    case 'picture':
      return act({ do: 'begin-picture' });
    case 'picture-of':
      return act({ do: 'begin-picture', avatarId: action.avatarId });
    case 'photo-for':
      return act({ do: 'ask-photo', avatarId: action.avatarId, use: action.use }, session);
    case 'style-first':
      return act(action, session);
    case 'use-prompt':
      return act({ ...action, ...avatarIn(session) }, session);
    case 'words':
      return act({ do: 'show-words', imageId: action.imageId }, session);
    case 'again':
    case 'variation':
    case 'upscale':
      return act(action, session);
  }
}

export function onPictureText(session: PictureScreen, text: string): Turn {
  switch (session.screen) {
    case 'picture-prompt':
    case 'picture-photo': // words after all
      return onWords(session, text, (prompt) =>
        act({ do: 'begin-order', avatarId: session.avatarId, prompt }, session),
      );
    case 'picture-order': // a second thought about the words
      return onWords(session, text, (prompt) =>
        act({ do: 'reword-order', orderId: session.orderId, prompt }, session),
      );
    case 'picture-negative':
      return onNegative(session, text);
  }
}

/** A photo where words are expected is what the picture starts from, unless its words are what was asked for. */
export function onPicturePhoto(
  session: Of<'picture-prompt' | 'picture-photo' | 'picture-order'>,
  photo: AnnouncedFile,
  caption = '',
): Turn {
  if (session.screen === 'picture-photo' && session.use === 'words') {
    return ifSmall(session, photo, { do: 'describe-photo', avatarId: session.avatarId, photo });
  }
  const prompt = caption.trim();
  if (prompt !== '' && !fits(prompt, LIMITS.picturePrompt)) {
    return say({ kind: 'picture-prompt-invalid' }, session);
  }
  return ifSmall(session, photo, fromPhoto(session, photo, prompt));
}

function fromPhoto(
  session: Of<'picture-prompt' | 'picture-photo' | 'picture-order'>,
  photo: AnnouncedFile,
  prompt: string,
): OrderIntent {
  if (session.screen !== 'picture-order') {
    return { do: 'begin-order', avatarId: session.avatarId, prompt, photo };
  }
  const { orderId } = session;
  return { do: 'start-from-photo', orderId, photo, ...(prompt ? { prompt } : {}) };
}

const onWords = (session: Session, text: string, use: (prompt: string) => Turn): Turn =>
  fits(text, LIMITS.picturePrompt) ? use(text) : say({ kind: 'picture-prompt-invalid' }, session);

function onNegative(session: Of<'picture-negative'>, words: string): Turn {
  const { orderId } = session;
  return fits(words, LIMITS.negativePrompt)
    ? act({ do: 'set-negative', orderId, words }, { screen: 'picture-order', orderId })
    : say({ kind: 'picture-negative-invalid' }, session);
}

const avatarIn = (session: Session): { avatarId?: string } =>
  'avatarId' in session ? { avatarId: session.avatarId } : {};
