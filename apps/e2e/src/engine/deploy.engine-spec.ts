import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { report } from '../bench/figures';
import { askForPicture, welcomed, withAvatar } from '../harness/journeys';
import { Talk } from '../harness/talk';
import { describeOnEngine, docker } from './harness/engine';
import { forgedCallbacks } from './harness/forged-callbacks';
import { imageFrom } from './harness/images';
import { Installation, INSTALLATION_IMAGES } from './harness/installation';

const FIRST = 'release-1';
const SECOND = 'release-2';
const LONG_MS = 600_000;
const ROLLED_BACK_MS = 60_000;
const ROLLED = [
  'bot-polling-1',
  'bot-polling-2',
  'avatar-worker',
  'transcription-worker',
  'standby-controller',
  'webhook-api-1',
  'webhook-api-2',
] as const;

describeOnEngine('an installation', INSTALLATION_IMAGES, () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.open();
    await installation.publish(FIRST);
  }, 1_500_000);
  afterAll(() => installation?.close());

  const image = (name: string, tag: string) => `${installation.registry}/aisha/${name}:${tag}`;
  const push = async (name: string, tag: string) => docker('push', '--quiet', image(name, tag));
  /** A release whose images differ from those of the first by one label. */
  const publishChanged = async (tag: string) => {
    await installation.retag(FIRST, tag);
    const apps = ['bot-gateway', 'avatar-worker', 'transcription-worker'] as const;
    for (const name of [...apps, 'standby-controller', 'webhook-api'] as const) {
      await imageFrom(image(name, FIRST), image(name, tag), [`LABEL release=${tag}`]);
      await push(name, tag);
    }
  };
  const publishBroken = async (tag: string, name: string, lines: string[]) => {
    await installation.retag(SECOND, tag);
    await imageFrom(image(name, SECOND), image(name, tag), lines);
    await push(name, tag);
  };
  const running = async () => {
    const tags = await Promise.all(
      ROLLED.map(async (name) => [name, await installation.tagsOf(name)]),
    );
    return Object.fromEntries(tags) as Record<string, string[]>;
  };
  const all = (tag: string) => Object.fromEntries(ROLLED.map((name) => [name, [tag]]));

  it(
    'should show the plan of a deploy and change nothing, when asked for a dry run',
    async () => {
      const { code, stdout } = await installation.script(
        ...(['deploy-with-registry.sh', '--tag', FIRST, '--dry-run'] as const),
      );
      expect(stdout).toMatch(/migrate the schema[\s\S]*roll bot-polling-2[\s\S]*roll nginx/);
      expect(code).toBe(0);
      expect(await installation.containerOf('bot-polling-1')).toBe('');
    },
    LONG_MS,
  );

  it(
    'should answer a person after its first deploy, and make a picture with the callbacks of FAL',
    async () => {
      await installation.deploy(FIRST);
      expect(await running()).toEqual(all(FIRST));
      const person = await withAvatar(installation);
      await person.say('What can you do?');
      await person.hears(/\w/);
      await askForPicture(person, 'On a boat at sunset', '1:1');
      await eventually(async () =>
        expect((await person.hears('Balance: 345')).media?.kind).toBe('photo'),
      );
    },
    LONG_MS,
  );

  it('should show what runs', async () => {
    const { stdout, code } = await installation.script('status.sh');
    expect(code).toBe(0);
    expect(stdout).toContain(`Release ${FIRST}`);
    expect(stdout).toMatch(/bot-polling-1: polling, epoch \d+\nbot-polling-2: standby/);
  });

  it('should let each container reach only what it needs', async () => {
    const reaches = (from: string, host: string, port: number) =>
      installation
        .containerOf(from)
        .then((id) => docker('exec', id, 'node', '--eval', knock(host, port)));
    expect(await reaches('avatar-worker', 'postgres', 5432)).toBe('open');
    expect(await reaches('avatar-worker', 's3', 9000)).toBe('open');
    expect(await reaches('avatar-worker', 'registry', 5000)).toBe('closed');
    expect(await reaches('transcription-worker', 'nginx', 8443)).toBe('closed');
    expect(await reaches('standby-controller', 's3', 9000)).toBe('closed');
    expect(await reaches('webhook-api-1', 'postgres', 5432)).toBe('open');
    expect(await reaches('webhook-api-1', 's3', 9000)).toBe('open');
    expect(await reaches('webhook-api-1', 'registry', 5000)).toBe('closed');
    const nginx = await installation.containerOf('nginx');
    for (const host of ['postgres', 'redis', 'registry'])
      await expect(docker('exec', nginx, 'getent', 'hosts', host)).rejects.toThrow();
  });

  it('should do nothing when the same release is deployed again', async () => {
    const before = await Promise.all(ROLLED.map((name) => installation.containerOf(name)));
    await installation.deploy(FIRST, '--no-dump');
    const after = await Promise.all(ROLLED.map((name) => installation.containerOf(name)));
    expect(after).toEqual(before);
  });

  it(
    'should lose no update and no callback in a deploy under load',
    async () => {
      await publishChanged(SECOND);
      const talk = await Talk.among(installation, { people: 400, eachMs: 5 });
      await talk.begin();
      const callers = forgedCallbacks(`https://127.0.0.1:${installation.httpsPort}`);
      const begun = Date.now();
      const said = await installation.deploy(SECOND);
      const ended = Date.now();
      const { sent, lost, slowestMs } = await callers.end();
      await talk.end();
      const answers = (await talk.answers()).length;
      report(`deploy under load: ${((ended - begun) / 1000).toFixed(1)} s, ${answers} answers`);
      report(`  longest time without an answer: ${await talk.gap(begun, ended)} ms`);
      for (const { what, from, to } of stepsOf(said, begun, ended)) {
        report(`    ${what}: ${((to - from) / 1000).toFixed(0)} s, ${await talk.gap(from, to)} ms`);
      }
      report(
        `  answers doubled: ${await talk.doubled()}, out of order or lost: ${await talk.misplaced()}`,
      );
      report(
        `  callbacks: ${sent}, not answered by the app: ${lost.length}, slowest ${Math.round(slowestMs)} ms`,
      );
      expect(await running()).toEqual(all(SECOND));
      expect(await talk.misplaced()).toBe(0);
      expect(lost).toEqual([]);
      const [record] = (await installation.records()).slice(-1);
      expect(record).toMatchObject({ release: SECOND, previous: FIRST, result: 'deployed' });
    },
    LONG_MS,
  );

  it.each([
    ['ends at once', ['CMD ["node", "-e", "process.exit(1)"]']],
    ['never gets healthy', ['CMD ["sleep", "3600"]']],
  ])(
    'should go back by itself from an image that %s',
    async (kind, lines) => {
      const tag = `broken-${kind.split(' ')[0]}`;
      await publishBroken(tag, 'bot-gateway', lines);
      const person = await welcomed(installation);
      const begun = Date.now();
      const { code, stdout } = await installation.script(
        ...(['deploy-with-registry.sh', '--tag', tag, '--no-dump'] as const),
      );
      const tookMs = Date.now() - begun;
      report(`rolled back from an image that ${kind}: ${(tookMs / 1000).toFixed(1)} s`);
      expect(stdout).toContain('going back');
      expect(code).toBe(1);
      expect(tookMs).toBeLessThan(ROLLED_BACK_MS);
      expect(await running()).toEqual(all(SECOND));
      await person.say('/help');
      await person.hears(/avatar/i);
      expect((await installation.records()).at(-1)).toMatchObject({ result: 'rolled-back' });
    },
    LONG_MS,
  );

  it(
    'should change nothing when the schema cannot be migrated',
    async () => {
      const schema = () =>
        docker('exec', ...psql, 'pg_dump', '--schema-only', '--username=aisha_user', 'aisha');
      const psql = [await installation.containerOf('postgres')];
      const before = await Promise.all(ROLLED.map((name) => installation.containerOf(name)));
      // The first migration is to run again, and finds its own work in the way; others would bear it.
      const [first] = await installation.rows<{ id: number; timestamp: string; name: string }>(
        'delete from migrations where id = (select min(id) from migrations) returning *',
      );
      try {
        const dump = comparable(await schema());
        await publishChanged('release-3');
        const { code, stdout } = await installation.script(
          ...(['deploy-with-registry.sh', '--tag', 'release-3', '--no-dump'] as const),
        );
        expect(code).toBe(1);
        expect(stdout).toContain('the migration failed');
        expect(comparable(await schema())).toBe(dump);
      } finally {
        await installation.rows('insert into migrations values ($1, $2, $3)', [
          first!.id,
          first!.timestamp,
          first!.name,
        ]);
      }
      expect(await Promise.all(ROLLED.map((name) => installation.containerOf(name)))).toEqual(
        before,
      );
    },
    LONG_MS,
  );

  it(
    'should refuse settings that a release cannot start with, before it stops anything',
    async () => {
      const before = await Promise.all(ROLLED.map((name) => installation.containerOf(name)));
      const settings = path.join(installation.home, 'docker-compose.override.yml');
      const { override } = installation;
      await writeFile(
        settings,
        `${override}  standby-controller:\n    environment: { LOG_LEVEL: LOUD }\n`,
      );
      try {
        const { code, stdout, stderr } = await installation.script(
          ...(['deploy-with-registry.sh', '--tag', SECOND, '--no-dump'] as const),
        );
        expect(code).toBe(1);
        expect(stdout + stderr).toContain('LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR');
      } finally {
        await writeFile(settings, override);
      }
      expect(await Promise.all(ROLLED.map((name) => installation.containerOf(name)))).toEqual(
        before,
      );
    },
    LONG_MS,
  );

  it(
    'should go back to the release before when asked to',
    async () => {
      const { code, stdout, stderr } = await installation.script('rollback.sh');
      expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
      expect(await running()).toEqual(all(FIRST));
      const person = await welcomed(installation);
      await person.say('/help');
      await person.hears(/avatar/i);
    },
    LONG_MS,
  );

  it(
    'should go over to webhooks of Telegram by a deploy of other settings, and lose nothing',
    async () => {
      const talk = await Talk.among(installation, { people: 50, eachMs: 50 });
      await talk.begin();
      await installation.set({
        BOT_MODE: 'webhook',
        BOT_MODE_2: 'webhook',
        TELEGRAM_WEBHOOK_URL: `${installation.publicUrl}/telegram/webhook`,
        TELEGRAM_UPSTREAMS: '172.28.4.21:8443 172.28.4.22:8443',
      });
      await installation.deploy(FIRST, '--no-dump');
      await eventually(async () => {
        const answer = await fetch(`${installation.urls.telegram}/_sandbox/state`);
        const { webhookUrl } = (await answer.json()) as { webhookUrl: string | null };
        expect(webhookUrl).toBe(`${installation.publicUrl}/telegram/webhook`);
      });
      await talk.end();
      expect(await talk.misplaced()).toBe(0);
    },
    LONG_MS,
  );

  it('should keep a dump of before each deploy that restores', async () => {
    const files = await docker(
      'run',
      '--rm',
      '--volume',
      `${installation.home}/state/dumps:/dumps`,
      'postgres:17-bookworm',
      'sh',
      '-c',
      'for dump in /dumps/*.dump; do pg_restore --list "$dump" | grep -c "TABLE DATA"; done',
    );
    expect(files.split('\n').length).toBeGreaterThanOrEqual(2);
    for (const count of files.split('\n').slice(1)) expect(Number(count)).toBeGreaterThan(10);
  });
});

/** The steps of a deploy, by the lines that the script prints: `18:12:03 Roll bot-polling-1 to ...`. */
function stepsOf(said: string, begun: number, ended: number) {
  const day = new Date(begun).toISOString().slice(0, 10);
  const lines = [...said.matchAll(/^(\d\d:\d\d:\d\d) +(.*)$/gm)];
  const starts = lines.map(([, time, what]) => ({
    what: what!,
    from: Math.max(begun, Date.parse(`${day}T${time}Z`)),
  }));
  return starts
    .map((step, index) => ({ ...step, to: starts[index + 1]?.from ?? ended }))
    .filter(({ from, to }) => to > from);
}

/** Says whether a port of a host can be reached from inside a container. */
const knock = (host: string, port: number): string => `
  const socket = require('node:net').connect(${port}, '${host}');
  const end = (word) => { console.log(word); process.exit(0); };
  socket.setTimeout(2000, () => end('closed'));
  socket.once('connect', () => end('open')).once('error', () => end('closed'));`;

/** pg_dump puts a random word into its output since 17.6. */
const comparable = (dump: string): string => dump.replaceAll(/^\\(un)?restrict .*$/gm, '');
