import type { PinnedProcess } from './pinned-process';

/** A bot that is ready to be started, with all that it needs. */
export interface ReadyBot {
  /** Who takes webhook pushes, where it has a webhook. */
  origins?: string[];
  /** Where its processes say that they are well. */
  health?: string[];
  start(): PinnedProcess[];
  /** After its processes have ended. */
  close(): Promise<void>;
}

export interface Contender {
  name: string;
  /** Only its throughput is measured. */
  drainOnly?: boolean;
  prepare(): Promise<ReadyBot>;
}

/** Core 0 belongs to the stand-in. */
export const BOT_CORE = '1';
export const TOKEN = '7000000001:sandbox-token-of-the-end-to-end-tests';
