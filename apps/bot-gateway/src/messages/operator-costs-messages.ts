import { Injectable } from '@nestjs/common';
import { type Cost, Usage, type User } from '@aisha/accounts';
import type { OperatorCostsNotice } from '@aisha/contracts';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** Today, a week and a month, today included. */
const SPANS = [1, 7, 30];
/** Of each span: all of them fit into one message, the dearest first. */
const LINES_SHOWN = 10;
const MICRODOLLARS = 1_000_000;

/** What models cost. */
@Injectable()
export class OperatorCostsMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly usage: Usage,
  ) {}

  readonly renderers: Renderers<OperatorCostsNotice['kind']> = {
    'operator-costs': (_, operator) => this.overview(operator),
    'provider-outage': ({ outage }, operator) =>
      this.phrases.phrases.message(operator, `provider-outage-${outage}`),
  };

  private async overview(operator: User): Promise<Rendered> {
    const { phrases } = this.phrases;
    const spans = await Promise.all(SPANS.map((days) => this.span(days, operator)));
    return {
      html: [phrases.text(operator, 'operator-costs'), ...spans].join('\n\n'),
      buttons: this.phrases.rows(operator, [[['operator-again', { do: 'op-costs' }]], TO_DESK]),
    };
  }

  private async span(days: number, operator: User): Promise<string> {
    const costs = await this.usage.costs(days);
    const sum = costs.reduce((all, { microdollars }) => all + microdollars, 0);
    const { phrases } = this.phrases;
    const heading = phrases.text(operator, 'operator-costs-span', {
      days,
      sum: dollars(sum, operator),
    });
    const lines = costs.slice(0, LINES_SHOWN).map((cost) => this.line(cost, operator));
    const more = costs.length - lines.length;
    const rest = more > 0 ? [phrases.text(operator, 'operator-costs-more', { more })] : [];
    return [heading, ...lines, ...rest].join('\n');
  }

  private line({ purpose, model, calls, unpriced, microdollars }: Cost, operator: User): string {
    const sum = dollars(microdollars, operator);
    const values = { purpose, model, calls, unpriced, sum };
    return this.phrases.phrases.text(operator, 'operator-costs-line', values);
  }
}

/** A call may cost a hundredth of a cent. */
const dollars = (microdollars: number, { language }: User): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: microdollars < MICRODOLLARS ? 4 : 2,
  }).format(microdollars / MICRODOLLARS);
