import { eventually } from '@aisha/testing';
import type { Duty } from '../harness/duty';
import type { Person } from '../harness/person';
import type { Stack } from '../harness/stack';
import type { HostFigures } from './host-figures';
import type { PrometheusServer } from './prometheus-server';

/** Where causes are made and alerts are waited for. */
export interface Scene {
  readonly stack: Stack;
  readonly prometheus: PrometheusServer;
}
export interface HostScene extends Scene {
  readonly host: HostFigures;
}
export interface DutyScene extends Scene {
  readonly duty: Duty;
}
export type Cause<Where extends Scene = Scene> = (scene: Where) => Promise<unknown>;

/** The longest `for` of a rule, half an hour, is a minute here; a busy machine takes a few times as long. */
const PATIENCE_MS = 120_000;

/** Waits for an alert. @param again what makes its cause once more, until it is there */
export async function fires(
  { prometheus }: Scene,
  alert: string,
  again: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  let seen: Promise<string[]> | undefined;
  await eventually(
    async () => {
      const answer = prometheus.fired();
      if ((await answer).includes(alert)) return;
      if (answer !== seen) await again();
      seen = answer;
      throw new Error(`${alert} does not fire`);
    },
    { timeoutMs: PATIENCE_MS },
  );
}

export const prometheusTarget = (stack: Stack, instance: string, app = instance) => ({
  address: new URL(stack.address(instance)).host,
  app,
});

/** People who have said hello. */
export async function newcomers({ stack }: Scene, count: number): Promise<Person[]> {
  const arrived = Array.from({ length: count }, async () => {
    const person = await stack.newPerson('en');
    await person.say('/start');
    await person.hears('Hello');
    return person;
  });
  return Promise.all(arrived);
}

/** Waits until a counter of ours has been read that far: what it counts from now on is growth to Prometheus. */
export const counted = ({ prometheus }: Scene, expr: string, least = 1) =>
  eventually(
    async () => {
      const value = Number((await prometheus.query(`sum(${expr})`))[0]?.value[1] ?? 0);
      expect(value).toBeGreaterThanOrEqual(least);
    },
    { timeoutMs: 60_000 },
  );

/** Posts JSON to a side door of a stand-in. */
export async function order(base: string, path: string, body: object): Promise<void> {
  const response = await fetch(new URL(path, base), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
