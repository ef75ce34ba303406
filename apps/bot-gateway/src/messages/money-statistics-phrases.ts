import { Injectable } from '@nestjs/common';
import { Ledger, LedgerStatistics, STATISTICS_DAYS, type User } from '@aisha/accounts';
import { subjectText } from './money-subject';
import { Phrases } from './phrases';

/** What a person's credits came to, in words: a debt, what was spent lately and what on, what came in all. */
@Injectable()
export class MoneyStatisticsPhrases {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
    private readonly statistics: LedgerStatistics,
  ) {}

  /** To stand below a screen about the balance; empty for one who has neither spent nor got anything. */
  async of(person: User): Promise<string> {
    const blocks = [await this.debt(person), await this.sums(person)];
    return blocks.map((block) => block && `\n\n${block}`).join('');
  }

  private async debt(person: User): Promise<string> {
    const debt = await this.ledger.debt(person.id);
    return debt > 0 ? this.phrases.text(person, 'money-debt', { debt }) : '';
  }

  private async sums(person: User): Promise<string> {
    const { spent, bought, given, refunded } = await this.statistics.of(person.id);
    const total = spent.reduce((sum, { amount }) => sum + amount, 0);
    const lines = total > 0 ? [{ id: 'money-spent-lately', total, days: STATISTICS_DAYS }] : [];
    const parts = spent.map(({ subject, amount }) => {
      const what = this.phrases.text(person, subjectText(subject));
      return this.phrases.text(person, 'money-spent-part', { what, amount });
    });
    const ever = Object.entries({ bought, given, refunded })
      .filter(([, amount]) => amount > 0)
      .map(([name, amount]) => this.phrases.text(person, `money-ever-${name}`, { amount }));
    return [
      ...lines.map(({ id, ...values }) => this.phrases.text(person, id, values)),
      ...parts,
      ...(ever.length > 0
        ? [this.phrases.text(person, 'money-ever', { sums: ever.join(' · ') })]
        : []),
    ].join('\n');
  }
}
