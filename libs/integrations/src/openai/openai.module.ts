import { Module } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import { OpenAiClient } from './openai.client';
import type { OpenAiConfig } from './openai.env';

/** Provides `OpenAiClient` to a process whose config holds `openaiEnv`. */
@Module({
  providers: [
    {
      provide: OpenAiClient,
      useFactory: (config: OpenAiConfig) => new OpenAiClient(config),
      inject: [CONFIG],
    },
  ],
  exports: [OpenAiClient],
})
export class OpenAiModule {}
