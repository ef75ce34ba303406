import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureToolBuilt } from './build-tool.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { workspaceRoot } from './workspace-root.mjs';

/**
 * Opens Postgres (with a migrated template database), Redis and S3 for a test run, in a process of its own
 * that lets go of them when this process ends, however it ends.
 * Resolves to the variables in which specs find them, and `close()`.
 */
export async function openTestServers(log, { migrate = 'dist/tools/migrate/main.js' } = {}) {
  await ensureToolBuilt(workspaceRoot, 'tools/servers');
  if (migrate === 'dist/tools/migrate/main.js')
    await ensureToolBuilt(workspaceRoot, 'tools/migrate');
  const child = spawn(
    pinnedNode(workspaceRoot),
    [path.join(workspaceRoot, 'dist/tools/servers/main.js'), '--migrate', migrate],
    // A group of its own: after Ctrl-C the specs end first.
    { cwd: workspaceRoot, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const said = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    log(line);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const variables = await firstLine(child, ended, said);
  return { variables, pid: child.pid, close: () => close(child, ended) };
}

async function firstLine(child, ended, said) {
  const line = new Promise((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const first = await Promise.race([line, ended.then(() => undefined)]);
  if (first !== undefined) return JSON.parse(first);
  throw new Error(said.at(-1) ?? 'The servers for tests ended without a word.');
}

function close(child, ended) {
  child.stdin.end();
  return ended;
}
