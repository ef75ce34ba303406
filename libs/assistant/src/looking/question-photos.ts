import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';

/** A photo of a question, as far as it has come. */
export interface PhotoState {
  readonly objectKey: string;
  readonly status: 'wanted' | 'stored' | 'failed' | 'removed';
}
/** All photos of a question. */
export interface PhotosOfQuestion {
  readonly photos: readonly PhotoState[];
  /** They came together, so more may be on their way. */
  readonly inAlbum: boolean;
  /** Since the last of them was announced. */
  readonly ageMs: number;
}

/** An album comes within a second or two; after this its id means nothing. */
const ALBUM_S = 600;

/** Which photos a question is about. Verbs join the surrounding transaction. */
@Injectable()
export class QuestionPhotos {
  constructor(private readonly database: Database) {}

  /** The open question that the photos of an album belong to, locked, with how many it has. */
  async openAlbum(
    { botId, chatId }: ChatRef,
    album: string,
  ): Promise<{ answerId: string; count: number } | undefined> {
    const [row] = await this.database.query<{ answerId: string; count: number }>(
      `select a.id as "answerId",
         (select count(*)::int from question_photos p where p.answer_id = a.id) as count
       from answers a where a.bot_id = $1 and a.chat_id = $2 and a.status = 'pending'
         and a.looked_at is null and a.created_at > now() - make_interval(secs => $4)
         and exists (select 1 from question_photos p where p.answer_id = a.id and p.album = $3)
       order by a.created_at desc limit 1 for update of a`,
      [botId, chatId, album, ALBUM_S],
    );
    return row;
  }

  async add(answerId: string, fileId: string, album?: string): Promise<void> {
    await this.database.query(
      `insert into question_photos (file_id, answer_id, album) values ($1, $2, $3)`,
      [fileId, answerId, album ?? null],
    );
  }

  /** The question that a file is for. */
  async answerOf(fileId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ answerId: string }>(
      `select answer_id as "answerId" from question_photos where file_id = $1`,
      [fileId],
    );
    return row?.answerId;
  }

  /** In the order in which they came. */
  async of(answerId: string): Promise<PhotosOfQuestion> {
    const rows = await this.database.query<PhotoState & { ageMs: number; inAlbum: boolean }>(
      `select f.object_key as "objectKey", f.status, bool_or(p.album is not null) over () as "inAlbum",
         (extract(epoch from clock_timestamp() - max(p.created_at) over ()) * 1000)::float8 as "ageMs"
       from question_photos p join incoming_files f on f.id = p.file_id
       where p.answer_id = $1 order by p.created_at`,
      [answerId],
    );
    return { photos: rows, inAlbum: rows[0]?.inAlbum ?? false, ageMs: rows[0]?.ageMs ?? 0 };
  }

  /** From now on what comes is a question of its own. */
  async close(answerId: string): Promise<void> {
    await this.database.query(
      `update answers set looked_at = coalesce(looked_at, now()) where id = $1`,
      [answerId],
    );
  }

  /** The answer is there, or will not be: nothing needs the photos any more. */
  async drop(answerId: string): Promise<void> {
    await this.database.query(
      `with gone as (
         update incoming_files f set status = 'removed'
         from question_photos p join incoming_files old on old.id = p.file_id
         where p.answer_id = $1 and f.id = p.file_id and f.status <> 'removed'
         returning f.object_key, old.status = 'wanted' as coming
       )
       insert into object_removals (object_key, not_before)
       select object_key, now() + case when coming then interval '1 hour' else interval '0' end
       from gone
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [answerId],
    );
  }
}
