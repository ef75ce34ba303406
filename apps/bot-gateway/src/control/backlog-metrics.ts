import { Injectable } from '@nestjs/common';
import { Backlog, Stuck } from '@aisha/delivery';
import { Metrics, once, type Reading, withDeadline } from '@aisha/platform';

/** A scrape waits for Postgres no longer than this: then it goes without these numbers. */
const ASK_DEADLINE_MS = 1_000;
/** For the two gauges of a table, and for scrapers that come at once. */
const KEPT_MS = 1_000;
/** These questions read more than an index; what is stuck is so for minutes. */
const STUCK_KEPT_MS = 60_000;

type Ask = () => Promise<number>;

/** What waits in Postgres. Each gateway tells the same numbers: max over replicas, not sum. */
@Injectable()
export class BacklogMetrics {
  constructor(
    backlog: Backlog,
    stuck: Stuck,
    private readonly metrics: Metrics,
  ) {
    const updates = bounded(() => backlog.updates(), KEPT_MS);
    const messages = bounded(() => backlog.messages(), KEPT_MS);
    const kinds = bounded(() => stuck.counts(), STUCK_KEPT_MS);
    const kind = async (name: string) =>
      (await kinds()).find((one) => one.kind === name)?.count ?? 0;
    this.number('inbox_waiting', 'Updates that are not handled yet', async () =>
      updates().then(({ count }) => count),
    );
    this.number('inbox_oldest_seconds', 'For how long the oldest of them has waited', async () =>
      updates().then(({ oldestSeconds }) => oldestSeconds),
    );
    this.number('inbox_quarantined', 'Updates that were set aside', () => kind('updates'));
    this.number('outbox_waiting', 'Messages that are due and not sent yet', async () =>
      messages().then(({ count }) => count),
    );
    this.number('outbox_oldest_seconds', 'For how long the oldest of them is due', async () =>
      messages().then(({ oldestSeconds }) => oldestSeconds),
    );
    this.number('outbox_undeliverable', 'Results kept for people who blocked the bot', () =>
      kind('unreachable'),
    );
    const help = 'Rows that should have gone on long ago, by kind';
    metrics.reading('stuck_rows', help, ['kind'], async (): Promise<Reading<'kind'>[]> =>
      (await kinds()).map(({ kind, count }) => ({ labels: { kind }, value: count })),
    );
  }

  private number(name: string, help: string, ask: Ask): void {
    this.metrics.reading(name, help, [], async () => [{ value: await ask() }]);
  }
}

const bounded = <Answer>(ask: () => Promise<Answer>, keptMs: number) =>
  once(() => withDeadline(ask(), ASK_DEADLINE_MS, 'no answer'), keptMs);
