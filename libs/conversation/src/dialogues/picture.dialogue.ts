import type { AspectRatio } from '@aisha/contracts';
import type { PictureAction } from '../actions/picture.actions';
import { fits, LIMITS } from '../limits';
import type { Session } from '../session';
import { act, say, stale, type Turn } from '../turn';

export function onPicturePress(session: Session, action: PictureAction): Turn {
  switch (action.do) {
    case 'picture':
      return act({ do: 'begin-picture' });
    case 'picture-of':
      return act({ do: 'begin-picture', avatarId: action.avatarId });
    case 'ratio':
      return onRatio(session, action.ratio);
  }
}

export function onPrompt(avatarId: string, prompt: string, session: Session): Turn {
  return fits(prompt, LIMITS.picturePrompt)
    ? say({ kind: 'picture-ratio-request', prompt }, { screen: 'picture-ratio', avatarId, prompt })
    : say({ kind: 'picture-prompt-invalid' }, session);
}

function onRatio(session: Session, ratio: AspectRatio): Turn {
  if (session.screen !== 'picture-ratio') return stale(session);
  const { avatarId, prompt } = session;
  return act({ do: 'draw', avatarId, prompt, ratio });
}
