import type { PhotoAction } from '../actions/photo.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onPhotoPress(session: Session, action: PhotoAction): Turn {
  switch (action.do) {
    case 'draft-photos':
      return act({ do: 'show-draft-photo' }, session);
    case 'draft-photo':
      return act({ do: 'show-draft-photo', photoId: action.photoId }, session);
    case 'keep-photo':
    case 'keep-draft-photo':
    case 'replace-photo':
    case 'remove-photo':
      return act(action, session);
  }
}
