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
    case 'train':
      return act(action, session);
  }
}

export function onAvatarName(text: string): Turn {
  const name = text.replace(/\s+/g, ' ');
  return fits(name, LIMITS.avatarName)
    ? say({ kind: 'avatar-gender-request' }, { screen: 'avatar-gender', name })
    : say({ kind: 'avatar-name-invalid' }, { screen: 'avatar-name' });
}

export function onAvatarPhoto(session: Session, file: AnnouncedFile): Turn {
  return ifSmall(session, file, { do: 'add-photo', file });
}

function onGender(session: Session, gender: 'female' | 'male'): Turn {
  return session.screen === 'avatar-gender'
    ? act({ do: 'create-draft', name: session.name, gender }, { screen: 'avatar-photos' })
    : stale(session);
}
