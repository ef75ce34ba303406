import { type DynamicModule, Module } from '@nestjs/common';
import { HealthChecks } from './health-checks';
import { HealthController, ROLE } from './health.controller';
import { Metrics } from './metrics';

@Module({})
export class HealthModule {
  static forRole(role: string): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      controllers: [HealthController],
      providers: [HealthChecks, Metrics, { provide: ROLE, useValue: role }],
      exports: [HealthChecks, Metrics],
    };
  }
}
