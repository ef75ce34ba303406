import { readFileSync } from 'node:fs';
import { onConnection, onRedis } from '@aisha/servers';
import { cpuOf, cpuOfFamily, cpuOfMachine, parentOf } from './cpu-time';

/** Processor time in microseconds; NaN where it cannot be seen, as in a container's Postgres. */
export interface CpuUse {
  bot: number;
  postgres: number;
  redis: number;
  standIn: number;
  /** Average number of cores that nobody of this bench used. */
  foreignCores: number;
}

/** Who used how much processor while something went on. */
export class CpuMeter {
  private constructor(
    private readonly standIn: number,
    private readonly postmaster: number | undefined,
    private readonly redisUrl: string,
  ) {}

  static async open(standIn: number, databaseUrl: string, redisUrl: string): Promise<CpuMeter> {
    return new CpuMeter(standIn, await postmasterOf(databaseUrl), redisUrl);
  }

  async during<Result>(
    bots: number[],
    work: () => Promise<Result>,
  ): Promise<{ result: Result; cpu: CpuUse }> {
    const before = await this.read(bots);
    const result = await work();
    const after = await this.read(bots);
    const spent = (part: keyof typeof after) => after[part] - before[part];
    const ours = (['bot', 'postgres', 'redis', 'standIn', 'driver'] as const).map(spent);
    const known = ours.reduce((sum, part) => sum + (part || 0), 0);
    const foreignCores = Math.max(0, spent('machine') - known) / (spent('at') * 1000);
    const [bot, postgres, redis, standIn] = ours as [number, number, number, number];
    return { result, cpu: { bot, postgres, redis, standIn, foreignCores } };
  }

  private async read(bots: number[]) {
    const driver = process.cpuUsage();
    return {
      redis: await redisCpu(this.redisUrl),
      bot: bots.map(cpuOf).reduce((sum, one) => sum + one, 0),
      postgres: this.postmaster ? cpuOfFamily(this.postmaster) : Number.NaN,
      standIn: cpuOf(this.standIn),
      driver: driver.user + driver.system,
      machine: cpuOfMachine(),
      at: performance.now(),
    };
  }
}

/** The parent of our own backend, if that is a process of this machine that we can see. */
async function postmasterOf(databaseUrl: string): Promise<number | undefined> {
  return onConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const backend = rows[0]!.pid;
    return isPostgres(backend) ? parentOf(backend) : undefined;
  });
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

async function redisCpu(url: string): Promise<number> {
  const info = await onRedis(url, (redis) => redis.info('cpu'));
  const seconds = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return (seconds('used_cpu_sys') + seconds('used_cpu_user')) * 1e6;
}
