import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { median, report } from './figures';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../../..');
const NX = path.join(ROOT, 'node_modules/.bin/nx');

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

describe('the workspace', () => {
  it('prints cold and cached builds', async () => {
    const build = (...more: string[]) =>
      run(process.execPath, [NX, 'run-many', '-t', 'build', ...more], {
        cwd: ROOT,
        maxBuffer: 20_000_000,
      });
    const cold = await seconds(() => build('--skip-nx-cache'));
    await build();
    const cached = [];
    for (let round = 0; round < 3; round++) cached.push(await seconds(() => build()));
    report(
      `nx run-many -t build: cold ${cold.toFixed(1)} s, cached ${median(cached).toFixed(1)} s`,
    );
  });

  it('prints how long a warm `npm start` takes', async () => {
    const starts = [];
    for (let round = 0; round < 3; round++) starts.push(await seconds(() => startAndStop()));
    report(`npm start, warm, to ready: ${median(starts).toFixed(1)} s`);
  });
});

/** Resolves when the screen with the web chat's address is there; ends the run after that. */
async function startAndStop(): Promise<void> {
  const child = spawn('npm', ['start'], { cwd: ROOT, detached: true });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let seen = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      if (/Ctrl-C/.test(seen)) resolve();
    });
    child.once('exit', () => reject(new Error(`npm start ended:\n${seen}`)));
  });
  setTimeout(() => process.kill(-child.pid!, 'SIGINT'), 100);
  void ended;
}
