import { Module } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import { OpenAiGate } from './breaker/openai-gate';
import { ModelRetirementSweep } from './model-retirement.sweep';
import { OpenAiClient } from './openai.client';
import type { OpenAiConfig } from './openai.env';

/**
 * Provides `OpenAiClient` to a process whose config holds `openaiEnv`. Calls pass the gate of `OpenAiBreakerModule`
 * where the process imports that.
 */
@Module({
  providers: [
    {
      provide: OpenAiClient,
      useFactory: (config: OpenAiConfig, gate?: OpenAiGate) => new OpenAiClient(config, {}, gate),
      inject: [CONFIG, { token: OpenAiGate, optional: true }],
    },
  ],
  exports: [OpenAiClient],
})
export class OpenAiModule {}

/** Says in the log and the metrics when models that this process uses are shut down. */
@Module({ imports: [OpenAiModule], providers: [ModelRetirementSweep] })
export class OpenAiModelWatchModule {}
