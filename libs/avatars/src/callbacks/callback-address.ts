import type { AvatarsConfig } from '../avatars.env';
import { type CallbackJob, signCallback } from './callback-token';

/** Where FAL is to call when a job ends; nowhere without a public address. */
export class CallbackAddress {
  constructor(private readonly config: Pick<AvatarsConfig, 'PUBLIC_URL' | 'CALLBACK_SECRET'>) {}

  get isConfigured(): boolean {
    return this.config.PUBLIC_URL !== undefined;
  }

  of(job: CallbackJob): string | undefined {
    const { PUBLIC_URL, CALLBACK_SECRET } = this.config;
    if (!PUBLIC_URL) return undefined;
    const url = new URL(`${PUBLIC_URL.replace(/\/+$/, '')}/webhooks/fal`);
    url.searchParams.set('job', signCallback(CALLBACK_SECRET, job));
    return url.href;
  }
}
