import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { welcomed } from './harness/journeys';
import { runFfmpeg, spokenWords } from './harness/long-recording';
import type { Person, Upload } from './harness/person';
import { samplePath, voice } from './harness/samples';
import { Stack } from './harness/stack';

const SPOKEN = 'ru-short';
const PICTURE = ['-f', 'lavfi', '-i', 'color=c=gray:s=160x120:r=5', '-shortest'];
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];

/** A format, and what ffmpeg is told to make it of a recording. */
const FORMATS: readonly (readonly [string, ...string[]])[] = [
  ['mp3', '-c:a', 'libmp3lame'],
  ['wav', '-c:a', 'pcm_s16le'],
  ['ogg', '-c:a', 'libvorbis'],
  ['oga', '-c:a', 'libopus', '-f', 'ogg'],
  ['opus', '-c:a', 'libopus', '-f', 'opus'],
  ['m4a', '-c:a', 'aac'],
  ['flac', '-c:a', 'flac'],
  ['aac', '-c:a', 'aac', '-f', 'adts'],
  ['wma', '-c:a', 'wmav2', '-f', 'asf'],
  ['webm', ...PICTURE, '-c:v', 'libvpx', '-c:a', 'libopus'],
  ['mp4', ...PICTURE, ...H264, '-c:a', 'aac'],
];

describe('what is sent as a recording', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  /** A file of ffmpeg's, without a name or a type that would tell what it is. */
  const made = async (extension: string, args: readonly string[]): Promise<Upload> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-made-'));
    await runFfmpeg([...args, `made.${extension}`], folder);
    const bytes = await readFile(path.join(folder, `made.${extension}`));
    await rm(folder, { recursive: true });
    return { bytes, name: 'file', type: 'application/octet-stream' };
  };
  const heardFrom = (person: Person) =>
    eventually(
      async () => {
        const [row] = await stack.rows<{ text: string | null; failure: string | null }>(
          `select text, failure from transcripts t join users u on u.id = t.owner_id
           where u.telegram_id = $1 and t.status in ('ready', 'failed')`,
          [person.id],
        );
        if (!row) throw new Error('not heard yet');
        return row.failure ?? row.text!;
      },
      { timeoutMs: 30_000 },
    );

  it('should be heard in each format, whatever the file is called', async () => {
    const senders = await Promise.all(
      FORMATS.map(async ([extension, ...args]) => {
        const person = await welcomed(stack);
        const file = await made(extension, ['-i', samplePath(`${SPOKEN}.ogg`), ...args]);
        await person.send('document', [file]);
        return [extension, person] as const;
      }),
    );
    const heard: [string, string[]][] = [];
    for (const [extension, person] of senders)
      heard.push([extension, spokenWords(await heardFrom(person))]);
    const said = spokenWords(voice(SPOKEN).text);
    expect(heard).toEqual(FORMATS.map(([extension]) => [extension, said]));
  });

  it('should be heard as a video', async () => {
    const person = await welcomed(stack);
    const args = ['-i', samplePath(`${SPOKEN}.ogg`), ...PICTURE, ...H264, '-c:a', 'aac'];
    await person.send('video', [
      { ...(await made('mp4', args)), name: 'video.mp4', type: 'video/mp4' },
    ]);
    expect(spokenWords(await heardFrom(person))).toEqual(spokenWords(voice(SPOKEN).text));
  });

  it('should be heard as far as it goes when it was cut short', async () => {
    const person = await welcomed(stack);
    const { bytes, text } = voice('ru-meeting');
    const half = bytes.subarray(0, bytes.length / 2);
    await person.send('voice', [{ bytes: half, name: 'voice.ogg', type: 'audio/ogg' }]);
    const heard = spokenWords(await heardFrom(person));
    expect(heard.length).toBeGreaterThan(10);
    expect(spokenWords(text).slice(0, heard.length)).toEqual(heard);
  });

  it.each([
    [
      'nothing but silence',
      ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '4'],
      'no speech',
    ],
    ['a video without sound', [...PICTURE, '-t', '2', ...H264], 'no sound'],
  ] as const)('should be refused with the reason: %s', async (_, args, reason) => {
    const person = await welcomed(stack);
    await person.send('document', [await made('mkv', args)]);
    await person.hears(reason);
    expect(await stack.balance(person)).toBe(500);
  });
});
