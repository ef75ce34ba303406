import { execFileSync } from 'node:child_process';

/**
 * What a checkout is called as a release: its commit as the tag, version tags of git (v1.2.3 becomes 1.2.3) besides.
 * Uncommitted changes show in the tag.
 */
export function release(root, env = process.env) {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const revision = git('rev-parse', 'HEAD');
  const isDirty = git('status', '--porcelain') !== '';
  const versions = git('tag', '--points-at', 'HEAD', '--list', 'v*').split('\n').filter(Boolean);
  return {
    revision,
    isDirty: isDirty && !env.TAG,
    tag: env.TAG ?? `${revision.slice(0, 12)}${isDirty ? '-dirty' : ''}`,
    alsoTagged: isDirty || env.TAG ? [] : versions.map((version) => version.slice(1)),
  };
}

/** `REGISTRY/aisha/<app>:<tag>`; without REGISTRY the image stays on this machine. */
export const imageName = (app, tag, { REGISTRY } = process.env) =>
  `${REGISTRY ? `${REGISTRY}/` : ''}aisha/${app}:${tag}`;
