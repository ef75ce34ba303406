import { Injectable } from '@nestjs/common';
import { OperatorLog, Payments, PeopleSearch, type User, Users } from '@aisha/accounts';
import type { OperatorTask } from '@aisha/contracts';
import { IDLE } from '@aisha/conversation';
import { type Circumstances, type Outcome, saying, STALE } from '../dialogue/outcome';
import type { DeedTable, Typed, TypedTable } from './operator-tables';
import { Operators } from './operators';
import { asking, mistaken } from './questions';

type Verbs =
  'op-person' | 'op-ledger' | 'op-grant' | 'op-pick-refund' | 'op-refund' | 'op-ban' | 'op-unban';

/** One person before an operator. Whose card was looked at is written down too. */
@Injectable()
export class PersonDeeds {
  constructor(
    private readonly users: Users,
    private readonly search: PeopleSearch,
    private readonly payments: Payments,
    private readonly operators: Operators,
    private readonly log: OperatorLog,
  ) {}

  readonly deeds: DeedTable<Verbs> = {
    'op-person': ({ userId }, { user }) => this.about(userId, (found) => this.card(found, user)),
    'op-ledger': ({ userId, page }) =>
      this.about(userId, () => saying({ kind: 'operator-ledger', userId, page })),
    'op-grant': ({ userId }) => this.ask('grant', userId),
    'op-pick-refund': ({ userId }) =>
      this.about(userId, () => saying({ kind: 'operator-payments', userId })),
    'op-refund': async ({ paymentId }) => {
      const payment = await this.payments.find(paymentId);
      return payment?.status === 'paid' && payment.payerTelegramId !== null
        ? asking('refund', paymentId)
        : STALE;
    },
    'op-ban': ({ userId }) =>
      this.about(userId, ({ telegramId, bannedAt }) => {
        if (this.operators.has(telegramId)) return { replies: [], alert: 'operator-immune' };
        return bannedAt ? STALE : asking('ban', userId);
      }),
    'op-unban': ({ userId }) =>
      this.about(userId, ({ bannedAt }) => (bannedAt ? asking('unban', userId) : STALE)),
  };

  readonly typed: TypedTable<'find'> = {
    find: (typed, { user }) => this.find(typed, user),
  };

  private async find(typed: Typed, operator: User): Promise<Outcome> {
    const found = await this.search.find(typed.words);
    return found
      ? this.card(found, operator)
      : mistaken({ task: 'find', words: typed.words }, 'person-not-found', typed.words);
  }

  private async card({ id: userId }: User, operator: Circumstances['user']): Promise<Outcome> {
    const { telegramId: operatorTelegramId } = operator;
    await this.log.record({ operatorTelegramId, action: 'look', subjectUserId: userId });
    return saying({ kind: 'operator-person', userId }, { session: IDLE });
  }

  private ask(task: OperatorTask, userId: string): Promise<Outcome> {
    return this.about(userId, () => asking(task, userId));
  }

  /** One who left, or is leaving, is nobody's business any more. */
  private async about(
    userId: string,
    work: (found: User) => Outcome | Promise<Outcome>,
  ): Promise<Outcome> {
    const found = await this.users.find(userId);
    return found && !found.leavingAt ? work(found) : STALE;
  }
}
