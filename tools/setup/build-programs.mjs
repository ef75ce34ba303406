import path from 'node:path';
import { runQuietly } from './build-tool.mjs';
import { isFresh, markFresh } from './freshness.mjs';
import { pinnedNode, withPinnedNode } from './pinned-node.mjs';

/** Everything that is built into dist/ and run from there. */
export const programs = [
  'apps/bot-gateway',
  'apps/standby-controller',
  'apps/avatar-worker',
  'apps/transcription-worker',
  'apps/webhook-api',
  'tools/sandbox',
  'tools/migrate',
  'tools/local',
  'tools/servers',
];

/**
 * Builds the programs whose bundle is absent or older than its sources. Where all are fresh Nx is not even
 * started, which takes seconds.
 * @throws Error with the output of the failed build
 */
export async function buildWhatChanged(root, log) {
  const stale = programs.filter((project) => !isFresh(root, project));
  if (stale.length === 0) return;
  const names = stale.map((project) => path.basename(project));
  log(`Building ${names.join(', ')}`);
  const args = ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', names.join(',')];
  const { code, output } = await runQuietly(pinnedNode(root), args, {
    cwd: root,
    env: withPinnedNode(root),
  });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  for (const project of stale) markFresh(root, project);
}
