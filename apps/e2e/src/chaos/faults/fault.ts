import { setTimeout as delay } from 'node:timers/promises';
import type { Doubling, FaultRecord } from '../history';
import type { Scene } from '../scene';

/** What came of a fault; it is over when the promise resolves. */
export interface Struck {
  target: string;
  /** Sends in flight as it began, where that says how many copies it may leave. */
  inFlight?: number;
}

/** Something that goes wrong. */
export interface Fault {
  name: string;
  /** Copies of messages that it may leave behind. */
  doubling: Doubling;
  /** Whether it needs a Postgres and a Redis that may be killed. */
  needsOwnServers?: true;
  strike(scene: Scene): Promise<Struck>;
}

export const seconds = (count: number): Promise<void> => delay(count * 1_000);

/** Lets a fault happen, with its times. A fault that was not got over is for the checker, the run goes on. */
export async function strike(fault: Fault, scene: Scene): Promise<FaultRecord> {
  const begunAt = Date.now();
  const { name, doubling } = fault;
  const struck = await fault.strike(scene).catch((error: unknown) => ({
    target: '?',
    inFlight: Infinity,
    error: error instanceof Error ? error.message : String(error),
  }));
  return { name, begunAt, endedAt: Date.now(), doubling, inFlight: 0, ...struck };
}
