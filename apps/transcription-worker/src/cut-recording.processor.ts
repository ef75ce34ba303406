import { Injectable } from '@nestjs/common';
import { cutRecording, type CutRecording } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { RecordingCutter, Transcription } from '@aisha/transcripts';
import { CUTS_AT_A_TIME } from './concurrency';

@Injectable()
export class CutRecordingProcessor extends JobProcessor<CutRecording> {
  constructor(
    private readonly cutter: RecordingCutter,
    private readonly transcription: Transcription,
  ) {
    super(cutRecording, CUTS_AT_A_TIME);
  }

  protected handle({ transcriptId }: CutRecording, signal: AbortSignal): Promise<void> {
    return this.cutter.cut(transcriptId, signal);
  }

  protected override giveUp({ transcriptId }: CutRecording, error: Error): Promise<void> {
    return this.transcription.giveUp(transcriptId, error);
  }
}
