import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import { HealthChecks } from './health-checks';
import { Metrics } from './metrics';
import { ROLE } from './role';

interface Reply {
  status(code: number): unknown;
}

/** What operators and load balancers ask of every app. */
@Controller()
export class HealthController {
  constructor(
    private readonly healthChecks: HealthChecks,
    private readonly metrics: Metrics,
    @Inject(ROLE) private readonly role: string,
  ) {}

  @Get('health')
  async health(@Res({ passthrough: true }) reply: Reply) {
    const { ok, checks } = await this.healthChecks.run();
    if (!ok) reply.status(503);
    return { status: ok ? 'ok' : 'down', role: this.role, checks };
  }

  @Get('health/live')
  @HttpCode(200)
  live() {
    return { status: 'ok', role: this.role };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  prometheus() {
    return this.metrics.registry.metrics();
  }
}
