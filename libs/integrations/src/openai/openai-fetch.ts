import { z } from 'zod';

const outOfQuota = z.object({ error: z.object({ code: z.literal('insufficient_quota') }) });

/**
 * The `fetch` that OpenAI's client runs on. An empty account answers 429, which the client would
 * repeat as a rate limit; its own header tells it not to.
 */
export const openAiFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429) return response;
  const body = await response.text();
  const headers = new Headers(response.headers);
  if (isOutOfQuota(body)) headers.set('x-should-retry', 'false');
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(body, { status: 429, statusText: response.statusText, headers });
};

function isOutOfQuota(body: string): boolean {
  try {
    return outOfQuota.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
