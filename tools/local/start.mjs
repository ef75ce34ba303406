// `npm start`: installs what is missing, builds what changed, runs everything. Plain JavaScript that an older
// Node can run too: the pinned one comes with the packages.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildWhatChanged } from '../setup/build-programs.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { pinnedNode } from '../setup/pinned-node.mjs';
import { workspaceRoot as root } from '../setup/workspace-root.mjs';

const say = (line) => console.log(`  ${line}`);

try {
  await ensureInstalled(root, say);
  await buildWhatChanged(root, say);
  process.exitCode = await runLocal();
} catch (error) {
  console.error(`\n  ${error.message}`);
  process.exitCode = 1;
}

/** Runs until it is stopped. It notices by the channel when this process is gone. */
function runLocal() {
  const child = spawn(pinnedNode(root), [path.join(root, 'dist/tools/local/main.js')], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
