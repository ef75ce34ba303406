import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { checkObject } from '@aisha/contracts';
import { type IncomingFile, IncomingFiles } from '@aisha/delivery';
import { CONFIG, inSpan, Jobs, rootSpanIdOf, runWithTrace } from '@aisha/platform';
import type { WebhookApiConfig } from '../webhook-api.env';
import { changedKeys } from './bucket-event';

export type MinioWebhookOutcome = 'accepted' | 'ignored' | 'malformed' | 'unauthorized';

const INCOMING = 'incoming/';

/** A hint of the storage that an object has changed. What really lies there, the gateway asks it itself. */
@Injectable()
export class MinioWebhook {
  private readonly logger = new Logger(MinioWebhook.name);

  constructor(
    private readonly files: IncomingFiles,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Pick<WebhookApiConfig, 'MINIO_WEBHOOK_TOKEN'>,
  ) {}

  async receive(authorization: string | undefined, body: Buffer): Promise<MinioWebhookOutcome> {
    const expected = `Bearer ${this.config.MINIO_WEBHOOK_TOKEN}`;
    if (!isSame(authorization ?? '', expected)) return 'unauthorized';
    const keys = changedKeys(body);
    if (!keys) return 'malformed';
    const hints = await Promise.all(keys.map((key) => this.hint(key)));
    return hints.includes(true) ? 'accepted' : 'ignored';
  }

  private async hint(key: string): Promise<boolean> {
    const file = key.startsWith(INCOMING) ? await this.files.findByKey(key) : null;
    if (!file) return false;
    // A stranger's request has no trace of its own: it belongs to that of the row which it is about.
    // So no header that it sends, such as a traceparent, is believed.
    const remind = () => inSpan('storage called back', { kind: 'server' }, () => this.remind(file));
    await runWithTrace(file.traceId, remind, rootSpanIdOf(file.traceId));
    return true;
  }

  private async remind({ id: fileId }: IncomingFile): Promise<void> {
    await this.jobs.enqueue(checkObject, { fileId });
    this.logger.log({ msg: 'storage called back', fileId });
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Of equal length, so that the time of the comparison tells nothing. */
const isSame = (given: string, expected: string) =>
  timingSafeEqual(digest(given), digest(expected));
