import { Injectable } from '@nestjs/common';
import { Answer, type AnswerVoice, Database } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { VoiceRows } from './voice-rows';

/** The end of an answer that is read out, once, together with the message about it. */
@Injectable()
export class VoiceResults {
  constructor(
    private readonly database: Database,
    private readonly rows: VoiceRows,
    private readonly outbox: Outbox,
  ) {}

  async ready(voice: AnswerVoice, spoken: Parameters<VoiceRows['ready']>[1]): Promise<void> {
    await this.database.transaction(async () => {
      if (await this.rows.ready(voice.id, spoken)) await this.tell(voice, 'answer-voice');
    });
  }

  async failed(voice: AnswerVoice): Promise<void> {
    await this.database.transaction(async () => {
      if (await this.rows.failed(voice.id)) await this.tell(voice, 'answer-voice-failed');
    });
  }

  private async tell(
    { id, answerId, createdAt }: AnswerVoice,
    kind: 'answer-voice' | 'answer-voice-failed',
  ): Promise<void> {
    const answer = await this.database.repository(Answer).findOneByOrFail({ id: answerId });
    const { botId, chatId } = answer;
    const key = `voice-${id}-${createdAt.getTime()}`;
    await this.outbox.add({ botId, chatId }, { kind, voiceId: id }, { key });
  }
}
