import { GALLERY_DAYS, GALLERY_WORDS, type GalleryFilter } from '@aisha/contracts';
import type { GalleryAction } from '../actions/gallery.actions';
import { fits } from '../limits';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';

type Narrowing = Extract<GalleryAction, { do: `gallery-of-${string}` }>;

export const isNarrowing = (action: GalleryAction): action is Narrowing =>
  action.do.startsWith('gallery-of-');

/** A filter that was chosen: the screen of filters shows it, beginning with its first page. */
export function onNarrowing(filter: GalleryFilter, action: Narrowing): Turn {
  const next = narrowed(filter, action);
  const view = { filter: next, page: 0 };
  return act({ do: 'show-filters', filter: next }, { screen: 'idle', gallery: view });
}

/** What a person wants to find in their prompts. */
export function onGalleryWords(filter: GalleryFilter, text: string, session: Session): Turn {
  const words = text.replace(/\s+/g, ' ');
  if (!fits(words, GALLERY_WORDS)) return say({ kind: 'gallery-search-invalid' }, session);
  const view = { filter: { ...filter, words }, page: 0 };
  return act({ do: 'show-gallery', view }, { screen: 'idle', gallery: view });
}

function narrowed(filter: GalleryFilter, action: Narrowing): GalleryFilter {
  switch (action.do) {
    case 'gallery-of-avatar':
      return { ...filter, avatarId: action.avatarId };
    case 'gallery-of-favourites':
      return { ...filter, favourite: action.on === 'yes' ? true : undefined };
    case 'gallery-of-days':
      return { ...filter, days: GALLERY_DAYS.find((days) => String(days) === action.days) };
    case 'gallery-of-style':
      return { ...filter, styleId: action.styleId };
    case 'gallery-of-any':
      return widened(filter, action.what);
  }
}

function widened(filter: GalleryFilter, what: 'avatar' | 'style' | 'words' | 'all'): GalleryFilter {
  switch (what) {
    case 'avatar':
      return { ...filter, avatarId: undefined };
    case 'style':
      return { ...filter, styleId: undefined };
    case 'words':
      return { ...filter, words: undefined };
    case 'all':
      return {};
  }
}
