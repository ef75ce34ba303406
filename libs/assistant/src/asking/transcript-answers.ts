import { Injectable } from '@nestjs/common';
import { Answer, Database } from '@aisha/database';

/** What was answered to recordings: one transcript has one answer. Verbs join the surrounding transaction. */
@Injectable()
export class TranscriptAnswers {
  constructor(private readonly database: Database) {}

  /** The answer to a transcript, whatever became of it; null when it was never asked for. */
  find(transcriptId: string): Promise<Answer | null> {
    return this.database.repository(Answer).findOneBy({ transcriptId });
  }

  /** Lets a transcript be asked once more whose answer has failed. */
  async release(transcriptId: string): Promise<void> {
    await this.database.query(
      `update answers set transcript_id = null where transcript_id = $1 and status = 'failed'`,
      [transcriptId],
    );
  }

  /**
   * The transcript was deleted: its words leave the memory of the conversation, and the answer that speaks of them
   * too. One that is being written comes to nothing. A summary that may hold them goes, and is written anew of what is
   * left.
   */
  async forget(transcriptId: string): Promise<void> {
    await this.database.query(
      `update talks t set summary = null, summarised_until = null from answers a
       where a.transcript_id = $1 and t.bot_id = a.bot_id and t.chat_id = a.chat_id
         and t.summarised_until >= a.created_at`,
      [transcriptId],
    );
    await this.database.query(
      `update answers set question = '', text = null, settled_at = coalesce(settled_at, now()),
         status = case status when 'pending' then 'failed' else status end
       where transcript_id = $1`,
      [transcriptId],
    );
  }
}
