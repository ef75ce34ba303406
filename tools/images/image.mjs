// Usage: node tools/images/image.mjs <build|push> <project root, such as apps/bot-gateway>
// Builds the image of one project, or pushes it to REGISTRY. The tag is the commit, so that it never changes its
// meaning; a version tag of git on that commit (v1.2.3) becomes a second tag. TAG overrides it, for trials.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { imageName, release } from './release.mjs';

const [action, projectRoot] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../..');
const name = path.basename(projectRoot);
const { tag, alsoTagged, revision, isDirty } = release(root);

if (action === 'build') build();
else if (action === 'push') push();
else throw new Error(`Say build or push, not ${action}`);

function build() {
  const settings = JSON.parse(readFileSync(path.join(root, projectRoot, 'image.json'), 'utf8'));
  const values = {
    PROJECT: projectRoot,
    FLAVOUR: settings.flavour ?? 'plain',
    PORT: settings.port ?? '',
    TITLE: `aisha/${name}`,
    VERSION: alsoTagged[0] ?? tag,
    REVISION: revision,
    SOURCE: process.env.IMAGE_SOURCE ?? '',
    ...fromEnvironment('NODE_IMAGE', 'BASE_IMAGE', 'NGINX_IMAGE'),
  };
  // A project with a Dockerfile of its own sees its own folder only.
  const folder = path.join(root, projectRoot);
  const own = path.join(folder, 'Dockerfile');
  const isOwn = existsSync(own);
  docker(
    ['build', '--file', isOwn ? own : 'docker/app.Dockerfile'],
    Object.entries(values).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
    [tag, ...alsoTagged].flatMap((each) => ['--tag', imageName(name, each)]),
    [isOwn ? folder : root],
  );
}

function push() {
  if (!process.env.REGISTRY) throw new Error('REGISTRY is missing: where to push, as host:port');
  if (isDirty) throw new Error('Uncommitted changes: an image that is pushed names a commit');
  for (const each of [tag, ...alsoTagged]) docker(['push', '--quiet', imageName(name, each)]);
}

function docker(...args) {
  const { status, error } = spawnSync('docker', args.flat(), {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function fromEnvironment(...names) {
  return Object.fromEntries(
    names.flatMap((key) => {
      const value = process.env[key];
      return value ? [[key, value]] : [];
    }),
  );
}
