// `npm test`: installs what is missing, then every check there is. Plain JavaScript that an older Node can run
// too: the pinned one comes with the packages. The last line of its output is `N passed, N failed`.
import { ensureInstalled } from '../setup/install.mjs';
import { runQuietly } from '../setup/build-tool.mjs';
import { pinnedNode } from '../setup/pinned-node.mjs';
import { workspaceRoot as root } from '../setup/workspace-root.mjs';
import { openTestServers } from '../setup/test-servers.mjs';
import { ensureChromium } from './chromium.mjs';
import { runNx, runTool } from './stages.mjs';
import { clearResults, readResults, total } from './totals.mjs';

const failedTasks = [];
let servers;
const say = (line) => console.log(line);
await everyStage().catch((error) => {
  say(error.message);
  failedTasks.push('installation');
});
const { passed, failed } = total(readResults(root), failedTasks);
if (failedTasks.length > 0) say(`\nFailed: ${failedTasks.join(', ')}`);
say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Every stage runs, but those that need the built programs where the build failed. */
async function everyStage() {
  clearResults(root);
  await ensureInstalled(root, say);
  pinnedNode(root);
  await stage('lint and types', () => runNx(root, ['run-many', '-t', 'lint', 'typecheck']));
  await stage('format', () =>
    tool('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  );
  await stage('secrets', () =>
    tool('secrets', 'node_modules/secretlint/bin/secretlint.js', '**/*'),
  );
  await stage('unit tests', () => runNx(root, ['run-many', '-t', 'test']));
  const built = await stage('build', () => runNx(root, ['run-many', '-t', 'build']));
  if (!built) return;
  await withServers();
  await stage('images and deploys', engineSpecs);
}

async function withServers() {
  const opened = await stage('servers', openServers);
  if (!opened) return;
  const { variables, close } = servers;
  try {
    await stage('medium tests', () =>
      runNx(root, ['run-many', '-t', 'test-medium', '--parallel=1'], variables),
    );
    await stage('end-to-end journeys', () => runNx(root, ['run', 'e2e:e2e'], variables));
    await stage('browser', () => browserSpecs(variables));
  } finally {
    await close();
  }
}

async function openServers() {
  servers = await openTestServers((line) => say(`  ${line}`));
  return [];
}

/** Where no Docker engine answers, and none can be started by the command in START_ENGINE, the specs skip themselves. */
async function engineSpecs() {
  const start = process.env.START_ENGINE;
  if (start) {
    const { code, output } = await runQuietly('bash', ['-c', start], { cwd: root });
    if (code !== 0) say(`  no engine could be started:\n${output.trimEnd()}`);
  }
  return [
    ...(await runNx(root, ['run', 'e2e:engine'])),
    ...(await runNx(root, ['run', 'e2e:engine-swarm'])),
  ];
}

async function browserSpecs(variables) {
  const chromium = await ensureChromium((line) => say(`  ${line}`));
  const config = 'tools/sandbox/jest.browser.config.cjs';
  const ok = await runTool(root, 'node_modules/jest/bin/jest.js', ['-c', config, '--runInBand'], {
    ...variables,
    CHROMIUM_PATH: chromium,
  });
  return ok ? [] : ['sandbox:browser'];
}

async function tool(name, script, ...args) {
  return (await runTool(root, script, args)) ? [] : [name];
}

/** Runs a stage that resolves to the names of what failed in it, and says how it went and how long it took. */
async function stage(name, work) {
  say(`> ${name}`);
  const begun = performance.now();
  const failures = await work().catch((error) => {
    say(error.message);
    return [name];
  });
  failedTasks.push(...failures);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`  ${failures.length === 0 ? 'ok' : `failed: ${failures.join(', ')}`} (${seconds} s)`);
  return failures.length === 0;
}
