import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Transcripts } from '@aisha/transcripts';
import { Phrases } from './phrases';
import type { Button } from './rendered';

/** What stands under an answer to a recording whose text was not shown. */
@Injectable()
export class SpokenQuestionButtons {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
  ) {}

  /** @returns no rows for answers to what was typed, or to what was shown */
  async rows(transcriptId: string | null, person: User): Promise<Button[][]> {
    const transcript = transcriptId && (await this.transcripts.lookUp(transcriptId));
    if (!transcript || transcript.mode !== 'answer') return [];
    const { id } = transcript;
    return [
      [
        this.phrases.button(person, 'transcript-show', { do: 'show-transcript', transcriptId: id }),
        this.phrases.button(person, 'transcript-modes', { do: 'transcript-modes' }),
      ],
    ];
  }
}
