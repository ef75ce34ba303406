import { Injectable } from '@nestjs/common';
import { type OperatorAction, OperatorLog, type User, Users } from '@aisha/accounts';
import type { OperatorTask } from '@aisha/contracts';
import { type Action, LIMITS } from '@aisha/conversation';
import { Held } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';
import { MOST_GRANTED } from '../operators/grant-words';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import { TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';

const HELD: [string, Action][] = [['operator-held', { do: 'op-held' }]];
const DESK: [string, Action][][] = [
  [['operator-find', { do: 'op-find' }]],
  [
    ['operator-stuck', { do: 'op-stuck' }],
    ['operator-log', { do: 'op-log', page: 0 }],
  ],
  [
    ['operator-news', { do: 'op-news' }],
    ['operator-promos', { do: 'op-promos', page: 0 }],
  ],
  [['operator-costs', { do: 'op-costs' }]],
  TO_MENU,
];
const PAGE_SIZE = 8;

/** An operator's desk, what they are asked to type, and what operators did. */
@Injectable()
export class OperatorMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly log: OperatorLog,
    private readonly users: Users,
    private readonly held: Held,
    private readonly identity: BotIdentity,
  ) {}

  readonly renderers: Renderers<
    'operator-desk' | 'operator-question' | 'operator-done' | 'operator-dropped' | 'operator-log'
  > = {
    'operator-desk': (_, person) => this.desk(person),
    'operator-question': (notice, person) => this.question(notice, person),
    'operator-done': (_, person) =>
      this.phrases.phrases.message(person, 'operator-done', [TO_DESK]),
    'operator-dropped': (_, person) =>
      this.phrases.phrases.message(person, 'operator-dropped', [TO_DESK]),
    'operator-log': ({ page }, person) => this.page(page, person),
  };

  /** What a restore held is seldom there, and then it comes first. */
  private async desk(person: User): Promise<Rendered> {
    const isHeld = (await this.held.waiting(this.identity.botId)) > 0;
    const rows = isHeld ? [HELD, ...DESK] : DESK;
    return this.phrases.phrases.message(person, 'operator-desk', rows);
  }

  private question(
    { task, subjectId, mistake, words = '' }: NoticeOf<'operator-question'>,
    person: User,
  ): Rendered {
    const question = this.phrases.phrases.text(person, `operator-ask-${task}`);
    const { min, max } = LIMITS.operatorReason;
    const values = { words, min, max, most: MOST_GRANTED, limit: LIMITS.news.max };
    const fault =
      mistake && this.phrases.phrases.text(person, `operator-mistake-${mistake}`, values);
    return {
      html: fault ? `${fault}\n\n${question}` : question,
      buttons: this.phrases.rows(person, [backFrom(task, subjectId), TO_DESK]),
    };
  }

  private async page(page: number, person: User): Promise<Rendered> {
    const { items, total } = await this.log.page(page, PAGE_SIZE);
    const heading = this.phrases.phrases.text(person, 'operator-log', { total });
    const lines = await Promise.all(items.map((item) => this.line(item, person)));
    const turn = this.phrases.turning(page, (page + 1) * PAGE_SIZE < total, (to) => ({
      do: 'op-log',
      page: to,
    }));
    return {
      html: [heading, ...lines].join('\n\n'),
      buttons: this.phrases.rows(person, [turn, TO_DESK]),
    };
  }

  private async line(item: OperatorAction, person: User): Promise<string> {
    const { operatorTelegramId, action, subjectUserId, subject, details, reason } = item;
    const [operator, about] = await Promise.all([
      this.users.findByTelegramId(operatorTelegramId),
      subjectUserId ? this.users.find(subjectUserId) : null,
    ]);
    return this.phrases.phrases.text(person, 'operator-log-line', {
      at: this.phrases.moment(person, item.createdAt),
      operator: operator?.firstName ?? String(operatorTelegramId),
      action,
      about: about?.firstName ?? subject ?? subjectUserId ?? '',
      details: Object.entries(details)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', '),
      reason: reason ?? '',
    });
  }
}

/** A question about a person leads back to them. */
const backFrom = (task: OperatorTask, subjectId: string | undefined): [string, Action][] =>
  subjectId && ['grant', 'ban', 'unban'].includes(task)
    ? [['operator-back', { do: 'op-person', userId: subjectId }]]
    : [];
