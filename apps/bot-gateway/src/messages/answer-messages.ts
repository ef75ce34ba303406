import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Assistant } from '@aisha/assistant';
import type { AnswerNotice } from '@aisha/contracts';
import { markdownHtml } from './markdown-html';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** What the assistant answers. */
@Injectable()
export class AnswerMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly assistant: Assistant,
  ) {}

  readonly renderers: Renderers<AnswerNotice['kind']> = {
    'answer-ready': ({ answerId }, person) => this.ready(answerId, person),
    'answer-failed': (_, person) => this.phrases.message(person, 'answer-failed'),
  };

  private async ready(answerId: string, person: User): Promise<Rendered | null> {
    const answer = await this.assistant.get(answerId);
    if (!answer?.text) return null;
    const words = markdownHtml(answer.text);
    const heading = answer.transcriptId && this.phrases.text(person, 'answer-heading');
    return { html: heading ? `${heading}\n\n${words}` : words, buttons: [] };
  }
}
