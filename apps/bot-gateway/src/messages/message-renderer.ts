import { Injectable } from '@nestjs/common';
import { type User, Users } from '@aisha/accounts';
import type { Notice, NoticeKind } from '@aisha/contracts';
import type { ChatRef } from '@aisha/delivery';
import { AllAvatarMessages } from './all-avatar-messages';
import { DraftPhotoMessages } from './draft-photo-messages';
import { GalleryMessages } from './gallery-messages';
import { MenuMessages } from './menu-messages';
import { PhotoMessages } from './photo-messages';
import { PictureMessages } from './picture-messages';
import type { Rendered } from './rendered';
import { TranscriptMessages } from './transcript-messages';
import type { Renderers } from './renderers';

/** The only place that turns facts into words, buttons and pictures. */
@Injectable()
export class MessageRenderer {
  private readonly renderers: Renderers<NoticeKind>;

  constructor(
    private readonly users: Users,
    menus: MenuMessages,
    transcripts: TranscriptMessages,
    avatars: AllAvatarMessages,
    photos: PhotoMessages,
    draftPhotos: DraftPhotoMessages,
    pictures: PictureMessages,
    gallery: GalleryMessages,
  ) {
    this.renderers = {
      ...menus.renderers,
      ...transcripts.renderers,
      ...avatars.renderers,
      ...photos.renderers,
      ...draftPhotos.renderers,
      ...pictures.renderers,
      ...gallery.renderers,
    };
  }

  /** @returns null when what the notice is about is no longer there */
  async render(notice: Notice, { chatId }: ChatRef): Promise<Rendered | null> {
    const person = await this.users.findByTelegramId(chatId);
    if (!person) return null;
    const render = this.renderers[notice.kind] as (
      notice: Notice,
      person: User,
    ) => Rendered | null | Promise<Rendered | null>;
    return render(notice, person);
  }
}
