import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Transcript } from '@aisha/database';
import { AudioDecoder } from '../media/audio-decoder';
import { Hearing } from './hearing';
import { joinPieces, type Speech } from './joined-pieces';
import { Recordings } from './recordings';

/** The words of a recording that is heard in one piece, whatever format it has. */
@Injectable()
export class SpeechToText {
  constructor(
    private readonly recordings: Recordings,
    private readonly decoder: AudioDecoder,
    private readonly hearing: Hearing,
  ) {}

  /** @returns an empty text when nothing was said @throws {ProviderFailure} */
  hear(transcript: Transcript, signal?: AbortSignal): Promise<Speech> {
    return this.recordings.use(
      transcript,
      async ({ path, folder }) => {
        const voice = join(folder, 'voice.ogg');
        await this.decoder.convert(path, voice, signal);
        const bytes = await readFile(voice); // some minutes, 4 MB at most
        const heard = await this.hearing.hear(transcript, bytes, signal);
        const { text, language = null, segments } = heard;
        const to = transcript.durationSeconds ?? Infinity;
        return joinPieces([
          { from: 0, to, text, language, segments: segments ? [...segments] : null },
        ]);
      },
      { signal },
    );
  }
}
