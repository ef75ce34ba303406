import { Injectable } from '@nestjs/common';
import { writePrompt } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs } from '@aisha/platform';
import { type OnSettled, PromptResults } from './prompt-results';

/** Words take a few seconds. Later than this their job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 8;
/** A person waits before the screen; after this their own words serve them better. Pictures wait for 60 s. */
const WORDS_PATIENCE_S = 45;
/** A photo has to come from Telegram first, which may take the hour that files are given. */
const PHOTO_PATIENCE_S = 65 * 60;
/** Asking after their jobs costs Redis one round trip. */
const ROWS_A_ROUND = 1_000;

/** Finds words that nobody writes. Safe in several replicas at once. */
@Injectable()
export class PromptUpkeep {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly results: PromptResults,
  ) {}

  /** Enqueues what has lost its job; a photo that has not come yet has none. */
  async remind(): Promise<void> {
    const rows = await this.database.query<{ id: string; trace_id: string }>(
      `select p.id, p.trace_id from prompts p left join incoming_files f on f.id = p.file_id
       where p.status = 'pending' and (p.file_id is null or f.status = 'stored')
         and coalesce(f.stored_at, p.created_at) < now() - make_interval(secs => $1)
       order by p.created_at limit $2`,
      [REMIND_AFTER_S, ROWS_A_ROUND],
    );
    await this.jobs.restore(
      writePrompt,
      rows.map(({ id, trace_id: traceId }) => ({ payload: { promptId: id }, traceId })),
    );
  }

  /** Ends the wait of those who have waited too long. */
  async expire(onSettled: OnSettled): Promise<void> {
    const rows = await this.database.query<{ id: string }>(
      `select id from prompts where status = 'pending' and created_at < now()
         - make_interval(secs => case when file_id is null then $1::int else $2::int end)
       order by created_at limit $3`,
      [WORDS_PATIENCE_S, PHOTO_PATIENCE_S, ROWS_A_ROUND],
    );
    for (const { id } of rows) await this.results.failed(id, onSettled);
  }
}
