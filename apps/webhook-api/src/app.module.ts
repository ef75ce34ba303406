import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FalCallbacksModule } from '@aisha/avatars';
import { DeliveryModule } from '@aisha/delivery';
import { FalWebhookModule } from '@aisha/integrations';
import { FalWebhookController } from './fal/fal-webhook.controller';
import { FalWebhook } from './fal/fal-webhook';
import { MinioWebhookController } from './minio/minio-webhook.controller';
import { MinioWebhook } from './minio/minio-webhook';
import { WebhookFilter } from './webhook.filter';
import { WebhookCounts } from './webhook-counts';

@Module({
  imports: [DeliveryModule.forRoot(), FalCallbacksModule, FalWebhookModule],
  controllers: [FalWebhookController, MinioWebhookController],
  providers: [
    FalWebhook,
    MinioWebhook,
    WebhookCounts,
    { provide: APP_FILTER, useClass: WebhookFilter },
  ],
})
export class AppModule {}
