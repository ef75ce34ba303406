import { Injectable } from '@nestjs/common';
import { languageOf } from '@aisha/accounts';
import { Outbox } from '@aisha/delivery';
import { afterCommit } from '@aisha/platform';
import type { CallbackQuery, Update } from 'telegraf/types';
import { Signals } from '../sending/signals';
import { countedUpdate } from './counted-update';
import type { Limited } from './rate-limit';

/** What a person gets instead of an answer when they are too fast. */
@Injectable()
export class TooFast {
  constructor(
    private readonly outbox: Outbox,
    private readonly signals: Signals,
  ) {}

  /**
   * In the transaction that marks the update as done, in place of its handling: one kind message a minute; a
   * button that was pressed is let go each time, with a word in a pop-up.
   */
  async answer(botId: number, update: Update, verdict: Limited): Promise<void> {
    if ('callback_query' in update) return this.letGo(update.callback_query);
    const counted = countedUpdate(update);
    // In a group it would be one more message that nobody wants to read.
    if (verdict.kind !== 'limited-first' || !counted || counted.bucket === 'group') return;
    const { personId } = counted;
    await this.outbox.add(
      { botId, chatId: personId }, // a private chat has the id of its person
      { kind: 'too-fast', seconds: Math.max(Math.ceil(verdict.waitMs / 1_000), 1) },
      // One update is the first of its minute, so its id names the minute.
      { key: `too-fast-${botId}-${update.update_id}` },
    );
  }

  private letGo({ id, from }: CallbackQuery): Promise<void> {
    return afterCommit(async () =>
      this.signals.answerPress(id, languageOf(from.language_code), 'too-fast'),
    );
  }
}
