import type { GalleryAction } from '../actions/gallery.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onGalleryPress(session: Session, action: GalleryAction): Turn {
  switch (action.do) {
    case 'gallery':
      return act({ do: 'show-gallery' });
    case 'gallery-at':
      return act({ do: 'show-gallery', imageId: action.imageId });
    case 'ask-delete-image':
    case 'delete-image':
      return act(action, session);
  }
}
