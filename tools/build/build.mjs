// Usage: node tools/build/build.mjs <project root, such as apps/bot-gateway>
// Bundles <root>/src/main.ts with every npm dependency into dist/<root>, so that the folder runs on its own.
// What cannot be bundled (native modules, files read at run time) is named in <root>/build.json and copied; "aliases"
// there put one package in the place of another, "defines" words of ES modules in the place of CommonJS's.
import { cp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';

const [projectRoot] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../..');
const name = path.basename(projectRoot);
const outDir = path.join(root, 'dist', projectRoot);
const settings = JSON.parse(
  await readFile(path.join(root, projectRoot, 'build.json'), 'utf8').catch(() => '{}'),
);

// Optional peers that Nest, TypeORM, bullmq, pg and telegraf load in try/catch or on demand, and that we do not use.
const neverBundled = new Set([
  '@fastify/static',
  '@fastify/view',
  '@fastify/multipart',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  '@mikro-orm/core',
  '@nats-io/transport-node',
  '@nestjs/axios',
  '@nestjs/mongoose',
  '@nestjs/platform-express',
  '@nestjs/platform-socket.io',
  '@nestjs/sequelize',
  '@nestjs/websockets',
  'amqp-connection-manager',
  'amqplib',
  'cache-manager',
  'class-transformer',
  'class-validator',
  'encoding',
  'kafkajs',
  'mongoose',
  'mqtt',
  'msgpackr-extract',
  'pg-native',
  'sequelize',
]);
// What finds faces is loaded at the first photo and weighs 2 MB: only the app that says so in build.json carries it.
if (!settings.findsFaces) {
  for (const id of [
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-backend-wasm',
    '@vladmandic/face-api',
  ]) {
    neverBundled.add(id);
  }
}
// What reads and writes documents is loaded at the first one and weighs 5 MB.
if (!settings.writesDocuments) {
  for (const id of ['docx', 'mammoth', 'pdfkit']) neverBundled.add(id);
}
// What pages are served with; only the app that says so in build.json has some.
if (settings.servesPages) {
  for (const id of ['@fastify/static', '@fastify/view']) neverBundled.delete(id);
}
const packageName = (id) =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');
const builtin = new Set(builtinModules.flatMap((id) => [id, `node:${id}`]));
/** Packages that stand beside the bundle in node_modules: native code, files found by path. */
const copied = new Set(settings.copiedPackages ?? []);
const unresolved = [];

await rm(outDir, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: settings.entries ?? { main: `${projectRoot}/src/main.ts` },
  platform: 'node',
  tsconfig: path.join(root, projectRoot, 'tsconfig.json'),
  moduleTypes: { '.ftl': 'text' },
  resolve: { alias: settings.aliases ?? {} },
  transform: { define: settings.defines ?? {} },
  external: (id) =>
    builtin.has(id) ||
    id.startsWith('node:') ||
    neverBundled.has(packageName(id)) ||
    copied.has(packageName(id)),
  plugins: [
    {
      // Maps of our own code only: vendor maps would cost 60 MB of memory in each process.
      name: 'no-vendor-maps',
      transform: {
        filter: { id: /node_modules/ },
        handler: (code) => ({ code, map: { version: 3, names: [], sources: [], mappings: '' } }),
      },
    },
  ],
  onLog(level, log, handler) {
    if (log.code === 'UNRESOLVED_IMPORT') unresolved.push(log.message);
    else if (level !== 'warn' || !log.id?.includes('node_modules')) handler(level, log);
  },
});
const { output } = await bundle.write({
  dir: outDir,
  format: 'esm',
  sourcemap: true,
  keepNames: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
if (unresolved.length > 0) {
  console.error(unresolved.join('\n'));
  process.exit(1);
}

const packageDirs = new Set();
for (const chunk of output.filter((item) => item.type === 'chunk')) {
  for (const id of chunk.moduleIds) {
    const at = id.lastIndexOf('/node_modules/');
    if (at >= 0) {
      packageDirs.add(path.join(id.slice(0, at), 'node_modules', packageName(id.slice(at + 14))));
    }
  }
}
const manifest = async (dir) => JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8'));

// What is bundled too is copied all the same: a copied package cannot look into the bundle.
const copiedDirs = new Set();

// Copied packages bring their own dependencies; optional ones only where this platform has them.
async function copyPackage(id, from, optional = false) {
  let dir;
  try {
    dir = findPackage(id, from);
  } catch (error) {
    if (optional) return;
    throw error;
  }
  if (copiedDirs.has(dir)) return;
  copiedDirs.add(dir);
  packageDirs.add(dir);
  await cp(await realpath(dir), path.join(outDir, path.relative(root, dir)), {
    recursive: true,
    filter: (source) => !source.slice(dir.length).includes('/node_modules/'),
  });
  const { dependencies = {}, optionalDependencies = {} } = await manifest(dir);
  for (const next of Object.keys(dependencies)) {
    await copyPackage(next, dir, next in optionalDependencies);
  }
  for (const next of Object.keys(optionalDependencies)) await copyPackage(next, dir, true);
}
function findPackage(id, from) {
  for (const base of createRequire(path.join(from, 'x.js')).resolve.paths(id) ?? []) {
    const dir = path.join(base, id);
    try {
      createRequire(import.meta.url)(path.join(dir, 'package.json'));
      return dir;
    } catch {
      // not here: look one folder up
    }
  }
  throw new Error(`${id} is not installed (needed by ${path.relative(root, from)})`);
}
for (const id of copied) await copyPackage(id, root);
for (const [from, to] of Object.entries(settings.assets ?? {})) {
  await mkdir(path.dirname(path.join(outDir, to)), { recursive: true });
  await cp(path.join(root, from), path.join(outDir, to), { recursive: true });
}

const inventory = {};
for (const dir of [...packageDirs].sort()) {
  const { name: id, version } = await manifest(dir);
  inventory[id] = version;
}
await writeFile(
  path.join(outDir, 'package.json'),
  `${JSON.stringify(
    {
      name: `@aisha/${name}`,
      private: true,
      type: 'module',
      main: 'main.js',
      bundledDependencyVersions: inventory,
    },
    null,
    2,
  )}\n`,
);
console.log(`${name}: ${Object.keys(inventory).length} packages inside`);
