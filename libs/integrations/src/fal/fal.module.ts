import { Module } from '@nestjs/common';
import { CONFIG, ProviderCalls } from '@aisha/platform';
import { FalClient } from './fal.client';
import type { FalConfig, FalWebhookConfig } from './fal.env';
import { MeasuredFalClient } from './measured-fal.client';
import { FalWebhookVerifier } from './fal-webhook.verifier';

/** Provides `FalClient` to a process whose config holds `falEnv`. */
@Module({
  providers: [
    {
      provide: FalClient,
      useFactory: (config: FalConfig, calls: ProviderCalls) => new MeasuredFalClient(config, calls),
      inject: [CONFIG, ProviderCalls],
    },
  ],
  exports: [FalClient],
})
export class FalModule {}

/** Provides `FalWebhookVerifier` to a process whose config holds `falWebhookEnv`; it needs no FAL key. */
@Module({
  providers: [
    {
      provide: FalWebhookVerifier,
      useFactory: (config: FalWebhookConfig) => new FalWebhookVerifier(config),
      inject: [CONFIG],
    },
  ],
  exports: [FalWebhookVerifier],
})
export class FalWebhookModule {}
