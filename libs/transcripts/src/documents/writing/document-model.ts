import { Injectable } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import { type ChatReply, OpenAiClient, ProviderFailure } from '@aisha/integrations';

/** Thinking included. The largest part gives about 4,000 tokens when it is written anew in Russian. */
const MAX_TOKENS = 16_000;

/** What the model is asked about one text. */
export interface Reading {
  readonly ownerId: string;
  readonly instructions: string;
  readonly text: string;
}

/** Has the model read a text. */
@Injectable()
export class DocumentModel {
  constructor(
    private readonly openai: OpenAiClient,
    private readonly usage: Usage,
  ) {}

  /**
   * @returns null when the answer was too long and broke off
   * @throws {ProviderFailure} of kind `content-policy` too when the model refuses
   */
  async read(
    { ownerId, instructions, text }: Reading,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const reply = await this.openai.chat(
      [
        { role: 'system', content: instructions },
        { role: 'user', content: `<transcript>\n${text}\n</transcript>` },
      ],
      { maxTokens: MAX_TOKENS, signal },
    );
    await this.usage.note({ ownerId, purpose: 'document', usage: reply.usage });
    return usable(reply);
  }
}

function usable({ text, finishReason }: ChatReply): string | null {
  if (finishReason === 'length') return null;
  if (finishReason === 'refusal')
    throw new ProviderFailure('openai', 'content-policy', 'the model refused');
  const clean = text.replaceAll('\0', '').trim(); // Postgres takes no NUL
  if (clean === '') throw new ProviderFailure('openai', 'unavailable', 'an empty answer');
  return clean;
}
