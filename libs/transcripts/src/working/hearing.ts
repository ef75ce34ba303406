import { Injectable } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import type { Transcript } from '@aisha/database';
import { OpenAiClient, type Transcription } from '@aisha/integrations';

/** Has a file of small OGG/Opus heard, in the language that was asked for, and notes down what it took. */
@Injectable()
export class Hearing {
  constructor(
    private readonly openai: OpenAiClient,
    private readonly usage: Usage,
  ) {}

  /** @returns an empty text when nothing was said @throws {ProviderFailure} */
  async hear(
    { ownerId, askedLanguage }: Pick<Transcript, 'ownerId' | 'askedLanguage'>,
    bytes: Buffer,
    signal?: AbortSignal,
  ): Promise<Transcription> {
    const heard = await this.openai.transcribe(
      { bytes, fileName: 'voice.ogg', contentType: 'audio/ogg' },
      { language: askedLanguage ?? undefined, signal },
    );
    await this.usage.note({ ownerId, purpose: 'transcript', usage: heard.usage });
    return heard;
  }
}
