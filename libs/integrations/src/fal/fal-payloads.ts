import { z } from 'zod';
import { readErrorAnswer, falFailure } from './fal.errors';
import { networkFailure } from '../network.errors';
import type { FalPayloadDeletion } from './fal.types';

const FAL_REST = 'https://rest.fal.ai';
const FAL_PLATFORM = 'https://api.fal.ai/v1';
// Source: platform API, DELETE /models/requests/{request_id}/payloads.
const deletion = z.object({
  cdn_delete_results: z
    .array(z.object({ link: z.string(), exception: z.string().nullish() }))
    .default([]),
});

/** FAL's platform API has a host of its own; where REST is looked for elsewhere, it is there too. */
export const platformUrl = (restUrl: string): string => {
  const base = restUrl.replace(/\/+$/, '');
  return base === FAL_REST ? FAL_PLATFORM : `${base}/v1`;
};

/** One call to FAL's platform API. Repeating it does no harm. @throws ProviderFailure when FAL could not be asked */
export async function deletePayloads(
  platform: string,
  { key, requestId, timeoutMs }: { key: string; requestId: string; timeoutMs: number },
): Promise<FalPayloadDeletion> {
  const response = await fetch(`${platform}/models/requests/${requestId}/payloads`, {
    method: 'DELETE',
    headers: { authorization: `Key ${key}` },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw networkFailure('fal', error);
  });
  if (response.ok) return verdictOf(await response.json().catch(() => undefined));
  const answer = await readErrorAnswer(response);
  if (answer.fromFal && answer.status === 404) return 'not-found';
  if (answer.status === 401 || answer.status === 403) return 'forbidden';
  throw falFailure(answer);
}

function verdictOf(body: unknown): FalPayloadDeletion {
  const results = deletion.safeParse(body).data?.cdn_delete_results ?? [];
  return results.some(({ exception }) => exception) ? 'partly' : 'deleted';
}
