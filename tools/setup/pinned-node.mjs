import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The Node that the project is pinned to: from its npm package, else the running one if it is new enough
 * (there is no such package for macOS).
 * @throws Error one sentence
 */
export function pinnedNode(root) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = path.join(root, `node_modules/node-${system}-${process.arch}/bin/${file}`);
  if (existsSync(node)) return node;
  const wanted = readFileSync(path.join(root, '.nvmrc'), 'utf8').trim();
  if (major(process.versions.node) >= major(wanted)) return process.execPath;
  throw new Error(
    `Node ${wanted} is needed and npm has no package of it for ${process.platform} ${process.arch}: ` +
      `install it (nvm install) and run this again; this is Node ${process.versions.node}.`,
  );
}

const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/** Environment in which `node` and the workspace's tools are found first. */
export function withPinnedNode(root, env = process.env) {
  const dirs = [path.dirname(pinnedNode(root)), path.join(root, 'node_modules/.bin'), env['PATH']];
  return { ...env, PATH: dirs.filter(Boolean).join(path.delimiter) };
}
