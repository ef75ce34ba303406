import { Injectable } from '@nestjs/common';
import { Assistant } from '@aisha/assistant';
import type { Intent } from '@aisha/conversation';
import { AvatarIntents } from './avatar-intents';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';
import { PictureIntents } from './picture-intents';
import { TranscriptIntents } from './transcript-intents';

/** Turns the dialogue's intents into calls of the domain services. */
@Injectable()
export class IntentApplier {
  constructor(
    private readonly assistant: Assistant,
    private readonly transcripts: TranscriptIntents,
    private readonly avatars: AvatarIntents,
    private readonly pictures: PictureIntents,
  ) {}

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
    switch (intent.do) {
      case 'say':
        return saying(intent.notice);
      case 'say-stale':
        return STALE;
      case 'ask-assistant': {
        const { user, chat } = circumstances;
        await this.assistant.ask({ ownerId: user.id, chat, question: intent.question });
        return { replies: [], working: true };
      }
      case 'transcribe':
      case 'pay-transcript':
      case 'decline-transcript':
      case 'open-transcript':
        return this.transcripts.apply(intent, circumstances);
      case 'begin-avatar':
      case 'resume-draft':
      case 'review-draft':
      case 'discard-draft':
      case 'create-draft':
      case 'add-photo':
      case 'train':
      case 'open-avatar':
        return this.avatars.apply(intent, circumstances);
      case 'begin-picture':
      case 'draw':
      case 'show-gallery':
      case 'ask-delete-image':
      case 'delete-image':
        return this.pictures.apply(intent, circumstances);
    }
  }
}
