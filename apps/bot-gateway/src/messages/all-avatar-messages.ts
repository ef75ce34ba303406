import { Injectable } from '@nestjs/common';
import type { AvatarCardNotice, AvatarNotice, TrainingNotice } from '@aisha/contracts';
import { AvatarCardMessages } from './avatar-card-messages';
import { AvatarMessages } from './avatar-messages';
import type { Renderers } from './renderers';
import { TrainingMessages } from './training-messages';

/** All that is said of avatars, but of their photos. */
@Injectable()
export class AllAvatarMessages {
  readonly renderers: Renderers<(AvatarNotice | AvatarCardNotice | TrainingNotice)['kind']>;

  constructor(avatars: AvatarMessages, cards: AvatarCardMessages, trainings: TrainingMessages) {
    this.renderers = { ...avatars.renderers, ...cards.renderers, ...trainings.renderers };
  }
}
