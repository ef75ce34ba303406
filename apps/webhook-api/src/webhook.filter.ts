import { type ArgumentsHost, Catch, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ErrorFilter, reportError, statusOf } from '@aisha/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebhookCounts } from './webhook-counts';

/** What could not be taken in at all: too large, by another method, or our own trouble, which has the sender come again. */
@Catch()
export class WebhookFilter extends ErrorFilter {
  private readonly logger = new Logger(WebhookFilter.name);

  constructor(
    { httpAdapter }: HttpAdapterHost,
    private readonly counts: WebhookCounts,
  ) {
    super(httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    const webhook = /^\/webhooks\/(fal|minio)/.exec(url)?.[1] as 'fal' | 'minio' | undefined;
    const status = statusOf(error);
    if (webhook && status >= 500) return this.unavailable(webhook, error, host);
    if (webhook) this.counts.count(webhook, status === 413 ? 'too-large' : 'unreadable');
    super.catch(error, host);
  }

  private unavailable(webhook: 'fal' | 'minio', error: unknown, host: ArgumentsHost): void {
    this.counts.count(webhook, 'unavailable');
    this.logger.error({ msg: 'webhook not taken in', webhook, error });
    reportError(error, 'request failed', { webhook });
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(503).send({ status: 'unavailable' });
  }
}
