import { appendFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { describeOnEngine, docker, run } from './harness/engine';
import { BASES, IMAGES, WORKSPACE } from './harness/images';

const REGISTRY_NAME = `aisha-release-spec-${process.pid}`;
const LONG_MS = 900_000;

describeOnEngine('a release', [...BASES, 'nginx:1.27-alpine', 'registry:2'], () => {
  let checkout: string;
  let registry: string;

  beforeAll(async () => {
    const port = await freePort();
    registry = `127.0.0.1:${port}`;
    await docker(
      ...[
        'run',
        '--detach',
        '--name',
        REGISTRY_NAME,
        '--publish',
        `${registry}:5000`,
        'registry:2',
      ],
    );
    await eventually(() => fetch(`http://${registry}/v2/`), { timeoutMs: 30_000 });
    checkout = await mkdtemp(path.join(tmpdir(), 'aisha-checkout-'));
    await run('git', ['clone', '--quiet', WORKSPACE, checkout]);
    await symlink(path.join(WORKSPACE, 'node_modules'), path.join(checkout, 'node_modules'));
  });
  afterAll(async () => {
    await docker('rm', '--force', '--volumes', REGISTRY_NAME);
    await rm(checkout, { recursive: true, force: true });
  });

  const git = async (...args: string[]) =>
    (
      await run('git', ['-c', 'user.name=spec', '-c', 'user.email=spec@example.org', ...args], {
        cwd: checkout,
      })
    ).stdout.trim();
  const head = () => git('rev-parse', '--short=12', 'HEAD');
  const publish = (...since: string[]) =>
    run('node', ['tools/images/publish.mjs', ...since], {
      cwd: checkout,
      env: {
        REGISTRY: registry,
        PATH: `${path.join(WORKSPACE, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
      },
    });
  const digests = async (tag: string) =>
    Object.fromEntries(
      await Promise.all(
        IMAGES.map(async (name) => {
          const answer = await fetch(`http://${registry}/v2/aisha/${name}/manifests/${tag}`, {
            headers: { accept: 'application/vnd.docker.distribution.manifest.v2+json' },
          });
          const { config } = (await answer.json()) as { config: { digest: string } };
          return [name, config.digest] as const;
        }),
      ),
    );

  it(
    'should build all images at first, and then those of what changed only, under one tag',
    async () => {
      const first = await head();
      await publish();
      await appendFile(path.join(checkout, 'apps/webhook-api/src/main.ts'), '// changed\n');
      await git('commit', '--quiet', '--all', '--message', 'test: a change of one app');
      const second = await head();
      const { stdout } = await publish(first);
      expect(stdout).toContain(`Built for ${second}: webhook-api\n`);

      const [before, after] = [await digests(first), await digests(second)];
      const changed = IMAGES.filter((name) => before[name] !== after[name]);
      expect(changed).toEqual(['webhook-api']);
    },
    LONG_MS,
  );

  it('should refuse a checkout with uncommitted changes: a tag names a commit', async () => {
    await appendFile(path.join(checkout, 'apps/webhook-api/src/main.ts'), '// not committed\n');
    await expect(publish()).rejects.toThrow('Uncommitted changes');
  });
});
