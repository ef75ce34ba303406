import { Global, Module } from '@nestjs/common';
import { OpenAiBreaker } from './openai-breaker';
import { OpenAiGate } from './openai-gate';
import { OpenAiOutage } from './openai-outage';

/** Whether OpenAI answers anybody, for those who only want to know. Its config holds `redisEnv`. */
@Module({ providers: [OpenAiOutage], exports: [OpenAiOutage] })
export class OpenAiOutageModule {}

/** Puts the breaker before all calls of OpenAI in a process that has `OpenAiModule`. */
@Global()
@Module({
  imports: [OpenAiOutageModule],
  providers: [{ provide: OpenAiGate, useClass: OpenAiBreaker }],
  exports: [OpenAiGate],
})
export class OpenAiBreakerModule {}
