import { Injectable } from '@nestjs/common';
import { speakAnswer } from '@aisha/contracts';
import { Answer, type AnswerVoice, Database } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { VoiceRows } from '../speaking/voice-rows';
import { DailyLimits, type LimitReached } from './daily-limits';

/** What comes of the wish to hear an answer. */
export type VoiceAsked =
  | { readonly outcome: 'begun' | 'on-its-way' | 'stale' }
  | { readonly outcome: 'ready'; readonly voiceId: string }
  | LimitReached;

/** Answers read out at the wish of their person. Verbs join the surrounding transaction. */
@Injectable()
export class AnswerVoices {
  constructor(
    private readonly database: Database,
    private readonly rows: VoiceRows,
    private readonly limits: DailyLimits,
    private readonly jobs: Jobs,
  ) {}

  find(voiceId: string): Promise<AnswerVoice | null> {
    return this.rows.find(voiceId);
  }

  /** Has an answer of this person in this chat read out, once however often it is asked for. */
  async ask(ownerId: string, { botId, chatId }: ChatRef, answerId: string): Promise<VoiceAsked> {
    const where = { id: answerId, ownerId, botId, chatId, status: 'ready' } as const;
    if (!(await this.database.repository(Answer).existsBy(where))) return { outcome: 'stale' };
    const known = await this.rows.alive(answerId);
    if (known?.status === 'ready') return { outcome: 'ready', voiceId: known.id };
    if (known) return { outcome: 'on-its-way' };
    return (await this.limits.reached(ownerId, 'voices')) ?? this.begin(ownerId, answerId);
  }

  private async begin(ownerId: string, answerId: string): Promise<VoiceAsked> {
    const traceId = currentTraceId() ?? newTraceId();
    const voiceId = await this.rows.begin(answerId, ownerId, traceId);
    if (voiceId === undefined) return { outcome: 'on-its-way' };
    await this.jobs.enqueue(speakAnswer, { voiceId }, traceId);
    return { outcome: 'begun' };
  }
}
