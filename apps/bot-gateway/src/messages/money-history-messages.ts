import { Injectable } from '@nestjs/common';
import { type HistoryLine, LedgerHistory, type User } from '@aisha/accounts';
import type { MoneyHistoryNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { subjectText } from './money-subject';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const TO_BALANCE: ButtonRows[number] = [['balance', { do: 'balance' }], ...TO_MENU];

/** What became of a person's credits, page by page. */
@Injectable()
export class MoneyHistoryMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly history: LedgerHistory,
  ) {}

  readonly renderers: Renderers<MoneyHistoryNotice['kind']> = {
    'money-history': ({ page }, person) => this.page(page, person),
  };

  private async page(asked: number, person: User): Promise<Rendered> {
    const { lines, page, pages, total } = await this.history.page(person.id, asked);
    if (total === 0) return this.phrases.message(person, 'money-history-empty', [TO_BALANCE]);
    const rows = [turns(page, pages), TO_BALANCE].filter((row) => row.length > 0);
    const values = { page: page + 1, pages, zone: person.timeZone };
    const message = this.phrases.message(person, 'money-history', rows, values);
    const told = lines.map((line) => this.line(line, person));
    return { ...message, html: [message.html, ...told].join('\n\n') };
  }

  private line({ event, subject, amount, balance, at }: HistoryLine, person: User): string {
    const what = this.phrases.text(person, subjectText(subject));
    const words = this.phrases.text(person, `money-${event}`, { amount, what });
    const when = momentOf(at, person);
    const below =
      balance === null
        ? this.phrases.text(person, 'money-when', { when })
        : this.phrases.text(person, 'money-when-left', { when, balance });
    return `${words}\n${below}`;
  }
}

function turns(page: number, pages: number): [string, Action][] {
  const row: [string, Action][] = [];
  if (page > 0) row.push(['previous', { do: 'money-history', page: page - 1 }]);
  if (page < pages - 1) row.push(['next', { do: 'money-history', page: page + 1 }]);
  return row;
}

/** By the person's own clock. */
const momentOf = (at: Date, { language, timeZone }: User): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);
