import { request } from 'node:https';
import { eventually } from '@aisha/testing';
import { report } from '../bench/figures';
import { welcomed } from '../harness/journeys';
import { describeOnEngine, docker } from './harness/engine';
import { buildImage, imageFrom, IMAGES, removeImages } from './harness/images';
import { BASE_IMAGES } from './harness/strangers';
import { SwarmStack } from './harness/swarm';

const FIRST = 'release-1';
const SECOND = 'release-2';
const THIRD = 'release-3';
const LONG_MS = 600_000;
const ENDS_MS = 60_000;
/** Swarm may give the second task its 25 s before it counts the failure of the first. */
const NEVER_READY_MS = 90_000;
const APPS = [
  'bot-gateway',
  'avatar-worker',
  'transcription-worker',
  'standby-controller',
  'webhook-api',
] as const;
/** Answers, is never able to do its part, and ends when it is told to. */
const NEVER_READY = [
  `process.on('SIGTERM', () => process.exit(0))`,
  `require('http').createServer((_, answer) => answer.writeHead(503).end()).listen(8080)`,
].join('; ');

describeOnEngine('the stack on a swarm', BASE_IMAGES, () => {
  let stack: SwarmStack;
  const images: string[] = [];

  beforeAll(async () => {
    stack = await SwarmStack.open();
    for (const name of IMAGES) images.push(await buildImage(name, FIRST, stack.registry));
  }, 1_500_000);
  afterAll(async () => {
    await stack?.close();
    if (images.length > 0) await removeImages(images);
  }, LONG_MS);

  /** An image like the first release's but for these lines. */
  const variant = async (name: string, tag: string, lines: string[]) => {
    await imageFrom(stack.image(name, FIRST), stack.image(name, tag), lines);
    images.push(stack.image(name, tag));
    return stack.image(name, tag);
  };
  const pollers = async () => {
    const gateways = await stack.containersOf('bot-gateway');
    const polls = await Promise.all(
      gateways.map((id) => stack.evaluate(id, METRICS).then((text) => text.includes(POLLS))),
    );
    return polls.filter(Boolean).length;
  };
  const sql = async (statement: string) => {
    const [postgres] = await stack.runningOf('postgres');
    const psql = ['psql', '--username=aisha_user', '--dbname=aisha', '--tuples-only', '--no-align'];
    const text = await docker('exec', postgres!, ...psql, '--command', statement);
    return text.split('\n');
  };
  const allTasks = async () =>
    (await Promise.all(APPS.map((name) => stack.containersOf(name)))).flat();

  it(
    'should come up whole, migrated by its own job, with one gateway that polls',
    async () => {
      const begun = Date.now();
      await stack.deploy(FIRST);
      await stack.settled();
      report(`swarm: the stack is up after ${seconds(begun)} s`);
      expect(await stack.containersOf('bot-gateway')).toHaveLength(2);
      await eventually(async () => expect(await pollers()).toBe(1));
      await welcomed(stack);
    },
    LONG_MS,
  );

  it('should let each task reach only what it needs', async () => {
    const [worker] = await stack.containersOf('avatar-worker');
    const [webhookApi] = await stack.containersOf('webhook-api');
    const [controller] = await stack.containersOf('standby-controller');
    const [nginx] = await stack.containersOf('nginx');
    const reaches = (from: string | undefined, host: string, port: number) =>
      stack.evaluate(from!, knock(host, port));
    expect(await reaches(worker, 'postgres', 5432)).toBe('open');
    expect(await reaches(worker, 's3', 9000)).toBe('open');
    expect(await reaches(webhookApi, 'redis', 6379)).toBe('open');
    expect(await reaches(controller, 'nginx', 8443)).toBe('closed');
    expect(await reaches(controller, 's3', 9000)).toBe('closed');
    for (const host of ['postgres', 'redis']) {
      await expect(docker('exec', nginx!, 'getent', 'hosts', host)).rejects.toThrow();
    }
  });

  it('should pass callbacks of strangers on, over TLS', async () => {
    // Only the app itself answers a forged callback so.
    expect(await forgedCallback(stack.ports.https)).toBe(401);
  });

  it(
    'should change every service to a new release one task at a time, and go on answering',
    async () => {
      for (const name of IMAGES) await variant(name, SECOND, [`LABEL release=${SECOND}`]);
      const person = await welcomed(stack);
      const begun = Date.now();
      await stack.deploy(SECOND);
      const counts = new Set<number>();
      await eventually(
        async () => {
          counts.add((await stack.containersOf('bot-gateway')).length);
          await person.say('/help');
          await person.hears(/avatar/i);
          const updates = await Promise.all(APPS.map((name) => stack.update(name)));
          expect(updates).toEqual(
            APPS.map((name) => ({ image: stack.image(name, SECOND), state: 'completed' })),
          );
        },
        { timeoutMs: 300_000 },
      );
      report(`swarm: every service changed after ${seconds(begun)} s; gateways: ${[...counts]}`);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...counts)).toBeLessThanOrEqual(3);
      await stack.settled();
      await eventually(async () => expect(await pollers()).toBe(1));
    },
    LONG_MS,
  );

  it.each([
    ['ends at once', ENDS_MS, ['CMD ["node", "-e", "process.exit(1)"]']],
    ['never gets ready', NEVER_READY_MS, [`CMD ["node", "-e", "${NEVER_READY}"]`]],
  ])(
    'should be taken back by Swarm from an image that %s',
    async (kind, limitMs, lines) => {
      const broken = await variant('bot-gateway', `broken-${kind.split(' ')[0]}`, lines);
      const person = await welcomed(stack);
      const before = await stack.containersOf('bot-gateway');
      const begun = Date.now();
      await stack.setImage('bot-gateway', broken);
      await eventually(
        async () =>
          expect(await stack.update('bot-gateway')).toEqual({
            image: stack.image('bot-gateway', SECOND),
            state: 'rollback_completed',
          }),
        { timeoutMs: 180_000 },
      );
      report(`swarm: taken back from an image that ${kind} after ${seconds(begun)} s`);
      expect(Date.now() - begun).toBeLessThan(limitMs);
      // The one that polled was never touched, nor was the other.
      expect((await stack.containersOf('bot-gateway')).sort()).toEqual(before.sort());
      await person.say('/help');
      await person.hears(/avatar/i);
    },
    LONG_MS,
  );

  it(
    'should end no task while Postgres is away, and go on when it is back',
    async () => {
      const before = await allTasks();
      const person = await welcomed(stack);
      await stack.scale('postgres', 0);
      const gone = Date.now();
      for (const id of before) {
        await eventually(async () => expect(await checksSince(id, gone)).toBeGreaterThan(3), {
          timeoutMs: 90_000,
        });
      }
      expect(await stack.evaluate(before[0]!, READY)).toBe('503');
      await stack.scale('postgres', 1);
      await stack.settled();
      await person.say('/help');
      await eventually(() => person.hears(/avatar/i), { timeoutMs: 60_000 });
      expect((await allTasks()).sort()).toEqual(before.sort());
    },
    LONG_MS,
  );

  it(
    'should be taken back by Swarm, every service of it, when the schema cannot be migrated',
    async () => {
      // A migration that only this release knows: the release before is up to date all the time.
      const [newest = ''] = await sql(
        'select name from migrations order by timestamp desc limit 1',
      );
      const renamed = `s/${newest}/${newest.replace(/\d+$/, '9999999999999')}/g`;
      const newer = ['USER root', `RUN sed -i '${renamed}' main.js`, 'USER 10001:10001'];
      const fails = ['CMD ["node", "-e", "process.exit(1)"]'];
      for (const name of IMAGES) {
        const knowsMigrations = !['nginx', 'backup'].includes(name);
        const change = name === 'migrate' ? fails : knowsMigrations ? newer : [];
        await variant(name, THIRD, [...change, `LABEL release=${THIRD}`]);
      }
      const before = await allTasks();
      await stack.deploy(THIRD);
      await eventually(
        async () =>
          expect(await Promise.all(APPS.map((name) => stack.update(name)))).toEqual(
            APPS.map((name) => ({
              image: stack.image(name, SECOND),
              state: 'rollback_completed',
            })),
          ),
        { timeoutMs: 240_000 },
      );
      expect((await allTasks()).sort()).toEqual(before.sort());
      await welcomed(stack);
    },
    LONG_MS,
  );
});

const seconds = (begun: number): string => ((Date.now() - begun) / 1000).toFixed(1);

const POLLS = 'gateway_role{role="poller"} 1';
const METRICS = `fetch('http://127.0.0.1:8080/metrics').then((answer) => answer.text()).then(console.log)`;
const READY = `fetch('http://127.0.0.1:' + process.env.HTTP_PORT + '/health').then(({ status }) => console.log(status))`;

/** Health checks that the engine began after this moment. */
async function checksSince(container: string, moment: number): Promise<number> {
  const log = JSON.parse(
    await docker('inspect', '--format', '{{json .State.Health.Log}}', container),
  ) as { Start: string; ExitCode: number }[];
  return log.filter(({ Start, ExitCode }) => Date.parse(Start) > moment && ExitCode === 0).length;
}

/** Says whether a port of a host can be reached from inside a container. */
const knock = (host: string, port: number): string => `
  const socket = require('node:net').connect(${port}, '${host}');
  const end = (word) => { console.log(word); process.exit(0); };
  socket.setTimeout(2000, () => end('closed'));
  socket.once('connect', () => end('open')).once('error', () => end('closed'));`;

function forgedCallback(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request({
      port,
      host: '127.0.0.1',
      path: '/webhooks/fal?job=forged',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      rejectUnauthorized: false, // of our own making
    });
    call.once('response', (answer) => resolve(answer.resume().statusCode)).once('error', reject);
    call.end('{"request_id":"forged","status":"OK"}');
  });
}
