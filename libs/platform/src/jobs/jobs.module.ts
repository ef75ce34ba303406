import { Global, Module } from '@nestjs/common';
import { Jobs } from './jobs';
import { RedisHealth } from './redis-health';

/** Reminders for rows, over BullMQ. */
@Global()
@Module({ providers: [Jobs, RedisHealth], exports: [Jobs] })
export class JobsModule {}
