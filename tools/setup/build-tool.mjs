import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isFresh } from './freshness.mjs';
import { withPinnedNode } from './pinned-node.mjs';

/** Builds a tool that tests start (such as tools/migrate) if its bundle is absent or old. */
export async function ensureToolBuilt(root, project) {
  if (isFresh(root, project)) return;
  await whileLocked(path.join(root, 'dist', `.building-${path.basename(project)}`), async () => {
    if (!isFresh(root, project)) await build(root, project);
  });
}

async function build(root, project) {
  const { code, output } = await runQuietly('node', ['tools/build/build.mjs', project], {
    cwd: root,
    env: withPinnedNode(root),
  });
  if (code !== 0) throw new Error(`The build of ${project} failed:\n${output}`);
}

const longestMs = 30 * 60_000;

/** Runs a command, keeping its output for the case that it fails. One that hangs is ended after half an hour. */
export function runQuietly(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longestMs,
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? signal, output: Buffer.concat(chunks).toString() }),
    );
  });
}

/** Two test runs in one checkout must not write one bundle at the same time. */
async function whileLocked(lock, work) {
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!take(lock)) await delay(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    // Empty for the moment between its making and the writing of the id.
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
