import { Injectable } from '@nestjs/common';
import { transcribeAudio } from '@aisha/contracts';
import type { Transcript } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';

/** What follows from a price. */
@Injectable()
export class QuotedWork {
  constructor(
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
  ) {}

  start({ id, traceId }: Transcript): Promise<void> {
    return this.jobs.enqueue(transcribeAudio, { transcriptId: id }, traceId);
  }

  announce(transcript: Transcript): Promise<void> {
    const { id } = transcript;
    return this.outbox.add(
      transcript,
      { kind: 'transcript-quote', transcriptId: id },
      { key: `transcript-quote-${id}`, slot: `transcript-${id}` },
    );
  }

  announceLapse(transcript: Transcript): Promise<void> {
    const { id } = transcript;
    return this.outbox.add(
      transcript,
      { kind: 'transcript-lapsed', transcriptId: id },
      { key: `transcript-lapsed-${id}`, slot: `transcript-${id}` },
    );
  }
}
