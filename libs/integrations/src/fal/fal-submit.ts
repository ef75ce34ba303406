import { z } from 'zod';
import { networkFailure, networkReason, wasNeverSent } from '../network.errors';
import type { ProviderFailure } from '../provider.errors';
import { falFailure, outcomeUnknown, readErrorAnswer, type FalErrorAnswer } from './fal.errors';
import type { FalSubmission } from './fal.types';

const accepted = z.object({ request_id: z.string().regex(/^[\w-]+$/) });

/** One HTTP attempt to submit a job, and an honest word about its outcome. */
export async function submitOnce(
  url: string,
  init: { key: string; input: unknown; timeoutMs: number },
): Promise<FalSubmission> {
  const response = await post(url, init);
  if (!response.ok) throw await refusal(response);
  const body = await response.json().catch(() => undefined);
  const answer = accepted.safeParse(body);
  if (!answer.success) throw outcomeUnknown('accepted without a request id', response.status);
  return { requestId: answer.data.request_id };
}

async function post(
  url: string,
  { key, input, timeoutMs }: { key: string; input: unknown; timeoutMs: number },
): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization: `Key ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    if (wasNeverSent(error)) throw networkFailure('fal', error);
    throw outcomeUnknown(networkReason(error));
  }
}

async function refusal(response: Response): Promise<ProviderFailure> {
  const answer = await readErrorAnswer(response).catch(() => undefined);
  if (!answer) return outcomeUnknown('the answer broke off', response.status);
  return isRefusal(answer) ? falFailure(answer) : outcomeUnknown(answer.text, answer.status);
}

// 4xx comes before the queue. A 5xx may stem from a proxy after the queue took the job; only a 503 in
// which FAL itself names its reason, or tells when to come back, says that nothing was queued.
function isRefusal({ status, errorType, headers }: FalErrorAnswer): boolean {
  if (status < 500) return status !== 408;
  return status === 503 && (errorType !== undefined || headers.has('retry-after'));
}
