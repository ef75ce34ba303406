import { freePort } from '@aisha/servers';
import { type Cause, counted, prometheusTarget, type Scene } from '../scene';

const MANY = 25;

/** Calls that are not signed by whom they claim to be from: one at first, so that the next ones are growth. */
export const forged: Cause = async (scene) => {
  const forge = () => post(scene, 'webhook-api', '{"request_id":"1"}');
  await forge();
  await counted(scene, 'fal_callbacks_total{outcome="missing-header"}');
  for (let count = 0; count < MANY; count++) await forge();
};

/** FAL's keys cannot be fetched, so its callbacks are turned away for now. */
export const keysAway: Cause = async (scene) => {
  const { stack } = scene;
  const nowhere = `http://127.0.0.1:${await freePort()}/jwks.json`;
  await stack.addReplica('webhook-api', 'keyless', { FAL_WEBHOOK_JWKS_URL: nowhere });
  await scene.prometheus.watch(prometheusTarget(stack, 'keyless', 'webhook-api'));
  const body = JSON.stringify({ request_id: '1', status: 'OK' });
  const response = await fetch(new URL('/_sandbox/sign', stack.urls.fal), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requestId: '1', body }),
  });
  const { headers } = (await response.json()) as { headers: Record<string, string> };
  expect(await post(scene, 'keyless', body, headers)).toBe(503);
  await counted(scene, 'http_requests_total{app="webhook-api",status="503"}');
  for (let count = 0; count < MANY; count++) await post(scene, 'keyless', body, headers);
};

async function post({ stack }: Scene, instance: string, body: string, headers = {}) {
  const response = await fetch(`${stack.address(instance)}/webhooks/fal?job=x`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return response.status;
}
