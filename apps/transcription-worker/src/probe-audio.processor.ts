import { Injectable } from '@nestjs/common';
import { probeAudio, type ProbeAudio } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { AudioProbe, Transcription } from '@aisha/transcripts';
import { RECORDINGS_AT_A_TIME } from './concurrency';

@Injectable()
export class ProbeAudioProcessor extends JobProcessor<ProbeAudio> {
  constructor(
    private readonly audio: AudioProbe,
    private readonly transcription: Transcription,
  ) {
    super(probeAudio, RECORDINGS_AT_A_TIME);
  }

  protected handle({ transcriptId }: ProbeAudio, signal: AbortSignal): Promise<void> {
    return this.audio.probe(transcriptId, signal);
  }

  protected override giveUp({ transcriptId }: ProbeAudio, error: Error): Promise<void> {
    return this.transcription.giveUp(transcriptId, error);
  }
}
