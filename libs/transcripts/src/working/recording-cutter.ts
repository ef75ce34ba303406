import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Transcript } from '@aisha/database';
import { OpenAiClient } from '@aisha/integrations';
import { TranscriptRows } from '../asking/transcript-rows';
import { AudioDecoder, type DecodedSound, SOUND_BYTES_A_SECOND } from '../media/audio-decoder';
import { planPieces, type Stretch } from '../media/piece-plan';
import { LongRecordings } from './long-recordings';
import { pieceLimits } from './piece-limits';
import { PieceStore } from './piece-store';
import { Recordings } from './recordings';

type PlannedPiece = Stretch & { objectKey: string };

/** Worker: a long recording to pieces in the storage, from where any worker hears them. */
@Injectable()
export class RecordingCutter {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly recordings: Recordings,
    private readonly decoder: AudioDecoder,
    private readonly openai: OpenAiClient,
    private readonly store: PieceStore,
    private readonly long: LongRecordings,
  ) {}

  /** Cuts a recording, once however often it runs. @throws to be tried again */
  async cut(transcriptId: string, signal?: AbortSignal): Promise<void> {
    const row = await this.rows.find({ id: transcriptId });
    if (row?.status !== 'queued') return;
    const isCut = (await this.store.rows.all(row.id)).length > 0;
    if (!isCut) await this.cutNow(row, signal);
    await this.long.goOn(row);
  }

  private cutNow(row: Transcript, signal?: AbortSignal): Promise<void> {
    const extraBytes = Math.ceil(row.durationSeconds ?? 0) * SOUND_BYTES_A_SECOND;
    return this.recordings.use(
      row,
      async ({ path, folder }) => {
        const sound = await this.decoder.listen(path, folder, signal);
        const limits = pieceLimits(this.openai.transcriptionModel);
        const plan = planPieces(sound.seconds, sound.silences, limits).map((stretch, position) => ({
          ...stretch,
          objectKey: keyOf(row, position),
        }));
        await this.store.rows.foresee(plan.map(({ objectKey }) => objectKey));
        for (const piece of plan) await this.keep(sound, piece, folder, signal);
        await this.store.rows.add(row.id, plan);
      },
      { signal, extraBytes },
    );
  }

  private async keep(
    sound: DecodedSound,
    piece: PlannedPiece,
    folder: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const path = join(folder, 'piece.ogg');
    await this.decoder.cut(sound, piece, path, signal);
    const contentType = 'audio/ogg';
    await this.store.objects.put(piece.objectKey, createReadStream(path), { contentType });
    await rm(path);
  }
}

const keyOf = ({ ownerId, id }: Transcript, position: number) =>
  `pieces/${ownerId}/${id}/${position}.ogg`;
