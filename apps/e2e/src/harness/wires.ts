import type { Env } from './stack';
import { TcpProxy } from './tcp-proxy';

/** Where an app's address of each server stands. */
const VARIABLES = {
  telegram: 'TELEGRAM_API_ROOT',
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  s3: 'MINIO_ENDPOINT',
} as const;
export type Wire = keyof typeof VARIABLES;
const WIRES = Object.keys(VARIABLES) as Wire[];

/** A proxy between each process and each of its servers. */
export class Wires {
  private readonly byName = new Map<string, TcpProxy>();

  /** For `StackOptions.envOf`. */
  readonly envOf = async (instance: string, env: Env): Promise<Env> => {
    const redirected = { ...env };
    for (const wire of WIRES) {
      const proxy = await TcpProxy.before(env[VARIABLES[wire]]!);
      this.byName.set(`${instance}/${wire}`, proxy);
      redirected[VARIABLES[wire]] = proxy.url;
    }
    return redirected;
  };

  between(instance: string, wire: Wire): TcpProxy {
    return this.byName.get(`${instance}/${wire}`)!;
  }

  /** Those of all processes to one server. */
  to(wire: Wire): TcpProxy[] {
    return [...this.byName].flatMap(([name, proxy]) => (name.endsWith(`/${wire}`) ? [proxy] : []));
  }

  healAll(): void {
    for (const proxy of this.byName.values()) proxy.heal();
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map((proxy) => proxy.close()));
  }
}
