import { Injectable } from '@nestjs/common';
import { probeAudio } from '@aisha/contracts';
import type { AudioSource, FileFailure, Transcript, TranscriptFailure } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { TranscriptFailures } from './transcript-failures';
import { TranscriptRows } from './transcript-rows';

/** What a person sent, as Telegram describes it. */
export interface TranscriptRequest {
  ownerId: string;
  chat: ChatRef;
  source: AudioSource;
  file: { telegramFileId: string; fileName?: string; mimeType?: string };
}

/** From a message with sound in it to a file that can be worked on. */
@Injectable()
export class TranscriptIntake {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly files: IncomingFiles,
    private readonly jobs: Jobs,
    private readonly failures: TranscriptFailures,
  ) {}

  async request({ ownerId, chat, source, file }: TranscriptRequest): Promise<Transcript> {
    const { botId, chatId } = chat;
    const wanted = await this.files.want({ ...file, ownerId, botId, purpose: 'transcript' });
    const { id: fileId, traceId } = wanted;
    return this.rows.add({ ownerId, botId, chatId, source, fileId, traceId });
  }

  async fileStored(fileId: string): Promise<void> {
    const transcript = await this.rows.find({ fileId });
    if (!transcript) return;
    const { id, traceId } = transcript;
    if (!(await this.rows.move(id, ['fetching'], { status: 'probing' }))) return;
    await this.jobs.enqueue(probeAudio, { transcriptId: id }, traceId);
  }

  async fileFailed(fileId: string, failure: FileFailure): Promise<void> {
    const transcript = await this.rows.find({ fileId });
    if (transcript) await this.failures.fail(transcript.id, FAILURE_OF_FILE[failure]);
  }
}

const FAILURE_OF_FILE: Record<FileFailure, TranscriptFailure> = {
  'too-big': 'too-big',
  gone: 'not-received',
  unreachable: 'not-received',
};
