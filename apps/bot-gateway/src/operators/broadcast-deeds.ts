import { Injectable } from '@nestjs/common';
import { OperatorLog } from '@aisha/accounts';
import { IDLE } from '@aisha/conversation';
import { Broadcasts } from '@aisha/delivery';
import { type Circumstances, type Outcome, saying, STALE } from '../dialogue/outcome';
import { readBroadcast } from './broadcast-words';
import type { DeedTable, Typed, TypedTable } from './operator-tables';
import { asking, mistaken } from './questions';

type Verbs = 'op-news' | 'op-news-new' | 'op-news-of' | 'op-news-start' | 'op-news-stop';

/** News for everybody. */
@Injectable()
export class BroadcastDeeds {
  constructor(
    private readonly broadcasts: Broadcasts,
    private readonly log: OperatorLog,
  ) {}

  readonly deeds: DeedTable<Verbs> = {
    'op-news': () => saying({ kind: 'operator-broadcasts' }, { session: IDLE }),
    'op-news-new': () => asking('news'),
    'op-news-of': async ({ broadcastId }, { chat }) => {
      const found = await this.broadcasts.find(broadcastId);
      return found?.botId === chat.botId ? shown(broadcastId) : STALE;
    },
    'op-news-start': ({ broadcastId }, circumstances) =>
      this.change('broadcast-start', broadcastId, circumstances),
    'op-news-stop': ({ broadcastId }, circumstances) =>
      this.change('broadcast-stop', broadcastId, circumstances),
  };

  readonly typed: TypedTable<'news'> = {
    news: (typed, circumstances) => this.draft(typed, circumstances),
  };

  private async draft(typed: Typed, { user, chat }: Circumstances): Promise<Outcome> {
    const texts = readBroadcast(typed.words);
    if ('mistake' in texts) return mistaken(typed, texts.mistake, texts.words);
    const { telegramId: createdBy } = user;
    const broadcastId = await this.broadcasts.draft({ botId: chat.botId, createdBy, ...texts });
    return { ...shown(broadcastId), session: IDLE };
  }

  private async change(
    action: 'broadcast-start' | 'broadcast-stop',
    broadcastId: string,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const hasChanged =
      action === 'broadcast-start'
        ? await this.broadcasts.start(broadcastId, chat.botId)
        : await this.broadcasts.stop(broadcastId, chat.botId);
    if (!hasChanged) return STALE;
    await this.log.record({
      operatorTelegramId: user.telegramId,
      action,
      subject: broadcastId,
    });
    return shown(broadcastId);
  }
}

/** The one message of a broadcast, which tells how it goes. */
const shown = (broadcastId: string): Outcome =>
  saying({ kind: 'operator-broadcast', broadcastId }, { slot: `broadcast-${broadcastId}` });
