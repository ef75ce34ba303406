import { inSpan } from '@aisha/platform';
import { networkFailure } from '../network.errors';
import { ProviderFailure } from '../provider.errors';
import { falFailure, readErrorAnswer, type FalErrorAnswer } from './fal.errors';

/** A FAL error answer on its way through FAL's own client. */
export class FalAnswered extends Error {
  constructor(readonly answer: FalErrorAnswer) {
    super(answer.text);
    this.name = 'FalAnswered';
  }
  toFailure(): ProviderFailure {
    return falFailure(this.answer);
  }
}

/**
 * The `fetch` that FAL's client runs on. It ends every call after `timeoutMs` and turns faults into our
 * own errors, which the client does not know and therefore does not repeat: how often something is
 * tried is the caller's business, and a worker's job must not sleep minutes inside one call.
 */
export function falFetch(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const call = () =>
      fetch(input, { ...init, signal }).catch((error: unknown) => {
        throw networkFailure('fal', error);
      });
    const response = await inSpan('fal call', { kind: 'client' }, call);
    if (!response.ok) throw new FalAnswered(await readErrorAnswer(response));
    return response;
  };
}

/** Any error of a FAL call as a failure. */
export function toFalFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (error instanceof FalAnswered) return error.toFailure();
  return networkFailure('fal', error);
}
