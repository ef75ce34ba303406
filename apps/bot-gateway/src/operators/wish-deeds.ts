import { Injectable } from '@nestjs/common';
import { OperatorLog, OperatorWishes, Payments } from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import { IDLE } from '@aisha/conversation';
import { type Circumstances, type Outcome, saying, STALE } from '../dialogue/outcome';
import { readGrant } from './grant-words';
import type { DeedTable, Typed, TypedTable } from './operator-tables';
import { mistaken } from './questions';
import { readReason } from './reason';
import { WishFulfilment } from './wish-fulfilment';

/** What an operator decides about a person: typed with its reason, shown, and done when it is confirmed. */
@Injectable()
export class WishDeeds {
  constructor(
    private readonly wishes: OperatorWishes,
    private readonly fulfilment: WishFulfilment,
    private readonly payments: Payments,
    private readonly log: OperatorLog,
  ) {}

  readonly typed: TypedTable<'grant' | 'refund' | 'ban' | 'unban'> = {
    grant: (typed, circumstances) => {
      const grant = readGrant(typed.words);
      if ('mistake' in grant) return mistaken(typed, grant.mistake);
      const { amount, reason } = grant;
      return this.propose(circumstances, typed, reason, typed.subjectId, { amount });
    },
    refund: (typed, circumstances) =>
      this.withReason(typed, async (reason) => {
        const payment = typed.subjectId && (await this.payments.find(typed.subjectId));
        if (!payment || payment.status !== 'paid') return { ...STALE, session: IDLE };
        const { id: paymentId, userId, amount, credits } = payment;
        const details = { paymentId, amount, credits };
        return this.propose(circumstances, typed, reason, userId, details);
      }),
    ban: (typed, circumstances) =>
      this.withReason(typed, (reason) =>
        this.propose(circumstances, typed, reason, typed.subjectId),
      ),
    unban: (typed, circumstances) =>
      this.withReason(typed, (reason) =>
        this.propose(circumstances, typed, reason, typed.subjectId),
      ),
  };

  readonly deeds: DeedTable<'op-confirm' | 'op-drop'> = {
    'op-confirm': ({ wishId }, circumstances) => this.confirm(wishId, circumstances),
    'op-drop': async ({ wishId }, { user }) => {
      const dropped = await this.wishes.take(wishId, user.telegramId);
      return dropped ? saying({ kind: 'operator-dropped' }, { session: IDLE }) : STALE;
    },
  };

  private withReason(
    typed: Typed,
    work: (reason: string) => Outcome | Promise<Outcome>,
  ): Outcome | Promise<Outcome> {
    const reason = readReason(typed.words);
    return 'mistake' in reason ? mistaken(typed, reason.mistake) : work(reason.text);
  }

  private async propose(
    { user }: Circumstances,
    { task: action }: Typed,
    reason: string,
    subjectUserId: string | undefined,
    details: Record<string, unknown> = {},
  ): Promise<Outcome> {
    if (!subjectUserId) return { ...STALE, session: IDLE };
    const { telegramId: operatorTelegramId } = user;
    const wishId = await this.wishes.make({
      operatorTelegramId,
      action,
      subjectUserId,
      details,
      reason,
    });
    return saying({ kind: 'operator-wish', wishId }, { session: IDLE });
  }

  /** The wish goes, its effect and its line in the log come, all in the transaction of this turn. */
  private async confirm(wishId: string, { user, chat }: Circumstances): Promise<Outcome> {
    const wish = await this.wishes.take(wishId, user.telegramId);
    if (!wish) return STALE;
    if ((await this.fulfilment.fulfil(wish, chat.botId)) === 'stale') return STALE;
    const { id, action, subjectUserId, details, reason } = wish;
    await this.log.record({
      id,
      operatorTelegramId: user.telegramId,
      action,
      subjectUserId: subjectUserId ?? undefined,
      details,
      reason: reason ?? undefined,
    });
    const after: Notice = subjectUserId
      ? { kind: 'operator-person', userId: subjectUserId }
      : { kind: 'operator-promos', page: 0 };
    return { replies: [{ notice: { kind: 'operator-done' } }, { notice: after }], session: IDLE };
  }
}
