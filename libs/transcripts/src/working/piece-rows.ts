import { Injectable } from '@nestjs/common';
import { Database, type SpokenSegment, TranscriptPiece } from '@aisha/database';
import type { Stretch } from '../media/piece-plan';

/** What a piece says. */
export interface PieceWords {
  readonly text: string;
  readonly language: string | null;
  readonly segments: SpokenSegment[] | null;
}

/** Longer than any transcript is open, so that a piece that nobody hears leaves no sound behind. */
const KEPT_SECONDS = 26 * 60 * 60;

/** The rows of pieces. Joins the surrounding transaction. */
@Injectable()
export class PieceRows {
  constructor(private readonly database: Database) {}

  private get rows() {
    return this.database.repository(TranscriptPiece);
  }

  /** In order; none before the recording is cut. */
  all(transcriptId: string): Promise<TranscriptPiece[]> {
    return this.rows.find({ where: { transcriptId }, order: { position: 'ASC' } });
  }

  /** The first ones that are not heard yet. */
  async waiting(transcriptId: string, limit: number): Promise<number[]> {
    const found = await this.rows.find({
      select: { position: true },
      where: { transcriptId, status: 'waiting' },
      order: { position: 'ASC' },
      take: limit,
    });
    return found.map(({ position }) => position);
  }

  /** Before an object is stored: it goes in the end, whatever becomes of it. */
  async foresee(objectKeys: readonly string[]): Promise<void> {
    await this.database.query(
      `insert into object_removals (object_key, not_before)
       select key, now() + make_interval(secs => $2) from unnest($1::text[]) as key
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [objectKeys, KEPT_SECONDS],
    );
  }

  /** The plan of a recording, once: a second one changes nothing. */
  async add(
    transcriptId: string,
    pieces: readonly (Stretch & { objectKey: string })[],
  ): Promise<void> {
    const rows = pieces.map(({ from, to, objectKey }, position) => {
      return { transcriptId, position, fromSeconds: from, toSeconds: to, objectKey };
    });
    await this.rows.createQueryBuilder().insert().values(rows).orIgnore().execute();
  }

  /** @returns null when it has been heard, or is no more */
  async begin(transcriptId: string, position: number): Promise<TranscriptPiece | null> {
    const place = { transcriptId, position, status: 'waiting' } as const;
    const { affected } = await this.rows.update(place, { attempts: () => 'attempts + 1' });
    return affected === 1 ? this.rows.findOneBy(place) : null;
  }

  /** @returns false when another run was first */
  async settle({ transcriptId, position }: TranscriptPiece, words: PieceWords): Promise<boolean> {
    const { affected } = await this.rows.update(
      { transcriptId, position, status: 'waiting' },
      { ...words, status: 'heard', heardAt: new Date() },
    );
    return affected === 1;
  }

  /** Percent of the recording that is heard, and of how many pieces. */
  async progress(transcriptId: string): Promise<{ percent: number; pieces: number }> {
    const [row] = await this.database.query<{ share: number; pieces: string }>(
      `select count(*) as pieces, coalesce(sum(to_seconds - from_seconds)
         filter (where status = 'heard') / sum(to_seconds - from_seconds), 0) as share
       from transcript_pieces where transcript_id = $1`,
      [transcriptId],
    );
    return { percent: Math.floor(Number(row!.share) * 100), pieces: Number(row!.pieces) };
  }

  /** The whole text is there. */
  async clear(transcriptId: string): Promise<void> {
    await this.rows.delete({ transcriptId });
  }
}
