import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Longer than the slowest single command of a spec, a build without a cache. */
const COMMAND_MS = 120_000;

/**
 * Runs `docker` with these arguments.
 * @returns what it wrote on standard output, without the last line's end
 * @throws with what it wrote on standard error
 */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', args, {
    timeout: COMMAND_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.trimEnd();
}

/** Whether an engine answers. Not asynchronous: Jest must know at once which tests there are. */
export const engineIsThere = (): boolean => succeeds('info');

/** Whether the engine has this image, or can fetch it. */
export const imageIsThere = (image: string): boolean =>
  succeeds('image', 'inspect', image) || succeeds('pull', '--quiet', image);

function succeeds(...args: string[]): boolean {
  try {
    execFileSync('docker', args, { stdio: 'ignore', timeout: COMMAND_MS });
    return true;
  } catch {
    return false;
  }
}
