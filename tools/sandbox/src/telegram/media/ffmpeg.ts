import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../../ffmpeg-program';

/** What ffmpeg says about a file: seconds and pixels, where it knows them. */
export interface Probe {
  duration?: number;
  width?: number;
  height?: number;
}

/** Length and size of a sound or film; empty when ffmpeg is not there or cannot read it. */
export async function probe(bytes: Buffer): Promise<Probe> {
  const report = await withInput(bytes, async (input) => (await run(['-i', input])).report);
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(report) ?? [];
  const [, width, height] = /Video:.*?, (\d{2,5})x(\d{2,5})/.exec(report) ?? [];
  return {
    ...(hours && { duration: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) }),
    ...(width && { width: Number(width), height: Number(height) }),
  };
}

/** The sound as OGG/Opus, as Telegram's apps record voice notes; undefined when ffmpeg cannot make it. */
export function toVoiceNote(bytes: Buffer): Promise<Buffer | undefined> {
  return withInput(bytes, async (input) => {
    const output = `${input}.oga`;
    const opus = ['-vn', '-ac', '1', '-c:a', 'libopus', '-b:a', '32k', '-f', 'ogg'];
    const { ok } = await run(['-y', '-i', input, ...opus, output]);
    return ok ? readFile(output) : undefined;
  });
}

async function withInput<T>(bytes: Buffer, use: (path: string) => Promise<T>) {
  const folder = await mkdtemp(join(tmpdir(), 'telegram-media-'));
  try {
    const input = join(folder, 'input');
    await writeFile(input, bytes);
    return await use(input);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(args: string[]): Promise<{ ok: boolean; report: string }> {
  const program = await findFfmpeg();
  return new Promise((resolve) => {
    execFile(program, ['-hide_banner', ...args], { timeout: 60_000 }, (error, _, report) =>
      resolve({ ok: error === null, report }),
    );
  });
}
