import { Injectable } from '@nestjs/common';
import type { Transcript, TranscriptFailure } from '@aisha/database';
import { AudioDecoder, NOT_AUDIO } from '../media/audio-decoder';
import { Recordings } from './recordings';

/** The length of a recording, or what is wrong with it. */
@Injectable()
export class MeasuredAudio {
  constructor(
    private readonly recordings: Recordings,
    private readonly decoder: AudioDecoder,
  ) {}

  measure(
    row: Transcript,
    signal?: AbortSignal,
  ): Promise<number | Extract<TranscriptFailure, 'empty' | 'not-audio'>> {
    return this.recordings.use(
      row,
      async ({ path, size }) => {
        if (size === 0) return 'empty';
        const seconds = await this.decoder.measure(path, signal);
        return seconds === NOT_AUDIO ? NOT_AUDIO : seconds || 'empty';
      },
      { signal },
    );
  }
}
