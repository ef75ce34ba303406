import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Who asked for something in a group, and with which message. */
export interface GroupAsker {
  ownerId: string;
  /** Telegram's id of the message in the group. */
  messageId: number;
}

/** Questions and recordings of groups: a worker's news of them is read by all, and answers one. */
@Injectable()
export class GroupRequests {
  constructor(private readonly database: Database) {}

  /** @param subjectId the answer or the transcript; said twice, it is noted once */
  async note(subjectId: string, { ownerId, messageId }: GroupAsker): Promise<void> {
    await this.database.query(
      `insert into group_requests (subject_id, owner_id, message_id) values ($1, $2, $3)
       on conflict (subject_id) do nothing`,
      [subjectId, ownerId, messageId],
    );
  }

  async askerOf(subjectId: string): Promise<GroupAsker | undefined> {
    const [row] = await this.database.query<{ owner_id: string; message_id: string }>(
      'select owner_id, message_id from group_requests where subject_id = $1',
      [subjectId],
    );
    return row && { ownerId: row.owner_id, messageId: Number(row.message_id) };
  }
}
