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

/** Lets a fault happen, with its times. */
export async function strike(fault: Fault, scene: Scene): Promise<FaultRecord> {
  const begunAt = Date.now();
  const { target, inFlight = 0 } = await fault.strike(scene);
  const { name, doubling } = fault;
  return { name, target, begunAt, endedAt: Date.now(), doubling, inFlight };
}
