import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config';
import { HealthChecks } from './health-checks';
import { Metrics } from './metrics';
import { ROLE } from './role';

/** What each app tells of itself: its name and whether it can do its part. */
@Injectable()
export class ProcessMetrics {
  constructor(
    metrics: Metrics,
    health: HealthChecks,
    @Inject(ROLE) app: string,
    @Inject(CONFIG) { INSTANCE_ID: instance }: { INSTANCE_ID: string },
  ) {
    metrics
      .gauge('app_info', 'Always 1; which app this is', ['app', 'instance', 'node'])
      .set({ app, instance, node: process.version }, 1);
    metrics.reading('health_check_up', '1: the check of /health is fine', ['check'], async () => {
      const { checks } = await health.run();
      return Object.entries(checks).map(([check, { status }]) => {
        return { labels: { check }, value: status === 'ok' ? 1 : 0 };
      });
    });
  }
}
