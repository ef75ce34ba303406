import { existsSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../setup/build-tool.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for browser specs: the one that CHROMIUM_PATH names, the system's, or on Debian, as root, installed.
 * @throws Error one sentence that says what to install
 */
export async function ensureChromium(log) {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    log('Installing chromium by apt-get, as root');
    await install();
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'Browser specs need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

function findChromium() {
  const dirs = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin'];
  const onPath = dirs.flatMap((dir) => names.map((name) => path.join(dir, name)));
  return [process.env['CHROMIUM_PATH'], ...onPath, ...places].find(
    (file) => file && existsSync(file),
  );
}

async function install() {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const args = ['install', '-y', '--no-install-recommends', ...wait, 'chromium'];
  const { code } = await runQuietly('apt-get', args, options);
  if (code === 0) return;
  await runQuietly('apt-get', ['update', ...wait], options);
  await runQuietly('apt-get', args, options);
}
