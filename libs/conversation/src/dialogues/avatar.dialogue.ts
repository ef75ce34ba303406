import type { AvatarAction } from '../actions/avatar.actions';
import type { AnnouncedFile } from '../input';
import { fits, LIMITS } from '../limits';
import type { Session } from '../session';
import { act, ifSmall, say, stale, type Turn } from '../turn';

export function onAvatarPress(session: Session, action: AvatarAction): Turn {
  switch (action.do) {
    case 'avatars':
      return say({ kind: 'avatars-list' });
    case 'new-avatar':
      return act({ do: 'begin-avatar' });
    case 'avatar-kind':
      return say({ kind: 'avatar-name-request' }, { screen: 'avatar-name', kind: action.kind });
    case 'add-photos':
      return act({ do: 'resume-draft' }, { screen: 'avatar-photos' });
    case 'gender':
      return onGender(session, action.gender);
    case 'review':
      return act({ do: 'review-draft' }, session);
    case 'discard-draft':
      return act({ do: 'discard-draft' });
    case 'open-avatar':
      return act(action);
    default:
      return act(action, session);
  }
}

export function onAvatarName(text: string, session: Screen<'avatar-name'>): Turn {
  const name = inOneLine(text);
  return fits(name, LIMITS.avatarName)
    ? say({ kind: 'avatar-gender-request' }, { ...session, screen: 'avatar-gender', name })
    : say({ kind: 'avatar-name-invalid' }, session);
}

/** Another name for an avatar that is there. */
export function onNewAvatarName(text: string, session: Screen<'avatar-rename'>): Turn {
  const name = inOneLine(text);
  return fits(name, LIMITS.avatarName)
    ? act({ do: 'name-avatar', avatarId: session.avatarId, name })
    : say({ kind: 'avatar-name-invalid' }, session);
}

export function onAvatarPhoto(session: Session, file: AnnouncedFile): Turn {
  return ifSmall(session, file, { do: 'add-photo', file });
}

function onGender(session: Session, gender: 'female' | 'male'): Turn {
  if (session.screen !== 'avatar-gender') return stale(session);
  const { name, kind } = session;
  return act({ do: 'create-draft', name, gender, kind }, { screen: 'avatar-photos' });
}

type Screen<Name> = Extract<Session, { screen: Name }>;
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');
