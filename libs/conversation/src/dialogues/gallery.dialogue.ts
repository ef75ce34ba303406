import { type GalleryView, MAX_MARKED } from '@aisha/contracts';
import type { GalleryAction } from '../actions/gallery.actions';
import { markedDigest } from '../marked-digest';
import type { Session } from '../session';
import { act, say, stale, type Turn } from '../turn';
import { isNarrowing, onNarrowing } from './gallery-filter.dialogue';

const START: GalleryView = { filter: {}, page: 0 };

/** What this person looked at last. */
export const galleryOf = ({ gallery }: Session): GalleryView => gallery ?? START;

/** Their pictures from the first page on, of the filter that they have chosen. */
export const openGallery = (session: Session): Turn =>
  look({ filter: galleryOf(session).filter, page: 0 });

export function onGalleryPress(session: Session, action: GalleryAction): Turn {
  const view = galleryOf(session);
  const { filter } = view;
  if (isNarrowing(action)) return onNarrowing(filter, action);
  switch (action.do) {
    case 'gallery':
      return openGallery(session);
    case 'gallery-page':
      return look({ ...view, page: action.page });
    case 'gallery-at':
      return act({ do: 'show-picture', imageId: action.imageId, filter });
    case 'gallery-favourite': {
      const { imageId, on } = action;
      return act({ do: 'set-favourite', imageId, on: on === 'yes', filter }, session);
    }
    case 'gallery-prompt':
      return act({ do: 'show-prompt', imageId: action.imageId, filter }, session);
    case 'gallery-file':
      return act({ do: 'send-file', imageId: action.imageId }, session);
    case 'gallery-filters':
      return act({ do: 'show-filters', filter });
    case 'gallery-search':
      return say({ kind: 'gallery-search-request' }, { screen: 'gallery-search', gallery: view });
    case 'gallery-zip':
      return act({ do: 'pack-gallery', filter }, session);
    case 'ask-delete-image':
      return act(action, session);
    case 'delete-image':
      return act({ ...action, view }, session);
    case 'gallery-select':
    case 'gallery-mark':
    case 'ask-delete-marked':
    case 'delete-marked':
      return onChoosing(session, view, action);
  }
}

type Choosing = Extract<
  GalleryAction,
  { do: 'gallery-select' | 'gallery-mark' | 'ask-delete-marked' | 'delete-marked' }
>;

/** Marking pictures and deleting those that are marked. Without a choice that was begun the buttons are out of date. */
function onChoosing(session: Session, view: GalleryView, action: Choosing): Turn {
  if (action.do === 'gallery-select') {
    return look({ ...view, marked: action.on === 'yes' ? [] : undefined });
  }
  const { marked, ...plain } = view;
  if (!marked) return stale(session);
  switch (action.do) {
    case 'gallery-mark':
      return look({ ...view, marked: remarked(marked, action.imageId, action.on === 'yes') });
    case 'ask-delete-marked':
      return marked.length === 0 ? look(view) : act({ do: action.do, view }, session);
    case 'delete-marked':
      if (marked.length === 0 || action.of !== markedDigest(marked)) return stale(session);
      return act(
        { do: action.do, imageIds: marked, view: plain },
        { screen: 'idle', gallery: plain },
      );
  }
}

/** Marking twice is marking once. Beyond the limit nothing more is marked. */
function remarked(marked: string[], imageId: string, on: boolean): string[] {
  const others = marked.filter((id) => id !== imageId);
  return on ? [...others, imageId].slice(0, MAX_MARKED) : others;
}

const look = (view: GalleryView): Turn =>
  act({ do: 'show-gallery', view }, { screen: 'idle', gallery: view });
