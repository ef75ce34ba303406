import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Enough for the logs of a container that had much to say. */
const MAX_OUTPUT = 64 * 1024 * 1024;
/** The first build of all images installs every package. */
const LONGEST_MS = 20 * 60_000;

export interface Ran {
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. @throws Error with all that it said, if it ends with another code than 0 */
export async function run(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  try {
    return await promisify(execFile)(file, args, {
      maxBuffer: MAX_OUTPUT,
      timeout: LONGEST_MS,
      ...options,
      env: { ...process.env, ...options.env },
    });
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as Partial<Ran> & { code?: unknown };
    throw new Failed(`${file} ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`, {
      stdout,
      stderr,
      code,
    });
  }
}

export class Failed extends Error {
  constructor(
    message: string,
    readonly ran: Ran & { code: unknown },
  ) {
    super(message);
  }
}

/** @returns what docker printed, without the line end */
export async function docker(...args: string[]): Promise<string> {
  return (await run('docker', args)).stdout.trimEnd();
}

/** Why specs of containers can't run here; undefined where they can. */
function whyNot(images: readonly string[]): string | undefined {
  const quietly = (...args: string[]) => spawnSync('docker', args, { timeout: 10_000 });
  if (quietly('info').status !== 0) return 'no Docker engine answers here';
  if (quietly('compose', 'version').status !== 0) return 'this Docker has no compose';
  const missing = images.filter(
    (image) =>
      quietly('image', 'inspect', image).status !== 0 &&
      quietly('pull', '--quiet', image).status !== 0,
  );
  return missing.length > 0 ? `no image ${missing.join(', ')} to be had` : undefined;
}

/** `describe` where an engine and these images are to be had; elsewhere skipped, with the reason in one sentence. */
export function describeOnEngine(name: string, images: readonly string[], specs: () => void): void {
  const reason = whyNot(images);
  if (reason) {
    process.stderr.write(`Skipped, since ${reason}: ${name}\n`);
    describe.skip(`${name} (${reason})`, specs);
  } else {
    describe(name, specs);
  }
}
