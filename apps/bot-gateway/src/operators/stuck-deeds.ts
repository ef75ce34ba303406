import { Injectable } from '@nestjs/common';
import { OperatorLog } from '@aisha/accounts';
import { IDLE } from '@aisha/conversation';
import { Stuck } from '@aisha/delivery';
import { saying, STALE } from '../dialogue/outcome';
import type { DeedTable } from './operator-tables';

/** What got stuck, and trying it again. */
@Injectable()
export class StuckDeeds {
  constructor(
    private readonly stuck: Stuck,
    private readonly log: OperatorLog,
  ) {}

  readonly deeds: DeedTable<'op-stuck' | 'op-stuck-of' | 'op-retry'> = {
    'op-stuck': () => saying({ kind: 'operator-stuck' }, { session: IDLE }),
    'op-stuck-of': ({ of }) => saying({ kind: 'operator-stuck-list', of }),
    'op-retry': async ({ of, rowId }, { user }) => {
      if (!(await this.stuck.retry(of, rowId))) return STALE;
      await this.log.record({
        operatorTelegramId: user.telegramId,
        action: 'retry',
        subject: rowId,
        details: { of },
      });
      return { ...saying({ kind: 'operator-stuck-list', of }), alert: 'operator-retried' };
    },
  };
}
