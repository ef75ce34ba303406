import { Injectable } from '@nestjs/common';
import { probeAudio } from '@aisha/contracts';
import type {
  AudioSource,
  FileFailure,
  Transcript,
  TranscriptFailure,
  VoiceMode,
} from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { TranscriptFailures } from './transcript-failures';
import { TranscriptRepeats } from './transcript-repeats';
import { TranscriptRows } from './transcript-rows';

/** What a person sent, as Telegram describes it. */
export interface TranscriptRequest {
  ownerId: string;
  chat: ChatRef;
  source: AudioSource;
  file: { telegramFileId: string; fileName?: string; mimeType?: string };
  /** What they want of it; text and answer if they do not say. */
  mode?: VoiceMode;
  /** ISO 639-1: what is spoken, if they have chosen; else it is detected. */
  language?: string | null;
}

/** From a message with sound in it to a file that can be worked on. */
@Injectable()
export class TranscriptIntake {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly files: IncomingFiles,
    private readonly jobs: Jobs,
    private readonly failures: TranscriptFailures,
    private readonly repeats: TranscriptRepeats,
  ) {}

  async request(request: TranscriptRequest): Promise<Transcript> {
    const { ownerId, chat, source, file, mode = 'both', language = null } = request;
    const { botId, chatId } = chat;
    const wanted = await this.files.want({ ...file, ownerId, botId, purpose: 'transcript' });
    const { id: fileId, traceId } = wanted;
    const asked = { mode, askedLanguage: language };
    return this.rows.add({ ownerId, botId, chatId, source, fileId, traceId, ...asked });
  }

  async fileStored(fileId: string): Promise<void> {
    const transcript = await this.rows.find({ fileId });
    if (transcript?.status !== 'fetching' || (await this.repeats.settle(transcript))) return;
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
