import type { Update } from '../wire.types';
import type { WebhookSettings } from '../world/change.types';

const ANSWER_TIMEOUT_MS = 60_000;
const MAX_RETRY_AFTER_SECONDS = 3600;

/** How one push ended; `call` is a method that the webhook answered with. */
export type Push =
  | { taken: true; call?: { method: string; [parameter: string]: unknown } }
  | { taken: false; error: string; retryAfterMs?: number };

/** Posts one update with the secret header; never throws. */
export async function pushUpdate(
  { url, secretToken }: WebhookSettings,
  update: Update,
  signal: AbortSignal,
): Promise<Push> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secretToken && { 'x-telegram-bot-api-secret-token': secretToken }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    return response.ok ? { taken: true, call: callIn(await response.text()) } : refusal(response);
  } catch (error) {
    return { taken: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function refusal(response: Response): Promise<Push> {
  await response.body?.cancel();
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return {
    taken: false,
    error: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
    ...(seconds > 0 && { retryAfterMs: Math.min(seconds, MAX_RETRY_AFTER_SECONDS) * 1000 }),
  };
}

function callIn(body: string) {
  try {
    const parsed: unknown = JSON.parse(body);
    const isCall = typeof parsed === 'object' && parsed !== null && 'method' in parsed;
    return isCall ? { ...parsed, method: String(parsed.method) } : undefined;
  } catch {
    return undefined;
  }
}
