import { Injectable } from '@nestjs/common';
import type { SpeechNotice } from '@aisha/contracts';
import { Transcripts } from '@aisha/transcripts';
import { Phrases } from './phrases';
import type { Renderers } from './renderers';

/** What is said while a long recording is heard. */
@Injectable()
export class SpeechMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
  ) {}

  readonly renderers: Renderers<SpeechNotice['kind']> = {
    'transcript-progress': async ({ transcriptId, percent }, person) => {
      const { status } = await this.transcripts.get(transcriptId);
      if (status !== 'queued') return null; // its end has been told, or is about to be
      return this.phrases.message(person, 'transcript-progress', [], { percent });
    },
  };
}
