import { Injectable } from '@nestjs/common';
import { Assistant } from '@aisha/assistant';
import type { TalkIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { overLimit } from './over-limit';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue says by itself, and what it leaves to the assistant. */
@Injectable()
export class TalkIntents {
  constructor(private readonly assistant: Assistant) {}

  readonly appliers: Appliers<TalkIntent> = {
    say: ({ notice }) => saying(notice),
    'say-stale': () => STALE,
    'ask-assistant': ({ question }, circumstances) => this.ask(question, circumstances),
  };

  private async ask(question: string, { user, chat }: Circumstances): Promise<Outcome> {
    const asked = await this.assistant.ask({ ownerId: user.id, chat, question });
    return asked.outcome === 'asked' ? { replies: [], working: true } : overLimit(asked);
  }
}
