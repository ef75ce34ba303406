import { Injectable } from '@nestjs/common';
import { GATEWAY_ROLES } from '@aisha/contracts';
import { PollerFailovers, PollerLeases } from '@aisha/delivery';
import { Metrics, once, withDeadline } from '@aisha/platform';
import { Roster } from './roster';

const ASK_DEADLINE_MS = 1_000;
/** For the gauges of one scrape. */
const KEPT_MS = 500;
/** More than there are between two scrapes. */
const LATEST = 100;
/** 60 ms after a kill, 3 s after a freeze. */
const BUCKETS_S = [0.03, 0.06, 0.1, 0.2, 0.3, 0.6, 1, 3.5, 10, 60, 600];

/** Who polls, who could, and how the poller changed. Each replica tells the same: max, not sum. */
@Injectable()
export class PollerMetrics {
  private readonly seconds;
  /** Newest change that was observed, by bot; those before this process's first look count as seen. */
  private observed?: Map<string, number>;

  constructor(
    leases: PollerLeases,
    private readonly failovers: PollerFailovers,
    roster: Roster,
    metrics: Metrics,
  ) {
    const gap = 'Time without a poller at each change of it';
    this.seconds = metrics.histogram('poller_failover_seconds', gap, BUCKETS_S);
    const held = once(() => withDeadline(leases.list(), ASK_DEADLINE_MS, 'no answer'), KEPT_MS);
    metrics.reading('poller_holder', '1 for the gateway that polls', ['instance'], async () =>
      (await held())
        .filter((lease) => lease.held)
        .map(({ holder }) => ({ labels: { instance: holder }, value: 1 })),
    );
    metrics.reading('poller_epoch', 'Epoch of the poller; only grows', [], async () =>
      (await held()).map(({ epoch }) => ({ value: epoch })),
    );
    metrics.reading('gateways_known', 'Gateways that were heard lately', ['role'], async () => {
      const roles = roster.list().map(({ role }) => role);
      return GATEWAY_ROLES.map((role) => {
        return { labels: { role }, value: roles.filter((one) => one === role).length };
      });
    });
    const help = 'Changes of the poller since the first start, by reason';
    metrics.total('poller_failovers_total', help, ['reason'], async () => {
      await withDeadline(this.observe(), ASK_DEADLINE_MS, 'no answer');
      const counts = await withDeadline(failovers.counts(), ASK_DEADLINE_MS, 'no answer');
      return counts.map(({ reason, count }) => ({ labels: { reason }, value: count }));
    });
  }

  private async observe(): Promise<void> {
    const latest = await this.failovers.latest(LATEST);
    const seen = this.observed;
    for (const { botId, epoch, gapMs } of latest) {
      if (!seen || gapMs === null || epoch <= (seen.get(botId) ?? 0)) continue;
      this.seconds.observe(gapMs / 1_000);
    }
    this.observed = new Map(
      latest.reverse().map(({ botId, epoch }) => [botId, epoch]), // the newest of each stays
    );
  }
}
