import { Injectable } from '@nestjs/common';
import { AnswerVoice, Database } from '@aisha/database';

/** Their objects go after this; asked for later an answer is read out anew. */
const KEPT_S = 7 * 86_400;
/** A voice is sent within minutes of being asked for. */
const USABLE_S = KEPT_S - 3_600;

/** A voice to be reminded of. */
export interface VoiceReminder {
  readonly id: string;
  readonly traceId: string;
}

/** The rows of answers that are read out. Verbs join the surrounding transaction. */
@Injectable()
export class VoiceRows {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<AnswerVoice | null> {
    return this.database.repository(AnswerVoice).findOneBy({ id });
  }

  /** The voice of an answer that is there, or on its way. */
  async alive(answerId: string): Promise<AnswerVoice | null> {
    const voice = await this.database.repository(AnswerVoice).findOneBy({ answerId });
    const isFresh = voice && Date.now() - voice.createdAt.getTime() < USABLE_S * 1_000;
    return isFresh && voice.status !== 'failed' ? voice : null;
  }

  /** @returns undefined when another press was first */
  async begin(answerId: string, ownerId: string, traceId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `insert into answer_voices (answer_id, owner_id, trace_id) values ($1, $2, $3)
       on conflict (answer_id) do update
       set status = 'pending', trace_id = $3, created_at = clock_timestamp(), settled_at = null
       where answer_voices.status = 'failed'
         or answer_voices.created_at < now() - make_interval(secs => $4)
       returning id`,
      [answerId, ownerId, traceId, USABLE_S],
    );
    return row?.id;
  }

  /** @returns false when it was settled before */
  async ready(
    id: string,
    voice: { objectKey: string; seconds: number; shortened: boolean },
  ): Promise<boolean> {
    const rows = await this.database.query(
      `update answer_voices set status = 'ready', object_key = $2, seconds = $3, shortened = $4,
         settled_at = now() where id = $1 and status = 'pending' returning 1`,
      [id, voice.objectKey, voice.seconds, voice.shortened],
    );
    if (rows.length > 0) await this.scheduleRemoval(voice.objectKey);
    return rows.length > 0;
  }

  /** @returns false when it was settled before */
  async failed(id: string): Promise<boolean> {
    const rows = await this.database.query(
      `update answer_voices set status = 'failed', settled_at = now()
       where id = $1 and status = 'pending' returning 1`,
      [id],
    );
    return rows.length > 0;
  }

  /** Those that should have been read out by now. */
  overdue(seconds: number, limit: number): Promise<VoiceReminder[]> {
    return this.database.query<VoiceReminder>(
      `select id, trace_id as "traceId" from answer_voices
       where status = 'pending' and created_at < now() - make_interval(secs => $1)
       order by created_at limit $2`,
      [seconds, limit],
    );
  }

  private async scheduleRemoval(objectKey: string): Promise<void> {
    await this.database.query(
      `insert into object_removals (object_key, not_before)
       values ($1, now() + make_interval(secs => $2))
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [objectKey, KEPT_S],
    );
  }
}
