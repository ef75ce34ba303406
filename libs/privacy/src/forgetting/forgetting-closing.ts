import { Injectable } from '@nestjs/common';
import { Database, type Forgetting } from '@aisha/database';
import { ChatTraces } from './chat-traces';
import { Forgettings } from './forgettings';
import { receiptKey } from './forgetting.saga';

/** A receipt that could not be sent for so long will not be: nobody's chat is kept for it. */
const RECEIPT_SECONDS = 86_400;
const BATCH = 100;

/** The last step: the receipt is sent, and where it went is forgotten too. */
@Injectable()
export class ForgettingClosing {
  constructor(
    private readonly database: Database,
    private readonly chat: ChatTraces,
    private readonly forgettings: Forgettings,
  ) {}

  async closeDue(): Promise<void> {
    const due = await this.database.query<{ id: string }>(
      `select f.id from forgettings f where f.status = 'done' and (
         f.done_at < now() - make_interval(secs => $1) or not exists (
           select 1 from outbound_messages m where m.key = '${receiptKey('')}' || f.id
             and m.status in ('pending', 'sending', 'held')))
       order by f.requested_at limit $2`,
      [RECEIPT_SECONDS, BATCH],
    );
    for (const { id } of due) {
      const forgetting = await this.forgettings.get(id);
      if (forgetting?.status === 'done') await this.close(forgetting);
    }
  }

  private async close({ id, chatId, erasedAt }: Forgetting): Promise<void> {
    if (chatId !== null) await this.chat.clearUpdates(chatId, erasedAt!);
    await this.database.transaction(async () => {
      if (chatId !== null) await this.chat.lock(chatId);
      const rows = await this.database.query(
        `update forgettings set status = 'closed', closed_at = now(), bot_id = null, chat_id = null,
           mark = null
         where id = $1 and status = 'done' returning 1`,
        [id],
      );
      if (rows.length > 0 && chatId !== null) await this.chat.clearRest(chatId, erasedAt!);
    });
  }
}
