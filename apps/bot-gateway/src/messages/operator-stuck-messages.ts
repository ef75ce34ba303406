import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { StuckKind } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Stuck, type StuckCount, StuckJobs } from '@aisha/delivery';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** Each has a button of its own, where it can be tried again. */
const ROWS_SHOWN = 10;
/** Enough of an id to find it in a log. */
const ID_SHOWN = 8;

/** What got stuck. */
@Injectable()
export class OperatorStuckMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly stuck: Stuck,
    private readonly jobs: StuckJobs,
  ) {}

  readonly renderers: Renderers<'operator-stuck' | 'operator-stuck-list'> = {
    'operator-stuck': (_, operator) => this.overview(operator),
    'operator-stuck-list': ({ of }, operator) => this.list(of, operator),
  };

  private async overview(operator: User): Promise<Rendered> {
    const [counts, queues] = await Promise.all([this.stuck.counts(), this.jobs.queues()]);
    const { phrases } = this.phrases;
    const found = counts.filter(({ count }) => count > 0);
    const busy = queues?.filter(({ waiting, active, delayed }) => waiting + active + delayed > 0);
    return {
      html: [
        phrases.text(operator, 'operator-stuck', { kinds: found.length }),
        ...found.map((one) => this.countLine(one, operator)),
        '',
        phrases.text(operator, busy ? 'operator-queues' : 'operator-queues-unknown', {
          queues: busy?.length ?? 0,
        }),
        ...(busy ?? []).map((queue) => phrases.text(operator, 'operator-queue-line', { ...queue })),
      ].join('\n'),
      buttons: [
        ...found.map(({ kind, count }) => [
          phrases.button(
            operator,
            'operator-stuck-of',
            { do: 'op-stuck-of', of: kind },
            { kind, count },
          ),
        ]),
        ...this.phrases.rows(operator, [[['operator-again', { do: 'op-stuck' }]], TO_DESK]),
      ],
    };
  }

  private countLine({ kind, count, oldest }: StuckCount, operator: User): string {
    const since = oldest ? this.phrases.moment(operator, oldest) : '';
    return this.phrases.phrases.text(operator, 'operator-stuck-line', { kind, count, since });
  }

  private async list(kind: StuckKind, operator: User): Promise<Rendered> {
    const items = await this.stuck.list(kind, ROWS_SHOWN);
    const { phrases } = this.phrases;
    const lines = items.map(({ id, since, detail }) =>
      phrases.text(operator, 'operator-stuck-row', {
        id,
        since: this.phrases.moment(operator, since),
        detail,
      }),
    );
    const retries = this.stuck.canRetry(kind)
      ? items.map(({ id }) => [
          phrases.button(
            operator,
            'operator-retry',
            { do: 'op-retry', of: kind, rowId: id },
            { id: id.slice(0, ID_SHOWN) },
          ),
        ])
      : [];
    const back: [string, Action][] = [['operator-stuck-back', { do: 'op-stuck' }]];
    return {
      html: [
        phrases.text(operator, 'operator-stuck-list', { kind, shown: items.length }),
        ...lines,
      ].join('\n'),
      buttons: [...retries, ...this.phrases.rows(operator, [back])],
    };
  }
}
