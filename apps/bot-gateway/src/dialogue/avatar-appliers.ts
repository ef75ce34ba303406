import { Injectable } from '@nestjs/common';
import type { AvatarIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { AvatarCardIntents } from './avatar-card-intents';
import { AvatarIntents } from './avatar-intents';
import { TrainingIntents } from './training-intents';

/** All that the dialogue wants of avatars. */
@Injectable()
export class AvatarAppliers {
  readonly appliers: Appliers<AvatarIntent>;

  constructor(drafts: AvatarIntents, cards: AvatarCardIntents, trainings: TrainingIntents) {
    this.appliers = { ...drafts.appliers, ...cards.appliers, ...trainings.appliers };
  }
}
