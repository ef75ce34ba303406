import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const stampOf = (root) => path.join(root, 'node_modules/.aisha-lock');
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/** Whether node_modules holds what the lock says. npm leaves its own lock there when it has finished. */
export function isInstalled(root) {
  const installedLock = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const stamp = stampOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return true;
  if (!sameVersions(readJson(path.join(root, 'package-lock.json')), readJson(installedLock))) {
    return false;
  }
  remember(root);
  return true;
}

/** Spares the comparison next time; packages that another user installed are compared each time. */
function remember(root) {
  try {
    writeFileSync(stampOf(root), lockHash(root));
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

/** Optional packages of other systems are in the lock only. */
export function sameVersions(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([place]) => place !== '');
  return wanted.every(([place, { version, optional }]) => {
    const found = installed.packages[place];
    return found ? found.version === version : optional === true;
  });
}

/**
 * Runs `npm ci` where packages are missing or other than the lock says, its progress shown.
 * @throws Error one sentence
 */
export async function ensureInstalled(root, log) {
  if (isInstalled(root)) return;
  log('Installing packages by npm ci (about a minute, once)');
  const code = await runNpmCi(root);
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}: see its output above.`);
  remember(root);
}

function runNpmCi(root) {
  // Under `npm start` these name the npm that runs us and its Node. Ours may lie in the node_modules that
  // npm is about to remove.
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const [file, args] = npm?.endsWith('.js') ? [node, [npm, 'ci']] : ['npm', ['ci']];
  return new Promise((resolve, reject) => {
    spawn(file, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
      .once('error', () => reject(new Error('npm was not found: install Node.js with npm.')))
      .once('exit', (code, signal) => resolve(code ?? signal));
  });
}
