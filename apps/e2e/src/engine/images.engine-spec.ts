import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { report } from '../bench/figures';
import { describeOnEngine, docker, run } from './harness/engine';
import { BASES, buildImage, type ImageName, PROJECTS, WORKSPACE } from './harness/images';

const APPS = [
  'bot-gateway',
  'standby-controller',
  'avatar-worker',
  'transcription-worker',
  'webhook-api',
] as const satisfies readonly ImageName[];
const TAG = 'engine-spec';
/** Values that the programs take; nobody answers at the addresses. */
const SETTINGS: Record<string, string> = {
  DATABASE_URL: 'postgresql://aisha_user:secret@127.0.0.1:1/aisha',
  REDIS_URL: 'redis://127.0.0.1:1',
  TELEGRAM_BOT_TOKEN: '7000000001:token-of-the-image-specs',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
  MINIO_ENDPOINT: '127.0.0.1:1',
  MINIO_ACCESS_KEY: 'access',
  MINIO_SECRET_KEY: 'secret-key',
  MINIO_WEBHOOK_TOKEN: 'token-of-the-image-specs',
  OPENAI_API_KEY: 'sk-none',
  FAL_KEY: 'id:secret',
  CALLBACK_SECRET: 'secret-of-the-image-specs',
  CONTROL_TOKEN: 'token-of-the-image-specs',
};
const given = Object.entries(SETTINGS).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
/** As the compose files run them. */
const confined = [
  ...['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges', '--network', 'none'],
];

describeOnEngine('the images', BASES, () => {
  const started: string[] = [];
  const images = new Map<ImageName, string>();

  beforeAll(async () => {
    for (const name of [...APPS, 'migrate'] as const) {
      const begun = performance.now();
      images.set(name, await buildImage(name, TAG));
      report(`image ${name}: built in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    }
  }, 1_200_000);
  afterEach(async () => {
    if (started.length > 0) await docker('rm', '--force', '--volumes', ...started.splice(0));
  });

  const start = async (name: ImageName, ...options: string[]) => {
    const id = await docker('run', '--detach', ...confined, ...options, images.get(name)!);
    started.push(id);
    return id;
  };
  const logs = async (id: string) => {
    const { stdout, stderr } = await run('docker', ['logs', id]);
    return stdout + stderr;
  };
  const health = (id: string, ...words: string[]) =>
    docker('exec', id, 'node', 'healthcheck.mjs', ...words);

  describe.each(APPS)('%s', (name) => {
    it('should run confined, alive, and say why it is not ready', async () => {
      const id = await start(name, ...given);
      await eventually(() => health(id, 'live'), { timeoutMs: 30_000 });
      await expect(health(id)).rejects.toThrow(/"database":\{"status":"down"/);
      expect(await docker('exec', id, 'id', '-u')).toBe('10001');
      await expect(docker('exec', id, 'touch', '/app/storage/temp/file')).rejects.toThrow(
        /Read-only/,
      );
    });

    it('should end on SIGTERM with code 0 before an engine would kill it', async () => {
      const id = await start(name, ...given);
      await eventually(() => health(id, 'live'), { timeoutMs: 30_000 });
      const begun = performance.now();
      await docker('stop', '--time', '10', id);
      expect(performance.now() - begun).toBeLessThan(9_900);
      expect(await docker('inspect', '--format', '{{.State.ExitCode}}', id)).toBe('0');
    });

    it('should name what is missing, and end with code 1', async () => {
      const id = await start(name);
      expect(await docker('wait', id)).toBe('1');
      expect(await logs(id)).toContain('DATABASE_URL is missing');
    });

    it('should say before a deploy whether it would start', async () => {
      const check = (...options: string[]) =>
        docker(
          'run',
          '--rm',
          ...confined,
          ...options,
          images.get(name)!,
          'node',
          'main.js',
          '--check-config',
        );
      expect(await check(...given)).toBe('The configuration is usable.');
      await expect(check()).rejects.toThrow('DATABASE_URL is missing');
    });

    it('should hold what it needs and no more', async () => {
      const inside = await docker(
        'run',
        '--rm',
        ...confined,
        images.get(name)!,
        'ls',
        '-A',
        '/app',
      );
      expect(inside.split('\n')).toEqual(
        expect.arrayContaining(['main.js', 'package.json', 'storage']),
      );
      const has = (program: string) =>
        docker(
          'run',
          '--rm',
          ...confined,
          images.get(name)!,
          'sh',
          '-c',
          `command -v ${program} || true`,
        );
      expect(await has('npm')).toBe('');
      expect((await has('ffmpeg')) !== '').toBe(name === 'transcription-worker');
    });

    it('should be labelled with the commit and title', async () => {
      const labels = JSON.parse(
        await docker('image', 'inspect', '--format', '{{json .Config.Labels}}', images.get(name)!),
      ) as Record<string, string>;
      expect(labels['org.opencontainers.image.title']).toBe(`aisha/${name}`);
      expect(labels['org.opencontainers.image.revision']).toMatch(/^[0-9a-f]{40}$/);
    });
  });

  it('should have a migrate image that ends with code 1 and a reason where there is no database', async () => {
    const id = await start('migrate', ...given);
    expect(await docker('wait', id)).toBe('1');
    expect(await logs(id)).toContain('Migration failed');
  });

  it('should have a target in every project that has an image', async () => {
    for (const project of Object.values(PROJECTS)) {
      const file = await readFile(path.join(WORKSPACE, project, 'project.json'), 'utf8');
      expect((JSON.parse(file) as { targets: object }).targets).toHaveProperty('image');
    }
  });

  it('should be smaller than 200 MB as a registry keeps them', async () => {
    for (const [name, image] of images) {
      const { stdout } = await run('sh', ['-c', `docker save '${image}' | gzip -6 | wc -c`]);
      report(`image ${name}: ${(Number(stdout) / 1e6).toFixed(0)} MB compressed`);
      expect(Number(stdout)).toBeLessThan(200e6);
    }
  });
});
