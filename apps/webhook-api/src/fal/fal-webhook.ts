import { Injectable, Logger } from '@nestjs/common';
import { type CallbackOutcome, FalCallbacks } from '@aisha/avatars';
import { type FalCallback, type FalWebhookFault, FalWebhookVerifier } from '@aisha/integrations';
import { z } from 'zod';

/** Everything that can become of a callback. */
export type FalWebhookOutcome =
  | Exclude<CallbackOutcome, 'forged'>
  | FalWebhookFault
  | 'forged-token'
  | 'keys-unavailable'
  | 'malformed';

// The rest of the body is a stranger's claim: the worker asks FAL itself.
const callbackBody = z.object({ request_id: z.string().regex(/^[\w-]{1,100}$/) });

/** A call from FAL, or from somebody who says so. Nothing is stored before the signature is checked. */
@Injectable()
export class FalWebhook {
  private readonly logger = new Logger(FalWebhook.name);

  constructor(
    private readonly verifier: FalWebhookVerifier,
    private readonly callbacks: FalCallbacks,
  ) {}

  async receive(callback: FalCallback, token: string | undefined): Promise<FalWebhookOutcome> {
    const verdict = await this.verifier.verify(callback);
    if (verdict === 'keys-unavailable') return verdict;
    if (verdict !== 'valid') return verdict.invalid;
    const requestId = requestIdOf(callback.rawBody);
    if (!requestId) return 'malformed';
    const outcome = await this.callbacks.accept({ token: token ?? '', requestId });
    if (outcome === 'forged')
      this.logger.warn({ msg: 'FAL callback with a forged token', requestId });
    return outcome === 'forged' ? 'forged-token' : outcome;
  }
}

function requestIdOf(body: Buffer): string | undefined {
  try {
    return callbackBody.parse(JSON.parse(body.toString())).request_id;
  } catch {
    return undefined;
  }
}
