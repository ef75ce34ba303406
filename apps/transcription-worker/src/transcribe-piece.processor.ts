import { Injectable } from '@nestjs/common';
import { transcribePiece, type TranscribePiece } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { PieceHearing, Transcription } from '@aisha/transcripts';
import { PIECES_AT_A_TIME } from './concurrency';

@Injectable()
export class TranscribePieceProcessor extends JobProcessor<TranscribePiece> {
  constructor(
    private readonly pieces: PieceHearing,
    private readonly transcription: Transcription,
  ) {
    super(transcribePiece, PIECES_AT_A_TIME);
  }

  protected handle(
    { transcriptId, position }: TranscribePiece,
    signal: AbortSignal,
  ): Promise<void> {
    return this.pieces.hear(transcriptId, position, signal);
  }

  protected override giveUp({ transcriptId }: TranscribePiece, error: Error): Promise<void> {
    return this.transcription.giveUp(transcriptId, error);
  }
}
