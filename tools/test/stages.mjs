import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../setup/build-tool.mjs';
import { pinnedNode, withPinnedNode } from '../setup/pinned-node.mjs';

/** Runs one tool of the workspace by the pinned Node; its output is shown only if it fails. */
export async function runTool(root, script, args, variables = {}) {
  const { code, output } = await runQuietly(pinnedNode(root), [script, ...args], {
    cwd: root,
    env: { ...withPinnedNode(root), NX_TUI: 'false', ...variables },
  });
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

/**
 * Runs targets of all projects by Nx; every task runs, even after one has failed.
 * Resolves to the names of what failed.
 */
export async function runNx(root, args, variables) {
  const report = path.join(root, '.nx/cache/run.json');
  rmSync(report, { force: true });
  const ok = await runTool(root, 'node_modules/nx/dist/bin/nx.js', args, variables);
  if (ok) return [];
  const failed = failedTasks(report);
  return failed.length > 0 ? failed : [`nx ${args.join(' ')}`];
}

/** Nx leaves a report of each run beside its cache. */
function failedTasks(report) {
  if (!existsSync(report)) return [];
  const { tasks } = JSON.parse(readFileSync(report, 'utf8'));
  return tasks.filter(({ status }) => status !== 0).map(taskName);
}

/** Runs of Jest are named as their counts are (see totals.mjs), other tasks as in Nx. */
const jestNames = {
  test: '',
  'test-medium': ':medium',
  e2e: '',
  engine: ':engine',
  'engine-swarm': ':engine-swarm',
};
const taskName = ({ projectName, target }) =>
  target in jestNames ? `${projectName}${jestNames[target]}` : `${projectName}:${target}`;
