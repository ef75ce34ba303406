import { Injectable } from '@nestjs/common';
import type { GalleryNotice } from '@aisha/contracts';
import { GalleryArchiveMessages } from './gallery-archive-messages';
import { GalleryCardMessages } from './gallery-card-messages';
import { GalleryFilterMessages } from './gallery-filter-messages';
import { GalleryPageMessages } from './gallery-page-messages';
import type { Renderers } from './renderers';

/** A person's pictures, as they leaf through them. */
@Injectable()
export class GalleryMessages {
  readonly renderers: Renderers<GalleryNotice['kind']>;

  constructor(
    pages: GalleryPageMessages,
    filters: GalleryFilterMessages,
    cards: GalleryCardMessages,
    archives: GalleryArchiveMessages,
  ) {
    this.renderers = {
      ...pages.renderers,
      ...filters.renderers,
      ...cards.renderers,
      ...archives.renderers,
    };
  }
}
