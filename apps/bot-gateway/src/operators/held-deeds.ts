import { Injectable } from '@nestjs/common';
import { OperatorLog } from '@aisha/accounts';
import type { HeldChoice } from '@aisha/contracts';
import { IDLE } from '@aisha/conversation';
import { Held, type HeldChange } from '@aisha/delivery';
import { type Circumstances, type Outcome, saying, STALE } from '../dialogue/outcome';
import type { DeedTable } from './operator-tables';

export type HeldVerb =
  'op-held' | 'op-held-kinds' | 'op-held-send' | 'op-held-drop' | 'op-held-drop-now';

/** What becomes of messages, updates and broadcasts that a restore held. */
@Injectable()
export class HeldDeeds {
  constructor(
    private readonly held: Held,
    private readonly log: OperatorLog,
  ) {}

  readonly deeds: DeedTable<HeldVerb> = {
    'op-held': () => saying({ kind: 'operator-held' }, { session: IDLE }),
    'op-held-kinds': () => saying({ kind: 'operator-held', byKind: true }),
    'op-held-send': async ({ of }, circumstances) =>
      this.settled(
        'held-send',
        of,
        await this.held.release(circumstances.chat.botId, of),
        circumstances,
      ),
    'op-held-drop': ({ of }) => saying({ kind: 'operator-held', dropping: of }),
    'op-held-drop-now': async ({ of }, circumstances) =>
      this.settled(
        'held-drop',
        of,
        await this.held.drop(circumstances.chat.botId, of),
        circumstances,
      ),
  };

  /** Of two operators who decide at the same time one finds nothing left to decide about. */
  private async settled(
    action: 'held-send' | 'held-drop',
    of: HeldChoice,
    change: HeldChange,
    { user }: Circumstances,
  ): Promise<Outcome> {
    if (change.messages + change.updates + change.broadcasts === 0) return STALE;
    await this.log.record({
      operatorTelegramId: user.telegramId,
      action,
      details: { of, ...change },
    });
    return saying({ kind: 'operator-held', byKind: of !== 'all' });
  }
}
