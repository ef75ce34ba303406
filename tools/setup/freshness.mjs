import { existsSync, readFileSync, readdirSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

const skipped = /(^|[\\/])(node_modules|dist)$|\.(medium-|e2e-)?spec\.ts$/;
const ofAll = ['package-lock.json', 'tsconfig.base.json', 'tools/build'];
const mainOf = (root, project) => path.join(root, 'dist', project, 'main.js');

/** Whether the built program of a project (such as apps/bot-gateway) is as new as all that went into it. */
export function isFresh(root, project) {
  const main = mainOf(root, project);
  if (!existsSync(main)) return false;
  const built = statSync(main).mtimeMs;
  const sources = [...ofAll, ...projectsInside(root, project)];
  return sources.every((source) => newest(path.join(root, source)) <= built);
}

/** A build that found its result in the cache leaves old times: say that it is of now. */
export function markFresh(root, project) {
  const now = new Date();
  utimesSync(mainOf(root, project), now, now);
}

/** The bundle's source maps name every project whose code is inside. */
function projectsInside(root, project) {
  const dist = path.join(root, 'dist', project);
  const maps = readdirSync(dist).filter((name) => name.endsWith('.js.map'));
  const sources = maps.flatMap((name) =>
    JSON.parse(readFileSync(path.join(dist, name), 'utf8')).sources.map((source) =>
      path.relative(root, path.resolve(dist, source)),
    ),
  );
  const projects = sources.map((source) => source.split(path.sep).slice(0, 2).join('/'));
  return [...new Set([project, ...projects])].filter((name) => /^(apps|libs|tools)\//.test(name));
}

function newest(file) {
  if (skipped.test(file)) return 0;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return Infinity;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(file).reduce(
    (latest, name) => Math.max(latest, newest(path.join(file, name))),
    0,
  );
}
