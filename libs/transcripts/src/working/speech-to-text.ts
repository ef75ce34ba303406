import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Transcript } from '@aisha/database';
import { OpenAiClient, type Transcription as Heard } from '@aisha/integrations';
import { AudioDecoder } from '../media/audio-decoder';
import { joinParts, type Speech } from './joined-speech';
import { Recordings } from './recordings';

/** The words of a recording, however long it is and whatever format it has. */
@Injectable()
export class SpeechToText {
  constructor(
    private readonly recordings: Recordings,
    private readonly decoder: AudioDecoder,
    private readonly openai: OpenAiClient,
  ) {}

  /** @returns an empty text when nothing was said @throws {ProviderFailure} */
  hear(transcript: Transcript, signal?: AbortSignal): Promise<Speech> {
    return this.recordings.use(
      transcript,
      async ({ path, folder }) => {
        const heard: Heard[] = [];
        for (const part of await this.decoder.split(path, folder, signal)) {
          heard.push(await this.hearPart(part, signal));
        }
        return joinParts(heard);
      },
      signal,
    );
  }

  private async hearPart(path: string, signal?: AbortSignal): Promise<Heard> {
    const bytes = await readFile(path); // 4 MB at most
    return this.openai.transcribe(
      { bytes, fileName: 'voice.ogg', contentType: 'audio/ogg' },
      { signal },
    );
  }
}
