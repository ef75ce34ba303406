import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { databaseUrl, onConnection } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { FaultyStack } from './harness/faulty-stack';
import { beginAvatar, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos, voice } from './harness/samples';
import { SmallDisk } from './harness/small-disk';
import { APPS } from './harness/stack';

const MIGRATE = path.resolve(__dirname, '../../../dist/tools/migrate/main.js');
const TEN_MINUTES_MS = 600_000;
const SERVERS = ['postgres', 'redis', 's3'] as const;

describe('when what the apps need is away, they', () => {
  let world: FaultyStack;
  let disk: SmallDisk | undefined;

  beforeAll(async () => {
    disk = await SmallDisk.mount();
    world = await FaultyStack.start(disk ? { TEMP_DIR: disk.folder } : {});
  });
  afterAll(async () => {
    await world?.close();
    await disk?.close();
  });
  afterEach(async () => {
    SERVERS.forEach((server) => world.wires[server].heal());
    await disk?.free();
    await world.stack.clearFaults();
    await world.allHealthy();
  });

  const newcomer = () => welcomed(world.stack);
  /** The stand-in of OpenAI repeats what it was asked, and what came before. */
  const answersTo = async (person: Person, text: string) =>
    (await person.answers()).filter((message) => words(message).includes(`you wrote "${text}"`))
      .length;
  /** Each text is answered, once. */
  const isAnswered = async (person: Person, ...texts: string[]) => {
    for (const text of texts) await person.hears(text, 40_000);
    for (const text of texts) expect(await answersTo(person, text)).toBe(1);
  };
  /** OpenAI holds on to this many questions until the faults are cleared or their askers leave. */
  const holdAnswers = (times: number) =>
    world.stack.order('openai', { on: 'chat', times, action: { kind: 'hang' } });

  it('should start without any of them, say why they are not ready, and go on when these come', async () => {
    await world.stopAll();
    SERVERS.forEach((server) => world.wires[server].cut());
    world.startAll();
    for (const name of APPS) {
      await eventually(
        async () =>
          expect((await fetch(`${world.stack.address(name)}/health/live`)).status).toBe(200),
        { timeoutMs: 30_000 },
      );
      expect(await world.saysDown(name, 'database')).toMatch(/ECONNRESET|terminated|not connected/);
      expect(await world.saysDown(name, 'redis')).not.toBe('');
    }
    expect(await world.saysDown('avatar-worker', 'storage')).not.toBe('');
    const pids = APPS.map((name) => world.stack.app(name).pid);
    SERVERS.forEach((server) => world.wires[server].heal());
    await world.allHealthy();
    expect(APPS.map((name) => world.stack.app(name).pid)).toEqual(pids);
    for (const name of APPS) expect(world.troubles(name)).toBeLessThan(60);
    const person = await newcomer();
    await person.say('Good morning.');
    await isAnswered(person, 'Good morning.');
  });

  it('should say which migrations are pending, and work once these ran', async () => {
    const url = databaseUrl(world.servers.postgres.url, 'aisha_test_unmigrated');
    await onConnection(world.servers.postgres.url, (client) =>
      client.query('create database aisha_test_unmigrated'),
    );
    const healthy = world.stack.addReplica('webhook-api', 'unmigrated', { DATABASE_URL: url });
    healthy.catch(() => undefined);
    await eventually(() => world.saysDown('unmigrated', 'database'), { timeoutMs: 15_000 });
    expect(await world.saysDown('unmigrated', 'database')).toContain('pending migrations: Create');
    await promisify(execFile)(process.execPath, [MIGRATE], {
      env: { ...process.env, DATABASE_URL: url },
    });
    await (await healthy).stop();
  });

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'should lose and double nothing when Postgres is restarted by %s',
    async (signal) => {
      const people = await Promise.all([newcomer(), newcomer(), newcomer()]);
      const pids = APPS.map((name) => world.stack.app(name).pid);
      const texts = ['First.', 'Second.', 'Third.', 'Fourth.'];
      const say = (some: string[]) =>
        Promise.all(
          people.map(async (person) => {
            for (const text of some) await person.say(text);
          }),
        );
      await say(texts.slice(0, 2));
      await world.servers.postgres.stop(signal);
      await say(texts.slice(2));
      expect(await world.saysDown('bot-gateway', 'database')).not.toBe('');
      await world.servers.postgres.start();
      for (const person of people) await isAnswered(person, ...texts);
      expect(APPS.map((name) => world.stack.app(name).pid)).toEqual(pids);
    },
  );

  it('should serve many at once over a slow Postgres', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, newcomer));
    // Half a second for each round trip.
    world.wires.postgres.slow({ delayMs: 250, resets: 0, random: Math.random });
    await Promise.all(people.map((person) => person.say('Are you slow today?')));
    await Promise.all(people.map((person) => isAnswered(person, 'Are you slow today?')));
  });

  it('should go on talking while Redis is away, and answer when it is back', async () => {
    const person = await newcomer();
    await world.servers.redis.stop('SIGKILL');
    for (const app of ['bot-gateway', 'transcription-worker']) {
      // A question that was under way as the connection broke ends with a time limit first.
      const saysWhy = async () => (await world.saysDown(app, 'redis')).includes('ECONN');
      await eventually(saysWhy, { timeoutMs: 30_000 });
    }
    await person.say('Is anybody there?');
    await person.say('/balance');
    await person.hears('500');
    await world.servers.redis.start();
    await isAnswered(person, 'Is anybody there?');
  });

  it('should give every waiting row its job again within 30 s when Redis was emptied', async () => {
    const [asker, speaker, model] = await Promise.all([newcomer(), newcomer(), newcomer()]);
    await beginAvatar(model!);
    await world.stopAll(['transcription-worker', 'avatar-worker']);
    await asker!.say('Do you remember me?');
    await speaker!.send('voice', [voice('en-short')]);
    await model!.send('photo', await photos(2));
    await eventually(async () => {
      const [row] = await world.rows<{ waiting: string }>(
        `select count(*) as waiting from incoming_files where status = 'stored'
         and stored_at > now() - interval '1 minute'`,
      );
      expect(Number(row?.waiting)).toBeGreaterThanOrEqual(3);
    });
    await world.emptyRedis();
    world.startAll(['transcription-worker', 'avatar-worker']);
    const inTime = 30_000;
    await asker!.hears('Do you remember me?', inTime);
    await speaker!.hears(voice('en-short').text, inTime);
    await model!.hears('Photos accepted: 2 of 10', inTime);
    await isAnswered(asker!, 'Do you remember me?');
  });

  it('should wait for the storage, and tell nobody of a failure meanwhile', async () => {
    const person = await newcomer();
    world.wires.s3.cut();
    await person.send('voice', [voice('en-short')]);
    expect(await world.saysDown('bot-gateway', 'storage')).not.toBe('');
    await eventually(() => {
      expect(world.stack.app('bot-gateway').output).toMatch(
        /"msg":"job failed","queue":"fetch-file"/,
      );
    });
    world.wires.s3.heal();
    await person.hears(voice('en-short').text, 40_000);
    expect((await person.answers()).map(words).join()).not.toMatch(/could not|went wrong/);
  });

  it('should wait for room on the disk, and leave nothing on it', async () => {
    if (!disk) return void console.warn('skipped: only root may mount a small file system to fill');
    const person = await newcomer();
    await disk.fill();
    expect(await world.saysDown('transcription-worker', 'temp-dir')).toContain('0 MB free');
    await person.send('voice', [voice('en-short')]);
    await eventually(
      () => expect(world.stack.app('transcription-worker').output).toContain('transcript waits'),
      { timeoutMs: 40_000 },
    );
    await disk.free();
    await person.hears(voice('en-short').text, 40_000);
    expect(await world.balance(person)).toBe(500);
    await eventually(async () => expect(await disk?.entries()).toEqual([]));
  });

  it('should go on with what people wrote while Telegram gave errors, and say so meanwhile', async () => {
    const person = await newcomer();
    const action = { kind: 'error', code: 502 };
    await world.stack.order('telegram', { method: 'getUpdates', times: 1_000, action });
    await person.say('Are you there?'); // ends the poll that waits
    expect(await world.saysDown('bot-gateway', 'poller')).toContain('502');
    await person.say('Can you hear me?');
    await world.stack.clearFaults();
    await isAnswered(person, 'Are you there?', 'Can you hear me?');
    await world.stack.healthy('bot-gateway');
  });

  it('should run the jobs of a killed worker again within 10 s', async () => {
    const people = await Promise.all([newcomer(), newcomer(), newcomer()]);
    await holdAnswers(people.length);
    await Promise.all(people.map((person) => person.say('Where is my answer?')));
    await eventually(async () => expect(await world.jobsInHand('answer-person')).toBe(3));
    await world.stack.app('transcription-worker').stop('SIGKILL');
    await world.stack.clearFaults();
    const killed = performance.now();
    world.startAll(['transcription-worker']);
    await Promise.all(people.map((person) => isAnswered(person, 'Where is my answer?')));
    expect(performance.now() - killed).toBeLessThan(10_000 + 5_000); // the start of the new one included
  });

  it('should count the result of a worker that was frozen once', async () => {
    const person = await newcomer();
    const delay = { on: 'chat', times: 1, action: { kind: 'delay', ms: 2_000 } };
    await world.stack.order('openai', delay);
    await person.say('Are you frozen?');
    await eventually(async () => expect(await world.jobsInHand('answer-person')).toBe(1));
    world.stack.app('transcription-worker').signal('SIGSTOP');
    const other = await world.stack.addReplica('transcription-worker', 'other-worker');
    await isAnswered(person, 'Are you frozen?');
    world.stack.app('transcription-worker').signal('SIGCONT');
    await world.stack.healthy('transcription-worker');
    await other.stop();
    await person.say('And now?');
    await isAnswered(person, 'And now?', 'Are you frozen?');
  });

  it.each([TEN_MINUTES_MS, -TEN_MINUTES_MS])(
    'should not mind a clock that jumps by %s ms',
    async (jumpMs) => {
      const [asker, speaker] = await Promise.all([newcomer(), newcomer()]);
      // The first try of this job fails, and is put off by the clock that is about to be turned.
      const action = { kind: 'error', status: 500 };
      await world.stack.order('openai', { on: 'chat', times: 1, action });
      await asker!.say('What time is it?');
      for (const name of APPS) await world.turnClock(name, jumpMs);
      await asker!.say('And now?');
      await speaker!.send('voice', [voice('en-short')]);
      await isAnswered(asker!, 'What time is it?', 'And now?');
      await speaker!.hears(voice('en-short').text, 40_000);
      await world.allHealthy();
      for (const name of APPS) await world.turnClock(name, 0);
      await asker!.say('It is late.');
      await isAnswered(asker!, 'It is late.');
    },
  );
});
