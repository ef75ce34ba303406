// Usage: REGISTRY=host:port node tools/images/publish.mjs [commit or version of the release before]
// Makes this commit a release: builds and pushes the images of the projects that changed since then, and gives the
// unchanged ones the new tag besides. So one tag names a whole release, and a deploy rolls only what changed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { imageName, release } from './release.mjs';

const since = process.argv[2] ?? '';
const root = path.resolve(import.meta.dirname, '../..');
const { tag, alsoTagged, isDirty } = release(root);
if (!process.env.REGISTRY) throw new Error('REGISTRY is missing: where to push, as host:port');
if (isDirty) throw new Error('Uncommitted changes: a release names a commit');

const all = projects();
const unchanged = since ? withoutChange() : [];
const changed = all.filter((project) => !unchanged.includes(project));
console.log(`Built for ${tag}: ${changed.join(', ') || 'none'}`);
if (changed.length > 0) must('nx', 'run-many', '-t', 'push', '-p', changed.join(','));
for (const project of unchanged) {
  for (const each of [tag, ...alsoTagged]) {
    must('docker', 'tag', imageName(project, since), imageName(project, each));
    must('docker', 'push', '--quiet', imageName(project, each));
  }
}

/** Those that did not change since, and whose image of then is still in the registry. */
function withoutChange() {
  const affected = projects('--affected', `--base=${since}`);
  return all
    .filter((project) => !affected.includes(project))
    .filter((project) => run('docker', 'pull', '--quiet', imageName(project, since)).status === 0);
}

function projects(...options) {
  const { stdout } = must('nx', 'show', 'projects', '--with-target=image', '--json', ...options);
  return JSON.parse(stdout);
}

function must(...command) {
  const result = run(...command);
  if (result.error) throw result.error;
  if (result.status !== 0) {
    console.error(result.stdout);
    console.error(`${command.join(' ')} failed`);
    process.exit(1);
  }
  return result;
}

function run(file, ...args) {
  return spawnSync(file, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
}
