import { Injectable } from '@nestjs/common';
import { Settings } from '@aisha/accounts';
import { AnswerVoices, Assistant, OpenAnswers, PhotoQuestions } from '@aisha/assistant';
import type { AnswerIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { overLimit } from './over-limit';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of the talk with the assistant. */
@Injectable()
export class AnswerIntents {
  constructor(
    private readonly assistant: Assistant,
    private readonly open: OpenAnswers,
    private readonly photos: PhotoQuestions,
    private readonly settings: Settings,
    private readonly voices: AnswerVoices,
  ) {}

  readonly appliers: Appliers<AnswerIntent> = {
    'stop-answer': ({ answerId }, circumstances) => this.stop(circumstances, answerId),
    'renew-talk': async (_, { chat }) => {
      await this.assistant.renew(chat);
      return saying({ kind: 'talk-renewed' }, { fresh: true });
    },
    'set-persona': async ({ persona }, { user }) => {
      await this.settings.setPersona(user, persona);
      return saying({ kind: 'personas' });
    },
    'say-answer': ({ answerId }, circumstances) => this.speak(circumstances, answerId),
    'ask-about-picture': (intent, circumstances) => this.lookAt(intent, circumstances),
  };

  private async lookAt(
    { photo, caption }: Extract<AnswerIntent, { do: 'ask-about-picture' }>,
    { user, chat, album }: Circumstances,
  ): Promise<Outcome> {
    const { telegramFileId, fileName, mimeType } = photo;
    const picture = { telegramFileId, fileName, mimeType };
    const asked = await this.photos.ask({
      ...{ ownerId: user.id, chat, caption, album },
      picture,
    });
    switch (asked.outcome) {
      case 'asked':
        return { replies: [], working: true };
      case 'full':
        return saying({ kind: 'question-photos-many' }, { once: `question-photos-${album}` });
      case 'limit-reached':
        return overLimit(asked);
    }
  }

  /** Pressed again it is sent again; while it is on its way nothing more is done. */
  private async speak({ user, chat }: Circumstances, answerId: string): Promise<Outcome> {
    const asked = await this.voices.ask(user.id, chat, answerId);
    switch (asked.outcome) {
      case 'begun':
        return { replies: [], working: true };
      case 'on-its-way':
        return { replies: [], alert: 'voice-on-its-way' };
      case 'ready':
        return saying({ kind: 'answer-voice', voiceId: asked.voiceId }, { fresh: true });
      case 'limit-reached':
        return overLimit(asked);
      case 'stale':
        return STALE;
    }
  }

  /** The answer so far takes the place of the message with the button. */
  private async stop({ user, chat }: Circumstances, answerId?: string): Promise<Outcome> {
    if (await this.open.stop(user.id, chat, answerId)) return { replies: [] };
    return answerId === undefined ? saying({ kind: 'nothing-to-stop' }) : STALE;
  }
}
