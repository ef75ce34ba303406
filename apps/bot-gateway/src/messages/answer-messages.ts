import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type Answer, AnswerVoices, Assistant, PHOTOS_OF_A_QUESTION } from '@aisha/assistant';
import type { AnswerNotice } from '@aisha/contracts';
import { markdownHtml } from './markdown-html';
import { Phrases } from './phrases';
import type { Button, Rendered } from './rendered';
import type { Renderers } from './renderers';
import { SpokenQuestionButtons } from './spoken-question-buttons';

/** What the assistant answers. */
@Injectable()
export class AnswerMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly assistant: Assistant,
    private readonly spoken: SpokenQuestionButtons,
    private readonly voices: AnswerVoices,
  ) {}

  readonly renderers: Renderers<Exclude<AnswerNotice['kind'], 'personas'>> = {
    'answer-ready': ({ answerId }, person) => this.ready(answerId, person),
    'answer-failed': ({ answerId }, person) => this.failed(answerId, person),
    'answer-writing': ({ answerId }, person) => this.waiting(answerId, person, 'answer-writing'),
    'answer-delayed': ({ answerId }, person) => this.waiting(answerId, person, 'answer-delayed'),
    'answer-voice': ({ voiceId }, person) => this.voice(voiceId, person),
    'answer-voice-failed': (_, person) => this.phrases.message(person, 'answer-voice-failed'),
    'nothing-to-stop': (_, person) => this.phrases.message(person, 'nothing-to-stop'),
    'talk-renewed': (_, person) => this.phrases.message(person, 'talk-renewed'),
    'daily-limit': ({ what, limit }, person) =>
      this.phrases.message(person, 'daily-limit', [], { what, limit }),
    'question-photos-many': (_, person) =>
      this.phrases.message(person, 'question-photos-many', [], { limit: PHOTOS_OF_A_QUESTION }),
  };

  private async ready(answerId: string, person: User): Promise<Rendered | null> {
    const answer = await this.assistant.get(answerId);
    if (!answer?.text) return null;
    const heading = answer.transcriptId && this.phrases.text(person, 'answer-heading');
    const note = answer.ending !== 'whole' && this.phrases.text(person, `answer-${answer.ending}`);
    const html = [heading, markdownHtml(answer.text), note].filter(Boolean).join('\n\n');
    // A new message, not an edit: it ends what was shown of it so far.
    const buttons = await this.buttons(answer, person);
    return { html, buttons, announces: true };
  }

  /** Who sent a photo may have wanted something else of it. */
  private async buttons(answer: Answer, person: User): Promise<Button[][]> {
    const { id, lookedAt, transcriptId } = answer;
    const rows = [
      [this.phrases.button(person, 'say-answer', { do: 'say-answer', answerId: id })],
      ...(await this.spoken.rows(transcriptId, person)),
    ];
    if (lookedAt === null) return rows;
    return [...rows, [this.phrases.button(person, 'new-avatar', { do: 'new-avatar' })]];
  }

  private async voice(voiceId: string, person: User): Promise<Rendered | null> {
    const voice = await this.voices.find(voiceId);
    if (!voice?.objectKey) return null;
    const html = voice.shortened ? this.phrases.text(person, 'answer-voice-shortened') : '';
    return { html, buttons: [], voice: { key: voice.objectKey, seconds: voice.seconds ?? 0 } };
  }

  private async failed(answerId: string, person: User): Promise<Rendered | null> {
    const answer = await this.assistant.get(answerId);
    const reason = answer?.failure ?? 'unavailable';
    return { ...this.phrases.message(person, 'answer-failed', [], { reason }), announces: true };
  }

  private async waiting(answerId: string, person: User, text: string): Promise<Rendered | null> {
    const answer: Answer | null = await this.assistant.get(answerId);
    if (answer?.status !== 'pending') return null;
    return this.phrases.message(person, text, [[['stop-answer', { do: 'stop-answer', answerId }]]]);
  }
}
