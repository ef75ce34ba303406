import type { TalkAction } from '../actions/talk.actions';
import type { Session } from '../session';
import type { AnnouncedFile } from '../input';
import { fits, LIMITS } from '../limits';
import { act, ifSmall, say, type Turn } from '../turn';

export function onTalkPress(session: Session, action: TalkAction): Turn {
  switch (action.do) {
    case 'stop-answer':
    case 'say-answer':
    case 'set-persona':
      return act(action, session);
    case 'personas':
      return say({ kind: 'personas' }, session);
    case 'new-talk':
      return act({ do: 'renew-talk' });
  }
}

/** A photo that no screen waits for is a question about it. */
export function askAboutPicture(session: Session, photo: AnnouncedFile, caption = ''): Turn {
  if (caption !== '' && !fits(caption, LIMITS.question)) return say({ kind: 'text-too-long' });
  return ifSmall(session, photo, { do: 'ask-about-picture', photo, caption });
}

/** @returns undefined for a command that is not about the talk */
export function onTalkCommand(session: Session, name: string): Turn | undefined {
  switch (name) {
    case 'stop':
      return act({ do: 'stop-answer' }, session);
    case 'mode':
      return say({ kind: 'personas' }, session);
    case 'new':
      return act({ do: 'renew-talk' });
    default:
      return undefined;
  }
}
