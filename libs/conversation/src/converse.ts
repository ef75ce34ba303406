import type { Notice } from '@aisha/contracts';
import type { Action } from './action';
import type { AnnouncedFile, Input } from './input';
import type { Intent } from './intent';
import { fits, LIMITS } from './limits';
import { IDLE, type Session } from './session';

export interface Turn {
  session: Session;
  intents: Intent[];
}

/** The dialogue: where a person stands and what they did give where they stand next and what is to be done. */
export function converse(session: Session, input: Input): Turn {
  switch (input.kind) {
    case 'command':
      return onCommand(session, input.name);
    case 'text':
      return onText(session, input.text.trim());
    case 'press':
      return onPress(session, input.action);
    case 'stale-press':
      return { session, intents: [{ do: 'say-stale' }] };
    case 'audio':
      return ifSmall(session, input.file, {
        do: 'transcribe',
        source: input.source,
        file: input.file,
      });
    case 'photo':
      return onPhoto(session, input.file);
    case 'unsupported':
      return say({ kind: 'unsupported', what: input.what }, session);
  }
}

const say = (notice: Notice, session: Session = IDLE): Turn => ({
  session,
  intents: [{ do: 'say', notice }],
});
const act = (intent: Intent, session: Session = IDLE): Turn => ({ session, intents: [intent] });

function onCommand(session: Session, name: string): Turn {
  switch (name) {
    case 'start':
      return say({ kind: 'welcome' });
    case 'menu':
      return say({ kind: 'main-menu' });
    case 'help':
      return say({ kind: 'help' }, session);
    case 'cancel':
      return cancel(session);
    case 'balance':
      return say({ kind: 'balance' }, session);
    case 'avatars':
      return say({ kind: 'avatars-list' });
    case 'picture':
      return act({ do: 'begin-picture' });
    case 'gallery':
      return act({ do: 'show-gallery' });
    case 'history':
      return say({ kind: 'transcripts-list', page: 0 });
    default:
      return say({ kind: 'unknown-command' }, session);
  }
}

function cancel(session: Session): Turn {
  return say({ kind: session.screen === 'idle' ? 'nothing-to-cancel' : 'cancelled' });
}

function onText(session: Session, text: string): Turn {
  switch (session.screen) {
    case 'idle':
      return ask(text);
    case 'avatar-name':
      return onName(text);
    case 'avatar-gender':
      return say({ kind: 'avatar-gender-request' }, session);
    case 'avatar-photos':
      return act({ do: 'resume-draft' }, session);
    case 'picture-prompt':
    case 'picture-ratio': // a second thought about the prompt
      return onPrompt(session.avatarId, text, session);
  }
}

function ask(question: string): Turn {
  return fits(question, LIMITS.question)
    ? act({ do: 'ask-assistant', question })
    : say({ kind: question ? 'text-too-long' : 'main-menu' });
}

function onName(text: string): Turn {
  const name = text.replace(/\s+/g, ' ');
  return fits(name, LIMITS.avatarName)
    ? say({ kind: 'avatar-gender-request' }, { screen: 'avatar-gender', name })
    : say({ kind: 'avatar-name-invalid' }, { screen: 'avatar-name' });
}

function onPrompt(avatarId: string, prompt: string, session: Session): Turn {
  return fits(prompt, LIMITS.picturePrompt)
    ? say({ kind: 'picture-ratio-request', prompt }, { screen: 'picture-ratio', avatarId, prompt })
    : say({ kind: 'picture-prompt-invalid' }, session);
}

function onPhoto(session: Session, file: AnnouncedFile): Turn {
  return session.screen === 'avatar-photos'
    ? ifSmall(session, file, { do: 'add-photo', file })
    : say({ kind: 'photos-not-expected' }, session);
}

/** A file above Telegram's limit can't be fetched, so it is refused at once. */
function ifSmall(session: Session, file: AnnouncedFile, intent: Intent): Turn {
  return (file.size ?? 0) > LIMITS.fileBytes
    ? say({ kind: 'file-too-big', limitMb: LIMITS.fileBytes / 1024 / 1024 }, session)
    : act(intent, session);
}

function onPress(session: Session, action: Action): Turn {
  switch (action.do) {
    case 'menu':
      return say({ kind: 'main-menu' });
    case 'help':
      return say({ kind: 'help' }, session);
    case 'balance':
      return say({ kind: 'balance' }, session);
    case 'cancel':
      return cancel(session);
    case 'avatars':
      return say({ kind: 'avatars-list' });
    case 'new-avatar':
      return act({ do: 'begin-avatar' });
    case 'add-photos':
      return act({ do: 'resume-draft' }, { screen: 'avatar-photos' });
    case 'gender':
      return onGender(session, action.gender);
    case 'review':
      return act({ do: 'review-draft' }, session);
    case 'discard-draft':
      return act({ do: 'discard-draft' });
    case 'open-avatar':
      return act({ do: 'open-avatar', avatarId: action.avatarId });
    case 'train':
      return act({ do: 'train', avatarId: action.avatarId }, session);
    case 'picture':
      return act({ do: 'begin-picture' });
    case 'picture-of':
      return act({ do: 'begin-picture', avatarId: action.avatarId });
    case 'ratio':
      return session.screen === 'picture-ratio'
        ? act({
            do: 'draw',
            avatarId: session.avatarId,
            prompt: session.prompt,
            ratio: action.ratio,
          })
        : act({ do: 'say-stale' }, session);
    case 'gallery':
      return act({ do: 'show-gallery' });
    case 'gallery-at':
      return act({ do: 'show-gallery', imageId: action.imageId });
    case 'ask-delete-image':
    case 'delete-image':
      return act(action, session);
    case 'transcripts':
      return say({ kind: 'transcripts-list', page: action.page });
    case 'open-transcript':
    case 'pay-transcript':
    case 'decline-transcript':
      return act(action, session);
  }
}

function onGender(session: Session, gender: 'female' | 'male'): Turn {
  return session.screen === 'avatar-gender'
    ? act({ do: 'create-draft', name: session.name, gender }, { screen: 'avatar-photos' })
    : act({ do: 'say-stale' }, session);
}
