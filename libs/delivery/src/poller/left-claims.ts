import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database, type DatabaseConfig } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';

/** The server ends a dead process's sessions within milliseconds; claims run out by themselves after 3 s. */
const PATIENCE_MS = 1_000;
const LOOK_EACH_MS = 10;

/** Claims on messages that a killed poller left behind: without this they would hold their chats up until they run out. */
@Injectable()
export class LeftClaims {
  private readonly logger = new Logger(LeftClaims.name);
  private readonly seesAllSessions: boolean;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) { DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL }: DatabaseConfig,
  ) {
    // Behind a pooling proxy a process that lives may have no session of its own at times.
    this.seesAllSessions = DATABASE_DIRECT_URL === DATABASE_URL;
  }

  /**
   * Ends the claims of a process as soon as it has no database session left. One that has is alive, and may
   * be in the middle of a send: its claims stay.
   * @param owner process name, which is the `application_name` of its sessions
   * @returns how many messages were freed
   */
  async free(owner: string): Promise<number> {
    if (!this.seesAllSessions) return 0;
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const [outcome] = await this.database.query<{ alive: boolean; freed: string }>(
        `with alive as (select exists (select 1 from pg_stat_activity where application_name = $1) as yes),
         freed as (update outbound_messages set claimed_until = clock_timestamp() from alive
           where status = 'sending' and sender = $1 and not alive.yes returning 1)
         select alive.yes as alive, (select count(*) from freed) as freed from alive`,
        [owner],
      );
      if (!outcome!.alive) return this.tell(owner, Number(outcome!.freed));
      await delay(LOOK_EACH_MS);
    }
    return 0;
  }

  private tell(owner: string, messages: number): number {
    if (messages > 0) this.logger.log({ msg: 'claims of a dead process freed', owner, messages });
    return messages;
  }
}
