import { Injectable } from '@nestjs/common';
import { cutRecording, transcribeAudio, transcribePiece } from '@aisha/contracts';
import type { Transcript } from '@aisha/database';
import { OpenAiClient } from '@aisha/integrations';
import { Jobs } from '@aisha/platform';
import { isOnePiece } from '../media/piece-plan';
import { joinPieces, type Speech } from './joined-pieces';
import { pieceLimits } from './piece-limits';
import { PieceRows } from './piece-rows';

/**
 * Pieces of one recording that are heard at a time. Its others are not enqueued before, so that recordings of two
 * people are heard in turn, however long either is.
 */
const AT_A_TIME = 4;

/** What is next for a recording that is heard in pieces. */
@Injectable()
export class LongRecordings {
  constructor(
    private readonly pieces: PieceRows,
    private readonly jobs: Jobs,
    private readonly openai: OpenAiClient,
  ) {}

  has({ durationSeconds }: Transcript): boolean {
    return !isOnePiece(durationSeconds ?? 0, pieceLimits(this.openai.transcriptionModel));
  }

  /** Its words when all pieces are heard; else undefined, and what is next is under way. */
  async words(transcript: Transcript): Promise<Speech | undefined> {
    const { id, traceId } = transcript;
    const pieces = await this.pieces.all(id);
    if (pieces.length === 0) {
      await this.jobs.enqueue(cutRecording, { transcriptId: id }, traceId);
      return undefined;
    }
    if (pieces.some(({ status }) => status === 'waiting')) {
      await this.goOn(transcript);
      return undefined;
    }
    return joinPieces(
      pieces.map(({ fromSeconds: from, toSeconds: to, text, language, segments }) => {
        return { from, to, text: text ?? '', language, segments };
      }),
    );
  }

  /** Has the next pieces heard; after the last one the text is put together. */
  async goOn({ id: transcriptId, traceId }: Transcript): Promise<void> {
    const next = await this.pieces.waiting(transcriptId, AT_A_TIME);
    if (next.length === 0) {
      await this.jobs.enqueue(transcribeAudio, { transcriptId, heard: true }, traceId);
    }
    for (const position of next) {
      await this.jobs.enqueue(transcribePiece, { transcriptId, position }, traceId);
    }
  }
}
