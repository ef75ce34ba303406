import { Global, Module } from '@nestjs/common';
import { JobMetrics } from './job-metrics';
import { Jobs } from './jobs';
import { RedisHealth } from './redis-health';

/** Reminders for rows, over BullMQ. */
@Global()
@Module({ providers: [JobMetrics, Jobs, RedisHealth], exports: [JobMetrics, Jobs] })
export class JobsModule {}
