import { SentinelConnector } from 'ioredis';
import { MasterWatch } from './master-watch';
import type { RedisAddress } from './redis-address';

/** One for all connections of this process to the same service. */
const watches = new Map<string, MasterWatch>();

const watchOf = (address: RedisAddress): MasterWatch => {
  const key = JSON.stringify(address);
  const watch = watches.get(key) ?? new MasterWatch(address);
  watches.set(key, watch);
  return watch;
};

/** Asks the sentinels for the master, and leaves it as soon as they name another. */
export const watchingSentinels = (address: RedisAddress) =>
  class WatchingSentinelConnector extends SentinelConnector {
    override async connect(...emit: Parameters<SentinelConnector['connect']>) {
      const stream = await super.connect(...emit);
      const forget = watchOf(address).add(() => stream.destroy());
      stream.once('close', forget);
      return stream;
    }
  };
