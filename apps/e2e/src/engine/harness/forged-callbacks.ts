import { Agent, request } from 'undici';
import { SteadyLoad } from './steady-load';

const RATE = 10;
const LONGEST_MS = 30_000;

/**
 * A stranger who calls our callback address at a steady pace. Its callbacks are forged: only the app itself answers
 * those with 401, so every other answer is one that a true callback would have got instead of being stored.
 */
export function forgedCallbacks(address: string): SteadyLoad {
  // Trial certificates are of our own making.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const call = async () => {
    const begun = performance.now();
    const { statusCode, body } = await request(`${address}/webhooks/fal?job=forged`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"request_id":"forged","status":"OK"}',
      dispatcher,
      headersTimeout: LONGEST_MS,
      bodyTimeout: LONGEST_MS,
    });
    await body.dump();
    return { status: statusCode, ms: performance.now() - begun };
  };
  return new SteadyLoad(RATE, call, 401);
}
