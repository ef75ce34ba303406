import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebhookCounts } from '../webhook-counts';
import { MinioWebhook, type MinioWebhookOutcome } from './minio-webhook';

const ANSWERS: Record<MinioWebhookOutcome, number> = {
  accepted: 200,
  ignored: 200,
  malformed: 400,
  unauthorized: 401,
};

@Controller('webhooks/minio')
export class MinioWebhookController {
  constructor(
    private readonly webhook: MinioWebhook,
    private readonly counts: WebhookCounts,
  ) {}

  @Post()
  async receive(
    @Req() { headers, body }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: MinioWebhookOutcome }> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const status = await this.webhook.receive(headers.authorization, bytes);
    this.counts.count('minio', status);
    reply.status(ANSWERS[status]);
    return { status };
  }
}
