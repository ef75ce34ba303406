import { Injectable } from '@nestjs/common';
import { type ClaimPurpose, Database } from '@aisha/database';
import type { ChatRef } from '../chat-ref';

/** How long a silent owner is trusted; the same as the poller's lease. Owners renew theirs each second. */
const CLAIM_SECONDS = 3;

/** The owner worked on after its claim had run out and been taken: its transaction must not commit. */
export class ClaimLost extends Error {
  constructor(chat: ChatRef) {
    super(`the claim on chat ${chat.chatId} was taken over`);
    this.name = 'ClaimLost';
  }
}

/**
 * Who works on a chat. In Postgres, so that one chat's updates are handled, and its messages sent, one at a
 * time whatever process they reach. Deadlines go by the database's clock.
 */
@Injectable()
export class ChatClaims {
  constructor(private readonly database: Database) {}

  /** Takes the claim if it is free, run out, or already ours. */
  async take(purpose: ClaimPurpose, { botId, chatId }: ChatRef, owner: string): Promise<boolean> {
    const rows = await this.database.query(
      `insert into chat_claims (purpose, bot_id, chat_id, owner, expires_at)
       values ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
       on conflict (purpose, bot_id, chat_id) do update
         set owner = excluded.owner, expires_at = excluded.expires_at
         where chat_claims.owner = excluded.owner or chat_claims.expires_at < clock_timestamp()
       returning 1`,
      [purpose, botId, chatId, owner, CLAIM_SECONDS],
    );
    return rows.length > 0;
  }

  /**
   * Inside a transaction: holds the claim until the commit and makes it last anew, so that nobody can take it meanwhile.
   * @throws {ClaimLost}
   */
  async hold(purpose: ClaimPurpose, chat: ChatRef, owner: string): Promise<void> {
    const rows = await this.database.query(
      `update chat_claims set expires_at = clock_timestamp() + make_interval(secs => $5)
       where purpose = $1 and bot_id = $2 and chat_id = $3 and owner = $4 returning 1`,
      [purpose, chat.botId, chat.chatId, owner, CLAIM_SECONDS],
    );
    if (rows.length === 0) throw new ClaimLost(chat);
  }

  /** A sign of life: all claims of an owner that still stand last anew. */
  async renew(purpose: ClaimPurpose, owner: string): Promise<void> {
    await this.database.query(
      `update chat_claims set expires_at = clock_timestamp() + make_interval(secs => $3)
       where purpose = $1 and owner = $2 and expires_at > clock_timestamp()`,
      [purpose, owner, CLAIM_SECONDS],
    );
  }

  async release(purpose: ClaimPurpose, { botId, chatId }: ChatRef, owner: string): Promise<void> {
    await this.database.query(
      `delete from chat_claims where purpose = $1 and bot_id = $2 and chat_id = $3 and owner = $4`,
      [purpose, botId, chatId, owner],
    );
  }
}
