import { Injectable } from '@nestjs/common';
import type { Intent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { AvatarAppliers } from './avatar-appliers';
import { GalleryIntents } from './gallery-intents';
import type { Circumstances, Outcome } from './outcome';
import { PhotoIntents } from './photo-intents';
import { PictureIntents } from './picture-intents';
import { TalkIntents } from './talk-intents';
import { TranscriptIntents } from './transcript-intents';

/** Turns the dialogue's intents into calls of the domain services. */
@Injectable()
export class IntentApplier {
  private readonly appliers: Appliers<Intent>;

  constructor(
    talk: TalkIntents,
    transcripts: TranscriptIntents,
    avatars: AvatarAppliers,
    photos: PhotoIntents,
    pictures: PictureIntents,
    gallery: GalleryIntents,
  ) {
    this.appliers = {
      ...talk.appliers,
      ...transcripts.appliers,
      ...avatars.appliers,
      ...photos.appliers,
      ...pictures.appliers,
      ...gallery.appliers,
    };
  }

  async apply(intents: Intent[], circumstances: Circumstances): Promise<Outcome> {
    const total: Outcome = { replies: [] };
    for (const intent of intents) {
      const { replies, ...rest } = await this.one(intent, circumstances);
      total.replies.push(...replies);
      Object.assign(total, rest);
    }
    return total;
  }

  private async one(intent: Intent, circumstances: Circumstances): Promise<Outcome> {
    const apply = this.appliers[intent.do] as (
      intent: Intent,
      circumstances: Circumstances,
    ) => Outcome | Promise<Outcome>;
    return apply(intent, circumstances);
  }
}
