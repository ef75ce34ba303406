import { Redis } from 'ioredis';
import type { RedisAddress } from './redis-address';

const RETRY_MS = 1_000;

/**
 * Hears from all sentinels that there is a new master, for as long as somebody wants to know. A master that is
 * frozen or cut off closes no connection by itself, so whoever talks to it must be told.
 *
 * Not ioredis's own `failoverDetector`: news that come while it is connecting end its connection for good.
 */
export class MasterWatch {
  private readonly listeners = new Set<() => void>();
  private sentinels: Redis[] = [];

  constructor(private readonly address: RedisAddress) {}

  /** @returns ends it */
  add(onNewMaster: () => void): () => void {
    this.listeners.add(onNewMaster);
    if (this.sentinels.length === 0) this.open();
    return () => {
      this.listeners.delete(onNewMaster);
      if (this.listeners.size === 0) this.close();
    };
  }

  private open(): void {
    const { nodes, tls, sentinelUsername, sentinelPassword } = this.address;
    this.sentinels = nodes.map((node) => {
      const sentinel = new Redis({
        ...node,
        username: sentinelUsername,
        password: sentinelPassword,
        ...(tls ? { tls: {} } : {}),
        retryStrategy: () => RETRY_MS,
        maxRetriesPerRequest: null,
      });
      sentinel.on('error', () => undefined); // the others tell it as well
      sentinel.on('message', (_, news: string) => this.hear(news));
      sentinel.subscribe('+switch-master').catch(() => undefined); // closed before it was open
      return sentinel;
    });
  }

  /** "service old-host old-port new-host new-port" */
  private hear(news: string): void {
    if (news.split(' ')[0] !== this.address.service) return;
    for (const listener of [...this.listeners]) listener();
  }

  private close(): void {
    for (const sentinel of this.sentinels.splice(0)) sentinel.disconnect();
  }
}
