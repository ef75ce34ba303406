// Opens the servers of a test run for whoever starts this process: prints their addresses as one line of JSON
// on standard output (progress goes to standard error) and closes them when its standard input ends.
import { parseArgs } from 'node:util';
import { openTestEnvironment } from './test-environment';
import type { TestEnvironment } from './test-environment';
import { messageOf } from './unavailable.errors';

const { values } = parseArgs({ options: { migrate: { type: 'string' } } });
const migrate = [process.execPath, values.migrate ?? 'dist/tools/migrate/main.js'];

/** Resolves when the starter no longer needs the servers, or is gone. */
const dismissed = new Promise<void>((resolve) => {
  process.stdin.once('end', resolve).once('close', resolve).once('error', resolve).resume();
  process.once('SIGINT', resolve).once('SIGTERM', resolve);
});

let environment: TestEnvironment | undefined;
try {
  environment = await openTestEnvironment(migrate, (line) => console.error(line));
  console.log(JSON.stringify(environment.variables));
  await dismissed;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
await environment?.close().catch((error: unknown) => console.error(messageOf(error)));
process.exit();
