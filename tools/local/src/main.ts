// Runs Aisha on this machine until Ctrl-C. Started by `npm start` once everything is installed and built.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ServerUnavailable } from '@aisha/servers';
import { LocalRun } from './local-run';
import { CannotStart } from './settings/cannot-start.errors';
import { readEnvFile } from './settings/env-file';
import { readSettings } from './settings/local-settings';

const root = path.resolve(import.meta.dirname, '../../..');
// Whoever read our output may be gone; that must not keep the programs from being stopped.
process.stdout.on('error', () => undefined);
const say = (line: string) => console.log(`  ${line}`);

/** Ctrl-C, a polite kill, or the end of the command that started us. A second Ctrl-C does not wait. */
const asked = new Promise<void>((resolve) => {
  process.once('SIGTERM', resolve).once('SIGHUP', resolve).once('disconnect', resolve);
  process.once('SIGINT', () => {
    resolve();
    process.once('SIGINT', () => process.exit(130));
  });
});

/** A fault that a person can mend is one sentence, any other shows where it is. */
function explain(error: unknown): string {
  const plain = error instanceof CannotStart || error instanceof ServerUnavailable;
  return error instanceof Error ? (plain ? error.message : (error.stack ?? '')) : String(error);
}

async function run(): Promise<void> {
  const text = await readFile(path.join(root, '.env'), 'utf8').catch(() => '');
  const settings = readSettings(readEnvFile(text));
  const local = new LocalRun({ root, settings, onProgress: say });
  const started = local.start().then((screen) => console.log(`\n${screen}\n`));
  try {
    await Promise.race([asked, started.then(() => asked)]);
    say('Stopping');
  } finally {
    await local.stop();
  }
}

try {
  await run();
  say('Stopped; the data are kept in .local');
} catch (error) {
  console.error(`\n  ${explain(error)}`);
  process.exitCode = 1;
}
process.exit();
