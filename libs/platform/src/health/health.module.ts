import { type DynamicModule, Module } from '@nestjs/common';
import { HealthChecks } from './health-checks';
import { HealthController } from './health.controller';
import { Metrics } from './metrics';
import { ProcessMetrics } from './process-metrics';
import { ProviderCalls } from './provider-calls';
import { ROLE } from './role';

@Module({})
export class HealthModule {
  static forRole(role: string): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      controllers: [HealthController],
      providers: [
        HealthChecks,
        Metrics,
        ProcessMetrics,
        ProviderCalls,
        { provide: ROLE, useValue: role },
      ],
      exports: [HealthChecks, Metrics, ProviderCalls],
    };
  }
}
