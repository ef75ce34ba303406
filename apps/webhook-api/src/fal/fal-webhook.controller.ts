import { Controller, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebhookCounts } from '../webhook-counts';
import { FalWebhook, type FalWebhookOutcome } from './fal-webhook';

/** FAL takes any 2xx as delivered and never comes again; on all else it retries for at least some minutes. */
const ANSWERS: Record<FalWebhookOutcome, number> = {
  accepted: 200,
  duplicate: 200,
  malformed: 400,
  'missing-header': 401,
  'malformed-header': 401,
  stale: 401,
  'foreign-account': 401,
  'wrong-signature': 401,
  'forged-token': 401,
  unknown: 404,
  'keys-unavailable': 503,
};

@Controller('webhooks/fal')
export class FalWebhookController {
  constructor(
    private readonly webhook: FalWebhook,
    private readonly counts: WebhookCounts,
  ) {}

  @Post()
  async receive(
    @Req() request: FastifyRequest,
    @Query('job') job: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: FalWebhookOutcome }> {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const token = typeof job === 'string' ? job : undefined;
    const status = await this.webhook.receive({ headers: request.headers, rawBody }, token);
    this.counts.count('fal', status);
    reply.status(ANSWERS[status]);
    return { status };
  }
}
