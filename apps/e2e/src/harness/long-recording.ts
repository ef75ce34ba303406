import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import type { Upload } from './person';
import { samplePath, voice } from './samples';

export { ffmpeg };

/** Runs ffmpeg on files of a folder. */
export const runFfmpeg = (args: readonly string[], cwd?: string) =>
  promisify(execFile)(ffmpeg, ['-nostdin', '-loglevel', 'error', '-y', ...args], { cwd });

/** Between two samples nobody speaks for so long. */
const REST_SECONDS = 1.2;
const REST = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', String(REST_SECONDS)];
const OPUS = ['-ac', '1', '-c:a', 'libopus', '-b:a', '16k'];

/** One recording of samples that follow each other, each with a rest behind it; `times` over and over. */
export async function spliced(
  samples: readonly string[],
  times = 1,
): Promise<Upload & { text: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aisha-spliced-'));
  try {
    await runFfmpeg([...REST, ...OPUS, 'rest.ogg'], folder);
    const parts = samples.flatMap((name) => [samplePath(`${name}.ogg`), 'rest.ogg']);
    const list = Array.from({ length: times }, () => parts).flat();
    await writeFile(path.join(folder, 'list'), list.map((file) => `file '${file}'\n`).join(''));
    const joined = ['-f', 'concat', '-safe', '0', '-i', 'list', '-c', 'copy', 'joined.ogg'];
    await runFfmpeg(joined, folder);
    return {
      bytes: await readFile(path.join(folder, 'joined.ogg')),
      name: 'joined.ogg',
      type: 'audio/ogg',
      text: Array.from({ length: times }, () => samples.map((name) => voice(name).text))
        .flat()
        .join(' '),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Words without their punctuation, in order. */
export const spokenWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
