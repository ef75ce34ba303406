import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A static build is slow to load from a cold disk; one that takes longer than this does not work. */
const VERSION_TIMEOUT_MS = 15_000;

/** None of the places where ffmpeg may be has one that runs. */
export class FfmpegMissing extends Error {
  constructor(tried: readonly string[]) {
    super(`no ffmpeg that runs: ${tried.join('; ')}`);
    this.name = 'FfmpegMissing';
  }
}

/** The first ffmpeg that runs: the configured one, or the one on PATH, or the one that came by npm. */
export async function findFfmpeg(configured?: string): Promise<string> {
  const tried: string[] = [];
  for (const program of configured ? [configured] : ['ffmpeg', shippedFfmpeg()]) {
    if (!program) continue;
    const fault = await faultOf(program);
    if (fault === undefined) return program;
    tried.push(fault);
  }
  throw new FfmpegMissing(tried);
}

async function faultOf(program: string): Promise<string | undefined> {
  try {
    await promisify(execFile)(program, ['-version'], { timeout: VERSION_TIMEOUT_MS });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * The binary of @ffmpeg-installer, looked up from the script that runs: in the workspace it lies in node_modules, in
 * a built app beside the bundle. The package's own index.js finds it by its place, which a bundle changes.
 */
export function shippedFfmpeg(
  script = process.argv[1] ?? join(process.cwd(), 'main.js'),
): string | undefined {
  const platform = `@ffmpeg-installer/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(script).resolve(`${platform}/package.json`));
    return join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg');
  } catch {
    return undefined; // not made for this platform
  }
}
