import { Injectable } from '@nestjs/common';
import { Assistant } from '@aisha/assistant';
import { transcribeAudio, type TranscribeAudio } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { type Transcript, Transcription } from '@aisha/transcripts';
import { RECORDINGS_AT_A_TIME } from './concurrency';

/** What was said is a question to the assistant too, unless the person wants the text only. */
@Injectable()
export class TranscribeAudioProcessor extends JobProcessor<TranscribeAudio> {
  constructor(
    private readonly transcription: Transcription,
    private readonly assistant: Assistant,
  ) {
    super(transcribeAudio, RECORDINGS_AT_A_TIME);
  }

  protected handle({ transcriptId }: TranscribeAudio, signal: AbortSignal): Promise<void> {
    return this.transcription.transcribe(transcriptId, (ready) => this.ask(ready), signal);
  }

  protected override giveUp({ transcriptId }: TranscribeAudio, error: Error): Promise<void> {
    return this.transcription.giveUp(transcriptId, error);
  }

  private async ask(transcript: Transcript): Promise<unknown> {
    const { id, ownerId, botId, chatId, text, mode } = transcript;
    if (mode === 'transcript') return undefined;
    const chat = { botId, chatId };
    return this.assistant.ask({ ownerId, chat, question: text ?? '', transcriptId: id });
  }
}
