import { defineJob } from '@aisha/contracts';
import { Injectable } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { ConfigModule } from '../config/config.module';
import { HealthModule } from '../health/health.module';
import { JobProcessor } from './job-processor';
import { JobsModule } from './jobs.module';

export interface Greeting {
  name: string;
}

/** A kind of work of the specs' own. */
export const greet = defineJob<Greeting>({
  queue: 'greet',
  payload: z.object({ name: z.string() }),
  key: ({ name }) => `greet-${name}`,
  attempts: 3,
  backoffMs: 1_000,
});

/** Works as a spec tells it to. */
@Injectable()
export class GreetProcessor extends JobProcessor<Greeting> {
  readonly greeted: string[] = [];
  work: (greeting: Greeting) => Promise<void> = async () => undefined;

  constructor() {
    super(greet, 4);
  }

  protected async handle(greeting: Greeting): Promise<void> {
    await this.work(greeting);
    this.greeted.push(greeting.name);
  }
}

/** A process with jobs and, where `processes` is said, somebody who does them. */
export async function openJobs(
  redisUrl: string,
  { processes = true } = {},
): Promise<TestingModule> {
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({ REDIS_URL: redisUrl }),
      HealthModule.forRole('test'),
      JobsModule,
    ],
    providers: processes ? [GreetProcessor] : [],
  }).compile();
  module.useLogger(false);
  return module.init();
}
