import { ConfigModule, HealthChecks, HealthModule } from '@aisha/platform';
import { createTestDatabase, eventually, type TestDatabase } from '@aisha/testing';
import { Test } from '@nestjs/testing';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Database } from './database';
import { DatabaseModule } from './database.module';

/** Postgres' place: nobody listens there until it opens. */
class Door {
  private server?: Server;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly target: URL,
    readonly port: number,
  ) {}

  static async before(url: string): Promise<Door> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await once(probe.close(), 'close');
    return new Door(new URL(url), port);
  }

  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.port);
    return url.href;
  }

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
      }
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Ends all connections, as a Postgres that is stopped. */
  async shut(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    this.sockets.clear();
    if (this.server) await once(this.server.close(), 'close');
    this.server = undefined;
  }
}

describe('the connection to Postgres', () => {
  let test: TestDatabase;
  let door: Door;

  beforeAll(async () => {
    test = await createTestDatabase();
    door = await Door.before(test.url);
  });
  afterAll(async () => {
    await door?.shut();
    await test?.close();
  });

  const start = async () => {
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: door.url }),
        HealthModule.forRole('test'),
        DatabaseModule,
      ],
    }).compile();
    module.useLogger(false);
    return module.init();
  };

  it('should not hold up the start of an app, and be made as soon as Postgres answers', async () => {
    const begun = performance.now();
    const app = await start();
    const [database, health] = [app.get(Database), app.get(HealthChecks)];
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect((await health.run()).checks['database']).toEqual({
      status: 'down',
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
    await expect(database.query('select 1')).rejects.toThrow();
    await door.open();
    await eventually(async () => expect((await health.run()).ok).toBe(true));
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await door.shut();
    await app.close();
  });

  it('should mend itself when Postgres was away, in the middle of a transaction too', async () => {
    await door.open();
    const app = await start();
    const [database, health] = [app.get(Database), app.get(HealthChecks)];
    const cutOff = database.transaction(async () => {
      await database.query('select 1');
      await door.shut();
      await database.query('select 1');
    });
    await expect(cutOff).rejects.toThrow();
    expect((await health.run()).ok).toBe(false);
    await door.open();
    await eventually(() => database.query('select 1'));
    expect((await health.run()).ok).toBe(true);
    await app.close();
    await door.shut();
  });

  it('should let an app end that never reached Postgres', async () => {
    const app = await start();
    const begun = performance.now();
    await app.close();
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
